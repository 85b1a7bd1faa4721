//! The response. [MS-ASCMD] 2.2.1.9.

use crate::command::scalar::{Class, CollectionId};
use crate::command::schema::{Rest, container};
use crate::command::status::EstimateStatus;
use crate::wbxml::tag::get_item_estimate;

container! {
    /// A `GetItemEstimate` response.
    pub struct EstimateResponse<'a> in Free order {
        /// The outcome of the whole command, when it failed. [MS-ASCMD] 2.2.3.177.7.
        status: Option<EstimateStatus> = get_item_estimate::STATUS;
        /// One for each collection; the text wants one at least, the schema none.
        response: Vec<Response<'a>> = get_item_estimate::RESPONSE;
    }
}

container! {
    /// The answer for one collection.
    pub struct Response<'a> in Free order {
        /// The outcome for it.
        status: EstimateStatus = get_item_estimate::STATUS;
        /// The collection.
        collection: Option<Collection<'a>> = get_item_estimate::COLLECTION;
    }
}

container! {
    /// One folder.
    pub struct Collection<'a> in Free order {
        /// The class of the folder. The schemas end it with 12.1; servers in the field send it at any version, so
        /// that it is taken there.
        class: Option<Class<'a>> = get_item_estimate::CLASS;
        /// The folder.
        collection_id: CollectionId<'a> = get_item_estimate::COLLECTION_ID;
        /// The number of changes; required by the text, optional in the schema. [MS-ASCMD] 2.2.3.62.
        estimate: Option<u32> = get_item_estimate::ESTIMATE;
    }
}

impl<'a> EstimateResponse<'a> {
    /// A response with these answers and no status of its own.
    pub fn new(response: Vec<Response<'a>>) -> Self {
        Self { status: None, response, rest: Rest::default() }
    }

    /// A response that says only how the whole command failed.
    pub fn failed(status: EstimateStatus) -> Self {
        Self { status: Some(status), response: Vec::new(), rest: Rest::default() }
    }
}

impl<'a> Response<'a> {
    /// The number of changes of one collection.
    pub fn new(collection_id: CollectionId<'a>, estimate: u32) -> Self {
        let collection =
            Collection { class: None, collection_id, estimate: Some(estimate), rest: Rest::default() };
        Self { status: EstimateStatus::SUCCESS, collection: Some(collection), rest: Rest::default() }
    }

    /// Why there is none.
    pub fn failed(status: EstimateStatus) -> Self {
        Self { status, collection: None, rest: Rest::default() }
    }
}
