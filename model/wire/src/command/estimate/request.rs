//! The request, which has one form up to 12.1 and another from 14.0 on. [MS-ASCMD] 2.2.1.9.

use crate::command::scalar::{Boolean, Class, CollectionId, SyncKey};
use crate::command::schema::{Rest, choice, container};
use crate::command::sync::FilterType;
use crate::wbxml::tag::{air_sync, get_item_estimate};

container! {
    /// A `GetItemEstimate` request.
    pub struct EstimateRequest<'a> in Free order {
        /// The collections.
        collections: Collections<'a> = get_item_estimate::COLLECTIONS;
    }
}

container! {
    /// The list of collections, at least one.
    pub struct Collections<'a> in Free order {
        /// One for each folder.
        collection: Vec<Collection<'a>> = get_item_estimate::COLLECTION, required;
    }
}

container! {
    /// One folder. [MS-ASCMD] 2.2.3.29.1.
    ///
    /// From 14.0 on the key comes first, and options are sets; `ConversationMode` is taken before them, where the
    /// text lists it, and behind them, where the schema has it (EC-61). Up to 12.1 the order is free, and class and
    /// filter stand directly here. [MS-ASCMD] 2.2.3.181.3.
    pub struct Collection<'a> in FirstLeads order {
        /// The state that the client has.
        sync_key: SyncKey<'a> = air_sync::SYNC_KEY;
        /// The class of the folder.
        class: Option<Class<'a>> = get_item_estimate::CLASS, until V12_1;
        /// The folder.
        collection_id: CollectionId<'a> = get_item_estimate::COLLECTION_ID;
        /// The age of the items counted.
        filter_type: Option<FilterType> = air_sync::FILTER_TYPE, until V12_1, required;
        /// Whether the rest of a conversation counts with an item inside the window. [MS-ASCMD] 2.2.3.36.1.
        conversation_mode: Option<Boolean> = air_sync::CONVERSATION_MODE, since V14_0;
        /// The sets of options. Two at most, one for the folder's class and one for short messages; more are status
        /// 4, which is the server's to say. [MS-ASMS] v9.0 3.1.4.2.
        options: Vec<Options<'a>> = air_sync::OPTIONS, since V14_0;
    }
}

choice! {
    /// What to count, in any order. A repeat is kept, as in Sync; the accessors give the first. [MS-ASCMD]
    /// 2.2.3.125.2, 4.9.1.
    pub struct Options<'a> of
    /// One option.
    pub enum EstimateOption {
        /// The class that the set is for, the folder's own when absent. [MS-ASMS] v9.0 2.2.2.2.1.1.
        Class(Class<'a>) = air_sync::CLASS;
        /// The age of the items counted.
        FilterType(FilterType) = air_sync::FILTER_TYPE;
        /// Items wanted of the recipient cache.
        MaxItems(u32) = air_sync::MAX_ITEMS, since V14_0;
    }
}

impl<'a> EstimateRequest<'a> {
    /// A request for these collections.
    pub fn new(collections: Vec<Collection<'a>>) -> Self {
        let collections = Collections { collection: collections, rest: Rest::default() };
        Self { collections, rest: Rest::default() }
    }

    /// The collections.
    pub fn collections(&self) -> &[Collection<'a>] {
        &self.collections.collection
    }
}

impl<'a> Collection<'a> {
    /// A collection in the form up to 12.1, which is written in the order of the schema.
    pub fn up_to_12_1(
        sync_key: SyncKey<'a>,
        class: Option<Class<'a>>,
        collection_id: CollectionId<'a>,
        filter_type: FilterType,
    ) -> Self {
        Self { class, filter_type: Some(filter_type), ..Self::new(sync_key, collection_id, Vec::new()) }
    }

    /// A collection in the form of 14.0 and later.
    pub fn new(sync_key: SyncKey<'a>, collection_id: CollectionId<'a>, options: Vec<Options<'a>>) -> Self {
        let (class, filter_type, conversation_mode) = (None, None, None);
        Self {
            sync_key,
            class,
            collection_id,
            filter_type,
            conversation_mode,
            options,
            rest: Rest::default(),
        }
    }
}

impl<'a> Options<'a> {
    /// The class that it names.
    pub fn class(&self) -> Option<&Class<'a>> {
        self.0.iter().find_map(|option| match option {
            EstimateOption::Class(class) => Some(class),
            _ => None,
        })
    }

    /// The class that it is for, in a folder whose own class is `default`.
    pub fn class_in<'c>(&'c self, default: &'c Class<'a>) -> &'c Class<'a> {
        self.class().unwrap_or(default)
    }

    /// The window; all items when absent. [MS-ASCMD] 2.2.3.68.1.
    pub fn filter(&self) -> FilterType {
        let filter = self.0.iter().find_map(|option| match option {
            EstimateOption::FilterType(filter) => Some(*filter),
            _ => None,
        });
        filter.unwrap_or(FilterType::All)
    }
}
