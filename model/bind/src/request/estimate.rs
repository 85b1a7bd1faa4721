//! GetItemEstimate requests.

use asms_machine::class::FilterType;
use asms_machine::message::{ClassOptions, EstimateRequest};
use asms_machine::version::Version;
use asms_wire::command;
use asms_wire::command::estimate::request::{Collection, EstimateOption, Options};
use asms_wire::command::sync::{self, SyncOption};
use smallvec::{SmallVec, smallvec};

use super::document;
use crate::options::{machine_filter, wire_filter};
use crate::terms::only;
use crate::{BindError, Binding, Unmodelled};

impl Binding {
    pub(super) fn read_estimate_request(
        &mut self,
        request: &command::EstimateRequest<'_>,
    ) -> Result<EstimateRequest, BindError> {
        only(&request.rest)?;
        only(&request.collections.rest)?;
        let [collection] = request.collections() else { return Err(Unmodelled::Collections.into()) };
        only(&collection.rest)?;
        if collection.conversation_mode.is_some() {
            return Err(Unmodelled::Element.into());
        }
        Ok(EstimateRequest {
            key: self.names.key(collection.sync_key.as_str())?,
            collection: self.names.collection(collection.collection_id.as_str())?,
            options: self.read_estimate_options(collection)?,
        })
    }

    /// Up to 12.1 a filter stands for itself, beside the class of the folder. It has to be there, so that 0 is none.
    fn read_estimate_options(
        &mut self,
        collection: &Collection<'_>,
    ) -> Result<SmallVec<[ClassOptions; 2]>, BindError> {
        let Some(filter) = collection.filter_type else {
            return collection.options.iter().map(|block| self.read_options(&as_in_sync(block)?)).collect();
        };
        let filter = Some(machine_filter(filter)).filter(|filter| *filter != FilterType::ALL);
        let mut block = ClassOptions { filter, ..ClassOptions::default() };
        if let Some(class) = &collection.class {
            let kept = document(|bytes| sync::Options(vec![SyncOption::Class(class.clone())]).encode(bytes))?;
            block.preferences = Some(self.contents.keep_part(&kept));
        }
        Ok(smallvec![block])
    }

    pub(super) fn write_estimate_request(&self, request: &EstimateRequest) -> Result<Vec<u8>, BindError> {
        let key = command::SyncKey::new(self.names.key_name(request.key)?)?;
        let id = command::CollectionId::new(self.names.collection_name(request.collection)?)?;
        let collection = if self.version < Version::V14_0 {
            let (filter, class) = self.sole_filter(&request.options)?;
            Collection::up_to_12_1(key, class, id, filter)
        } else {
            let blocks = request.options.iter().map(|block| as_in_estimate(self.write_options(block)?));
            Collection::new(key, id, blocks.collect::<Result<_, _>>()?)
        };
        document(|bytes| command::EstimateRequest::new(vec![collection]).encode(bytes))
    }

    /// The filter of the only block, and the class of the folder if the request named it.
    fn sole_filter(
        &self,
        blocks: &[ClassOptions],
    ) -> Result<(sync::FilterType, Option<command::Class<'_>>), BindError> {
        match *blocks {
            [ClassOptions { class: None, filter, server_wins: None, truncation: None, preferences }]
                if filter != Some(FilterType::ALL) =>
            {
                let class = preferences.map(|kept| self.folder_class(kept)).transpose()?;
                Ok((wire_filter(filter.unwrap_or(FilterType::ALL))?, class))
            }
            _ => {
                let what = "anything but one filter in GetItemEstimate";
                Err(BindError::NotAtVersion { what, version: self.version })
            }
        }
    }

    /// The class of a folder that a request named.
    fn folder_class(&self, kept: asms_machine::id::ContentId) -> Result<command::Class<'_>, BindError> {
        let options = sync::Options::decode(self.contents.part(kept)?, crate::contents::LATEST)?;
        match options.0.into_iter().next() {
            Some(SyncOption::Class(class)) => Ok(class),
            _ => Err(BindError::UnknownContent(kept)),
        }
    }
}

/// A block with the same options in Sync, which has them all.
fn as_in_sync<'a>(block: &Options<'a>) -> Result<sync::Options<'a>, BindError> {
    let options = block.0.iter().map(|option| match option {
        EstimateOption::Class(class) => Ok(SyncOption::Class(class.clone())),
        EstimateOption::FilterType(filter) => Ok(SyncOption::FilterType(*filter)),
        EstimateOption::MaxItems(items) => Ok(SyncOption::MaxItems(*items)),
        EstimateOption::Other(_) => Err(BindError::Unmodelled(Unmodelled::Element)),
    });
    Ok(sync::Options(options.collect::<Result<_, _>>()?))
}

/// The same the other way; most of what Sync has does not count here, and has no place.
fn as_in_estimate(block: sync::Options<'_>) -> Result<Options<'_>, BindError> {
    let options = block.0.into_iter().map(|option| match option {
        SyncOption::Class(class) => Ok(EstimateOption::Class(class)),
        SyncOption::FilterType(filter) => Ok(EstimateOption::FilterType(filter)),
        SyncOption::MaxItems(items) => Ok(EstimateOption::MaxItems(items)),
        _ => Err(BindError::Unmodelled(Unmodelled::Element)),
    });
    Ok(Options(options.collect::<Result<_, _>>()?))
}
