//! Requests that break a rule, as a careless device sends them together with whatever else there is to send.

use super::Device;
use crate::behaviour::Context;
use crate::class::{Class, FilterType, FolderKind};
use crate::id::{ContentId, ItemId, SyncKey};
use crate::message::{
    ClassOptions, ClientCommand, CollectionRequest, EstimateRequest, Hold, Malformed, Request, SyncRequest,
};
use crate::version::Version;

/// A rule that a request breaks.
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
pub enum Carelessness {
    /// Two blocks of class SMS ([MS-ASCMD] 2.2.3.27.6).
    SmsTwice,
    /// A block of class SMS, where the folder or the version has none (ASMS-066, VR-03 of no version below 14.0).
    SmsOptions,
    /// A block of class Calendar on a mail folder (ASMS-065).
    Calendar,
    /// Three blocks (ASMS-064).
    ThreeBlocks,
    /// A FilterType of 6 (ASMS-063).
    WideFilter,
    /// Both Wait and HeartbeatInterval ([MS-ASCMD] 2.2.3.198).
    WaitAndHeartbeat,
    /// A hold longer than the longest (EC-20).
    HoldTooLong,
    /// A Sync without a body, though the server has kept none (EC-12).
    EmptyTooEarly,
    /// Bytes that are no request (EC-24).
    Garbled,
    /// An Add with a ConversationId (ASMS-044).
    AddWithConversation,
    /// An Add without an InternetCPID (AMB-20).
    AddWithoutCodePage,
    /// An Add without a Class (AMB-24).
    AddWithoutClass,
    /// An Add of class Email ([MS-ASCMD] 2.2.3.7.2).
    AddEmail,
    /// A Change of the text, besides what may be changed (ASMS-046).
    ChangeOfText,
    /// A Change of an item that never was.
    UnknownItem,
    /// Operations under key 0 (EC-19b).
    KeyZeroCommands,
    /// A GetItemEstimate with three blocks (ASMS-068).
    EstimateThreeBlocks,
    /// A GetItemEstimate with a block of class Calendar on a mail folder (ASMS-069).
    EstimateCalendar,
    /// A GetItemEstimate with a block of class SMS, where the folder or the version has none (ASMS-070).
    EstimateSms,
}

impl Carelessness {
    /// Every rule.
    pub const ALL: [Self; 19] = [
        Self::SmsTwice,
        Self::SmsOptions,
        Self::Calendar,
        Self::ThreeBlocks,
        Self::WideFilter,
        Self::WaitAndHeartbeat,
        Self::HoldTooLong,
        Self::EmptyTooEarly,
        Self::Garbled,
        Self::AddWithConversation,
        Self::AddWithoutCodePage,
        Self::AddWithoutClass,
        Self::AddEmail,
        Self::ChangeOfText,
        Self::UnknownItem,
        Self::KeyZeroCommands,
        Self::EstimateThreeBlocks,
        Self::EstimateCalendar,
        Self::EstimateSms,
    ];
}

/// A ServerId that is never given.
const UNKNOWN: ItemId = ItemId(0);

/// What a Change of the text says. No message of a scenario has this number.
pub const OTHER_TEXT: ContentId = ContentId((1 << 20) - 1);

impl Device {
    /// Sends a request that breaks a rule. None where there is nothing to break it with: an Add or Change to spoil, a
    /// folder to put it in.
    pub fn start_careless(&mut self, cx: &mut Context<'_>, carelessness: Carelessness) -> Option<Request> {
        let request = self.careless(cx, carelessness)?;
        self.quiet = false;
        Some(self.send(request))
    }

    fn careless(&self, cx: &mut Context<'_>, carelessness: Carelessness) -> Option<Request> {
        use Carelessness as C;
        let mut request = self.full_sync(cx);
        match carelessness {
            C::SmsTwice | C::SmsOptions | C::Calendar | C::ThreeBlocks | C::WideFilter => {
                let first = request.collections.first_mut()?;
                let kind = self.folders.find(first.collection)?.kind;
                first.options = blocks(carelessness, kind).iter().copied().collect();
            }
            C::WaitAndHeartbeat => request.hold = Some(Hold::Both(15, 900)),
            C::HoldTooLong if self.version == Version::V12_1 => request.hold = Some(Hold::Wait(60)),
            C::HoldTooLong => request.hold = Some(Hold::Heartbeat(3541)),
            C::EmptyTooEarly => return (!self.quiet).then_some(Request::SyncAgain),
            C::Garbled => return Some(Request::Malformed(Malformed::Wbxml)),
            C::AddWithConversation | C::AddWithoutCodePage | C::AddWithoutClass | C::AddEmail => {
                let add = |command: &&mut ClientCommand| matches!(command, ClientCommand::Add { .. });
                spoil_add(commands(&mut request).find(add)?, carelessness);
            }
            C::ChangeOfText => commands(&mut request).find_map(|command| match command {
                ClientCommand::Change { other, .. } => {
                    *other = Some(OTHER_TEXT);
                    Some(())
                }
                _ => None,
            })?,
            C::UnknownItem => {
                let change =
                    ClientCommand::Change { item: UNKNOWN, read: Some(true), flag: None, other: None };
                with_key(&mut request)?.commands.push(change);
            }
            C::KeyZeroCommands => {
                let fresh =
                    |entry: &&mut CollectionRequest| entry.key == SyncKey::INITIAL && self.adds_to(entry);
                let entry = request.collections.iter_mut().find(fresh)?;
                let folder = self.folders.find(entry.collection)?;
                entry.commands = self.adds(folder).collect();
            }
            C::EstimateThreeBlocks | C::EstimateCalendar | C::EstimateSms => {
                let folder = self.folders.first()?;
                let options = blocks(carelessness, folder.kind).iter().copied().collect();
                let (key, collection) = (folder.key, folder.collection);
                return Some(Request::Estimate(EstimateRequest { key, collection, options }));
            }
        }
        Some(request.into())
    }

    fn adds_to(&self, request: &CollectionRequest) -> bool {
        self.folders.find(request.collection).is_some_and(|folder| self.adds(folder).next().is_some())
    }
}

fn commands(request: &mut SyncRequest) -> impl Iterator<Item = &mut ClientCommand> {
    request.collections.iter_mut().flat_map(|collection| &mut collection.commands)
}

fn with_key(request: &mut SyncRequest) -> Option<&mut CollectionRequest> {
    request.collections.iter_mut().find(|collection| collection.key != SyncKey::INITIAL)
}

fn spoil_add(command: &mut ClientCommand, carelessness: Carelessness) {
    let ClientCommand::Add { class, code_page, conversation, .. } = command else { return };
    match carelessness {
        Carelessness::AddWithConversation => *conversation = true,
        Carelessness::AddWithoutCodePage => *code_page = false,
        Carelessness::AddWithoutClass => *class = None,
        _ => *class = Some(Class::Email),
    }
}

/// The Options that break a rule.
fn blocks(carelessness: Carelessness, kind: FolderKind) -> Vec<ClassOptions> {
    let block = |class| ClassOptions { class, ..ClassOptions::default() };
    let (sms, default) = (block(Some(Class::Sms)), block(None));
    match carelessness {
        Carelessness::SmsTwice => vec![sms, sms],
        Carelessness::SmsOptions | Carelessness::EstimateSms => vec![sms, default],
        Carelessness::Calendar | Carelessness::EstimateCalendar => vec![block(Some(Class::Calendar))],
        Carelessness::ThreeBlocks | Carelessness::EstimateThreeBlocks => {
            vec![sms, default, block(Some(Class::Email))]
        }
        _ if !kind.holds_mail() => vec![ClassOptions { filter: Some(FilterType(6)), ..default }],
        _ => vec![ClassOptions { filter: Some(FilterType(6)), ..sms }, default],
    }
}
