//! What an event is about, as those who write it down say it.

use asms_machine::message::{Request, Response};
use asms_machine::modem::SubmitResult;
use asms_machine::system::{Event, Line, Party, line};

use crate::observe::{Cause, Happening};

/// A kind of message.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A Sync request, with or without a body.
    SyncRequest,
    /// An answer to Sync.
    SyncResponse,
    /// A GetItemEstimate request.
    EstimateRequest,
    /// An answer to GetItemEstimate.
    EstimateResponse,
    /// A FolderSync request.
    FolderSyncRequest,
    /// An answer to FolderSync.
    FolderSyncResponse,
    /// A Ping request.
    PingRequest,
    /// An answer to Ping.
    PingResponse,
    /// A Settings request.
    SettingsRequest,
    /// An answer to Settings.
    SettingsResponse,
    /// Bytes that are no request.
    MalformedRequest,
    /// A common status instead of an answer.
    Refusal,
    /// A part on its way to the service centre (SMS-SUBMIT).
    Submit,
    /// What the service centre says of a part (SMS-SUBMIT-REPORT).
    SubmitReport,
    /// A part on its way to a handset (SMS-DELIVER).
    Deliver,
    /// What became of a part (SMS-STATUS-REPORT).
    StatusReport,
}

/// The kind of message that an event is about, and the Status that it tells.
pub(super) fn message(event: &Event) -> (Option<Kind>, Option<u8>) {
    let kind = match event {
        Event::None | Event::Written { .. } => return (None, None),
        Event::Handled(handled) => match &handled.response {
            Some(response) => return of_response(response),
            None => of_request(&handled.request),
        },
        Event::Received { response, .. } | Event::ResponseAstray { response } => {
            return of_response(response);
        }
        Event::Sent { request } | Event::RequestAstray { request } => of_request(request),
        Event::Transmitted { .. } | Event::Submitted { result: SubmitResult::Silence, .. } => Kind::Submit,
        Event::Submitted { .. } => Kind::SubmitReport,
        Event::Forwarded { shown: None, report: Some(_) } | Event::StatusReportAstray { .. } => {
            Kind::StatusReport
        }
        Event::Forwarded { .. } => Kind::Deliver,
    };
    (Some(kind), None)
}

fn of_request(request: &Request) -> Kind {
    match request {
        Request::Sync(_) | Request::SyncAgain => Kind::SyncRequest,
        Request::Estimate(_) => Kind::EstimateRequest,
        Request::FolderSync(_) => Kind::FolderSyncRequest,
        Request::Ping(_) => Kind::PingRequest,
        Request::Settings(_) => Kind::SettingsRequest,
        Request::Malformed(_) => Kind::MalformedRequest,
    }
}

fn of_response(response: &Response) -> (Option<Kind>, Option<u8>) {
    let kind = match response {
        Response::Sync(_) => Kind::SyncResponse,
        Response::Estimate(_) => Kind::EstimateResponse,
        Response::FolderSync(_) => Kind::FolderSyncResponse,
        Response::Ping(_) => Kind::PingResponse,
        Response::Settings(_) => Kind::SettingsResponse,
        Response::Refused(_) => Kind::Refusal,
    };
    (Some(kind), response.status())
}

/// What happened, in words.
pub(super) fn words(happening: &Happening<'_>) -> Line {
    match happening.cause {
        Cause::Action(action) => line(action, happening.effect),
        Cause::Restored => Line {
            from: Party::Server,
            to: Party::Server,
            lost: false,
            text: "goes back to an older state".to_owned(),
        },
    }
}
