//! Requests.

mod commands;
mod estimate;
mod settings;
mod sync;

use asms_machine::id::CollectionId;
use asms_machine::message::{Malformed, Request};
use asms_wire::command::ping::{Folder, PingRequest};
use asms_wire::command::{self, Class, FolderSyncRequest, Found};

use crate::terms::only;
use crate::{BindError, Binding, Unmodelled};

impl Binding {
    /// Reads the body of a request; no bytes are a Sync without a body. What is no request, or none that the machines
    /// take, is [`Request::Malformed`].
    pub fn read_request(&mut self, body: &[u8]) -> Request {
        self.try_read_request(body).unwrap_or_else(|error| Request::Malformed(reason(&error)))
    }

    /// Reads the body of a request; says in full what is wrong with one that is none.
    pub fn try_read_request(&mut self, body: &[u8]) -> Result<Request, BindError> {
        if body.is_empty() {
            return Ok(Request::SyncAgain);
        }
        match command::Request::decode(body, self.wire_version())? {
            command::Request::Sync(request) => Ok(self.read_sync(&request)?.into()),
            command::Request::GetItemEstimate(request) => {
                Ok(Request::Estimate(self.read_estimate_request(&request)?))
            }
            command::Request::FolderSync(request) => {
                only(&request.rest)?;
                Ok(Request::FolderSync(self.names.key(request.sync_key.as_str())?))
            }
            command::Request::Ping(request) => self.read_ping(&request),
            command::Request::Settings(request) => Ok(Request::Settings(self.read_settings(&request)?)),
        }
    }

    /// Writes the body of a request; no bytes for a Sync without a body.
    pub fn write_request(&mut self, request: &Request) -> Result<Vec<u8>, BindError> {
        match request {
            Request::Sync(request) => self.write_sync(request),
            Request::SyncAgain => Ok(Vec::new()),
            Request::Estimate(request) => self.write_estimate_request(request),
            Request::FolderSync(key) => {
                let key = command::SyncKey::new(self.names.key_name(*key)?)?;
                document(|bytes| FolderSyncRequest::new(key).encode(bytes))
            }
            Request::Ping(folders) => self.write_ping(folders),
            Request::Settings(request) => self.write_settings(request),
            Request::Malformed(why) => Ok(bytes_that_are(*why).to_vec()),
        }
    }

    /// A Ping names its interval and folders; one that leaves them out relies on what the server remembers, which the
    /// machines do not.
    fn read_ping(&mut self, request: &PingRequest<'_>) -> Result<Request, BindError> {
        only(&request.rest)?;
        let (Some(_), Some(folders)) = (request.heartbeat_interval, &request.folders) else {
            return Err(Unmodelled::Command.into());
        };
        only(&folders.rest)?;
        let watched = folders.folder.iter().map(|folder| {
            only(&folder.rest)?;
            // Never SMS ([MS-ASCMD] 2.2.3.27.4).
            if folder.class == Class::SMS {
                return Err(Unmodelled::Class.into());
            }
            Ok::<_, BindError>(self.names.collection(folder.id.as_str())?)
        });
        Ok(Request::Ping(watched.collect::<Result<_, _>>()?))
    }

    fn write_ping(&self, folders: &[CollectionId]) -> Result<Vec<u8>, BindError> {
        let folders = folders.iter().map(|folder| {
            let id = command::CollectionId::new(self.names.collection_name(*folder)?)?;
            Ok::<_, BindError>(Folder::new(id, Class::EMAIL))
        });
        let request = PingRequest::new(PING_INTERVAL, folders.collect::<Result<_, _>>()?);
        document(|bytes| request.encode(bytes))
    }
}

/// Seconds; machines know no time, and the element must stand there.
const PING_INTERVAL: u32 = 900;

/// Most documents are no longer, in octets.
const MOST_OFTEN: usize = 128;

/// The bytes that `write` writes.
pub(crate) fn document(
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), asms_wire::wbxml::EncodeError>,
) -> Result<Vec<u8>, BindError> {
    let mut bytes = Vec::with_capacity(MOST_OFTEN);
    write(&mut bytes)?;
    Ok(bytes)
}

/// Why bytes are no request.
fn reason(error: &BindError) -> Malformed {
    match error {
        BindError::Schema(error) if matches!(error.found, Found::Wbxml(_)) => Malformed::Wbxml,
        BindError::Schema(_) | BindError::Text(_) => Malformed::Schema,
        _ => Malformed::Unmodelled,
    }
}

/// The shortest bytes that are no request for each reason.
fn bytes_that_are(why: Malformed) -> &'static [u8] {
    match why {
        // A header and nothing else.
        Malformed::Wbxml => &[0x03, 0x01, 0x6A, 0x00],
        // A root that is none: Collections.
        Malformed::Schema => &[0x03, 0x01, 0x6A, 0x00, 0x1C],
        // Ping as last time.
        Malformed::Unmodelled => &[0x03, 0x01, 0x6A, 0x00, 0x00, 0x0D, 0x05],
    }
}
