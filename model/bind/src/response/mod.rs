//! Responses.

mod changes;
mod hierarchy;
mod outcomes;
mod sync;

use asms_machine::message::{
    EstimateResponse, EstimateStatus, Malformed, PingResponse, Response, SettingsStatus, SyncResponse,
};
use asms_machine::version::Version;
use asms_wire::command::estimate::response as estimate;
use asms_wire::command::status::{
    EstimateStatus as WireEstimateStatus, PingStatus, SettingsStatus as WireSettingsStatus,
};
use asms_wire::command::{self, SyncResponse as WireSyncResponse};

use crate::request::document;
use crate::terms::{common_status, only, refused};
use crate::{BindError, Binding, Unmodelled};

impl Binding {
    /// Writes the body of a response; no bytes where there is nothing to report.
    pub fn write_response(&mut self, response: &Response) -> Result<Vec<u8>, BindError> {
        match response {
            Response::Sync(SyncResponse::Empty) => Ok(Vec::new()),
            Response::Sync(response) => self.write_sync_response(response),
            Response::Estimate(response) => self.write_estimate(*response),
            Response::FolderSync(response) => self.write_hierarchy(response),
            Response::Ping(response) => self.write_ping_response(response),
            Response::Settings(status) => {
                let response = command::SettingsResponse::new(settings_status(*status));
                document(|bytes| response.encode(bytes))
            }
            Response::Refused(why) => self.write_refusal(*why),
        }
    }

    /// Reads the body of a response.
    pub fn read_response(&mut self, body: &[u8]) -> Result<Response, BindError> {
        if body.is_empty() {
            return Ok(Response::Sync(SyncResponse::Empty));
        }
        match command::Response::decode(body, self.wire_version())? {
            command::Response::Sync(response) => self.read_sync_response(&response),
            command::Response::GetItemEstimate(response) => self.read_estimate(&response),
            command::Response::FolderSync(response) => self.read_hierarchy(&response),
            command::Response::Ping(response) => self.read_ping_response(&response),
            command::Response::Settings(response) => read_settings_response(&response),
        }
    }

    /// A refusal knows not what was asked, and is told as that of a Sync.
    fn write_refusal(&self, why: Malformed) -> Result<Vec<u8>, BindError> {
        if self.version < Version::V14_0 {
            return Err(BindError::HttpStatus(match why {
                Malformed::Wbxml | Malformed::Schema => 400,
                Malformed::Unmodelled => 500,
            }));
        }
        document(|bytes| WireSyncResponse::failed(common_status(why).into(), None).encode(bytes))
    }

    fn write_estimate(&self, response: EstimateResponse) -> Result<Vec<u8>, BindError> {
        let response = match response {
            EstimateResponse::Estimate { collection, changes } => {
                let id = command::CollectionId::new(self.names.collection_name(collection)?)?;
                command::EstimateResponse::new(vec![estimate::Response::new(id, changes.into())])
            }
            EstimateResponse::Failed(status) if is_of_the_folder(status) => {
                command::EstimateResponse::new(vec![estimate::Response::failed(estimate_status(status))])
            }
            EstimateResponse::Failed(status) => command::EstimateResponse::failed(estimate_status(status)),
        };
        document(|bytes| response.encode(bytes))
    }

    fn read_estimate(&mut self, response: &command::EstimateResponse<'_>) -> Result<Response, BindError> {
        only(&response.rest)?;
        if let Some(status) = response.status.filter(|status| *status != WireEstimateStatus::SUCCESS) {
            return read_estimate_failure(status);
        }
        let [response] = &response.response[..] else { return Err(Unmodelled::Collections.into()) };
        only(&response.rest)?;
        if response.status != WireEstimateStatus::SUCCESS {
            return read_estimate_failure(response.status);
        }
        let collection = response.collection.as_ref().ok_or(Unmodelled::Collections)?;
        only(&collection.rest)?;
        Ok(Response::Estimate(EstimateResponse::Estimate {
            collection: self.names.collection(collection.collection_id.as_str())?,
            changes: collection
                .estimate
                .and_then(|changes| u16::try_from(changes).ok())
                .ok_or(Unmodelled::Number)?,
        }))
    }

    fn write_ping_response(&self, response: &PingResponse) -> Result<Vec<u8>, BindError> {
        let response = match response {
            PingResponse::NothingNew => command::PingResponse::new(PingStatus::EXPIRED),
            PingResponse::HierarchyChanged => command::PingResponse::new(PingStatus::FOLDER_SYNC_NEEDED),
            PingResponse::Changed(folders) => {
                let names = folders.iter().map(|folder| {
                    let name = self.names.collection_name(*folder)?;
                    Ok::<_, BindError>(command::CollectionId::new(name)?)
                });
                command::PingResponse::changes(names.collect::<Result<_, _>>()?)
            }
        };
        document(|bytes| response.encode(bytes))
    }

    fn read_ping_response(&mut self, response: &command::PingResponse<'_>) -> Result<Response, BindError> {
        only(&response.rest)?;
        let response = match response.status {
            PingStatus::EXPIRED => PingResponse::NothingNew,
            PingStatus::CHANGES => {
                let folders = response.folders.as_ref().map_or(&[][..], |folders| &folders.folder);
                let read = folders.iter().map(|folder| self.names.collection(folder.as_str()));
                PingResponse::Changed(read.collect::<Result<_, _>>()?)
            }
            PingStatus::FOLDER_SYNC_NEEDED => PingResponse::HierarchyChanged,
            status => return read_refusal(status.code()),
        };
        Ok(Response::Ping(response))
    }
}

/// The refusal that a status of any command tells.
fn read_refusal(code: u32) -> Result<Response, BindError> {
    refused(code).map(Response::Refused).ok_or(BindError::Unmodelled(Unmodelled::Status))
}

const ESTIMATE_STATUSES: [EstimateStatus; 4] = [
    EstimateStatus::InvalidCollection,
    EstimateStatus::NotPrimed,
    EstimateStatus::InvalidKeyOrProtocolError,
    EstimateStatus::UnsupportedFilter,
];

fn estimate_status(status: EstimateStatus) -> WireEstimateStatus {
    match status {
        EstimateStatus::InvalidCollection => WireEstimateStatus::INVALID_COLLECTION,
        EstimateStatus::NotPrimed => WireEstimateStatus::NOT_PRIMED,
        EstimateStatus::InvalidKeyOrProtocolError => WireEstimateStatus::INVALID_SYNC_KEY_OR_PROTOCOL_ERROR,
        EstimateStatus::UnsupportedFilter => common_status(Malformed::Unmodelled).into(),
    }
}

/// Whether a status stands in Response; the others stand in GetItemEstimate, where they may stand for all of it
/// ([MS-ASCMD] 2.2.3.177.7).
fn is_of_the_folder(status: EstimateStatus) -> bool {
    matches!(status, EstimateStatus::InvalidCollection | EstimateStatus::NotPrimed)
}

/// 110 is that of a filter here ([MS-ASCMD] 2.2.3.68.1).
fn read_estimate_failure(status: WireEstimateStatus) -> Result<Response, BindError> {
    match ESTIMATE_STATUSES.into_iter().find(|known| estimate_status(*known) == status) {
        Some(status) => Ok(Response::Estimate(EstimateResponse::Failed(status))),
        None => read_refusal(status.code()),
    }
}

const SETTINGS_STATUSES: [SettingsStatus; 3] =
    [SettingsStatus::Success, SettingsStatus::ProtocolError, SettingsStatus::InvalidArguments];

fn settings_status(status: SettingsStatus) -> WireSettingsStatus {
    match status {
        SettingsStatus::Success => WireSettingsStatus::SUCCESS,
        SettingsStatus::ProtocolError => WireSettingsStatus::PROTOCOL_ERROR,
        SettingsStatus::InvalidArguments => WireSettingsStatus::INVALID_ARGUMENTS,
    }
}

/// The status of DeviceInformation, unless the whole command failed.
fn read_settings_response(response: &command::SettingsResponse<'_>) -> Result<Response, BindError> {
    only(&response.rest)?;
    if response.status != WireSettingsStatus::SUCCESS {
        return read_refusal(response.status.code());
    }
    let information = response.device_information.as_ref().ok_or(Unmodelled::Command)?;
    only(&information.rest)?;
    let status = SETTINGS_STATUSES
        .into_iter()
        .find(|known| information.status == Some(settings_status(*known)))
        .ok_or(Unmodelled::Status)?;
    Ok(Response::Settings(status))
}
