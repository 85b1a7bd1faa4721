//! One user: the machines of the model, and the octets of what is on its way between them.

use std::collections::{BTreeSet, VecDeque};

use asms_bind::Binding;
use asms_machine::class::FolderKind;
use asms_machine::id::{ContentId, DeviceId};
use asms_machine::item::original_of;
use asms_machine::network::Stored;
use asms_machine::server::Server;
use asms_machine::shared::Shared;
use asms_machine::system::{State, System};
use asms_machine::version::Version;
use asms_wire::sms::alphabet::NationalLanguage;

use crate::draw::Hand;
use crate::plan::Plan;
use crate::plan::{Fault, Habit};
use crate::radio::{Burst, Carrier, Phone};
use crate::time::Time;

/// One user, with mailbox, devices and all whom they write to.
#[derive(Clone, Debug)]
pub(super) struct User {
    /// The rules; its drafts are what the user writes next.
    pub(super) system: System,
    /// The machines.
    pub(super) state: State,
    /// What texts and names stand for.
    pub(super) binding: Binding,
    /// What the state says is on its way to and from each device, as octets.
    pub(super) lines: Vec<Line>,
    /// What the service centre stores, as octets.
    pub(super) parcels: Vec<Parcel>,
    /// The handsets of the recipients.
    pub(super) handsets: Vec<Handset>,
    /// How the server was at the midnights before, the latest last.
    pub(super) backups: VecDeque<Shared<Server>>,
    /// Which text was the next at each of the last midnights.
    pub(super) young: VecDeque<ContentId>,
    /// How often each habit has been drawn.
    pub(super) habits: [u32; Habit::ALL.len()],
    /// How often each fault has been drawn.
    pub(super) faults: [u32; Fault::ALL.len()],
    /// How many parcels there were.
    pub(super) parcel_count: u32,
    /// What the radio carries.
    pub(super) carrier: Carrier,
}

/// What is on its way to and from a device, as octets, and what the device waits for.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The losses of its radio.
    pub(super) burst: Burst,
    /// The requests on their way, as the link of the state has them.
    pub(super) requests: Vec<Wire>,
    /// The response on its way.
    pub(super) reply: Option<Wire>,
    /// The request that the server holds.
    pub(super) held: Option<u32>,
    /// The request whose answer the device waits for.
    pub(super) waiting: Option<u32>,
    /// How many requests there were.
    pub(super) count: u32,
    /// When the device acts next, unless something comes between.
    pub(super) timer: Option<Timer>,
    /// How many timers there were.
    pub(super) timers: u32,
    /// When the device last asked.
    pub(super) asked: Time,
    /// When the hour began in which its requests are counted, and how many there were.
    pub(super) hour: (Time, u32),
    /// The submission that the modem waits for.
    pub(super) submission: Option<Submitting>,
    /// How many submissions there were.
    pub(super) submissions: u32,
    /// Whether the device is about to hand a part to its modem.
    pub(super) transmits: bool,
    /// Until when the device is out of reach of the radio.
    pub(super) dark_until: Time,
    /// How many things the device does before it crashes.
    pub(super) until_crash: u32,
    /// How many crashes were drawn.
    pub(super) crashes: u32,
    /// The request that the server is about to take: its number, and what was drawn for it.
    pub(super) arrived: Option<(u32, Hand)>,
}

/// A message on its way.
#[derive(Clone, Debug, Default)]
pub(super) struct Wire {
    /// The number of the request, or of the one that it answers.
    pub(super) serial: u32,
    /// The body; none where the message has no bytes of its own.
    pub(super) octets: Option<Vec<u8>>,
    /// What was drawn for it.
    pub(super) hand: Hand,
    /// Whether it is damaged on its way.
    pub(super) damaged: bool,
}

/// When a device acts next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timer {
    pub(super) token: u32,
    pub(super) due: Time,
}

/// A submission that a modem waits for.
#[derive(Clone, Debug)]
pub(super) struct Submitting {
    pub(super) serial: u32,
    /// SMS-SUBMIT.
    pub(super) octets: Vec<u8>,
}

/// A part that the service centre stores.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parcel {
    pub(super) serial: u32,
    pub(super) stored: Stored,
    /// When the service centre took it.
    pub(super) taken: Time,
    /// Whether its message never finds its recipient.
    pub(super) gone: bool,
    /// How often it was tried to be delivered.
    pub(super) attempts: u32,
}

/// The handset of a recipient.
#[derive(Clone, Debug, Default)]
pub(super) struct Handset {
    /// Until when it is out of reach.
    pub(super) absent_until: Time,
    /// What it shows.
    pub(super) phone: Phone,
    /// When the latest part for it is due.
    pub(super) latest: Time,
}

impl Line {
    fn new(burst: Burst) -> Self {
        Self {
            burst,
            requests: Vec::new(),
            reply: None,
            held: None,
            waiting: None,
            count: 0,
            timer: None,
            timers: 0,
            asked: Time::default(),
            hour: (Time::default(), 0),
            submission: None,
            submissions: 0,
            transmits: false,
            dark_until: Time::default(),
            until_crash: 0,
            crashes: 0,
            arrived: None,
        }
    }
}

/// For how many days the ledger remembers what is settled.
const REMEMBERED: usize = 7;

impl User {
    pub(super) fn new(plan: &Plan) -> Self {
        let system = plan.system();
        let state = system.fresh();
        let burst = Burst::new(plan.radio.loss, plan.radio.burst);
        let lines = state.devices.iter().map(|_| Line::new(burst)).collect();
        let handsets = (0..system.scenario.most_recipients()).map(|_| Handset::default()).collect();
        let address_form = system.behaviour.wire.address_form;
        Self {
            system,
            state,
            binding: Binding::new(Version::default())
                .with_address_form(address_form)
                .with_carrier(plan.radio.carrier)
                .with_languages(&NationalLanguage::ALL),
            lines,
            parcels: Vec::new(),
            handsets,
            backups: VecDeque::new(),
            young: VecDeque::new(),
            habits: [0; Habit::ALL.len()],
            faults: [0; Fault::ALL.len()],
            parcel_count: 0,
            carrier: plan.radio.carrier,
        }
    }

    pub(super) fn line(&mut self, device: DeviceId) -> &mut Line {
        &mut self.lines[usize::from(device.0)]
    }

    /// Lets the ledger forget what was written more than some days ago and is settled: it has left the Outbox, and the service
    /// centre holds nothing of it.
    pub(super) fn retire(&mut self) {
        retire(&mut self.state, &mut self.young);
    }

    /// The place of a request among those on their way.
    pub(super) fn place(&self, device: DeviceId, serial: u32) -> Option<u8> {
        let requests = &self.lines.get(usize::from(device.0))?.requests;
        let at = requests.iter().position(|wire| wire.serial == serial)?;
        u8::try_from(at).ok()
    }

    /// The place of a parcel among what the network of the state stores.
    pub(super) fn stored_at(&self, serial: u32) -> Option<(u8, Parcel)> {
        let parcel = *self.parcels.iter().find(|parcel| parcel.serial == serial)?;
        let at = self.state.network.stored().iter().position(|stored| *stored == parcel.stored)?;
        Some((u8::try_from(at).ok()?, parcel))
    }
}

/// Lets the ledger of a state forget at midnight what is old and settled; `young` says which text was the next at each of
/// the last midnights. It is no action of the model, so whoever replays a run does it too.
pub(crate) fn retire(state: &mut State, young: &mut VecDeque<ContentId>) {
    young.push_back(state.next_content());
    if young.len() <= REMEMBERED {
        return;
    }
    let Some(before) = young.pop_front() else { return };
    let outbox = state.server.folder_of(FolderKind::Outbox);
    let waiting = outbox.iter().flat_map(|outbox| &outbox.items).map(|item| item.text.content);
    let stored = state.network.stored().iter().map(|stored| original_of(stored.content).0);
    let open: BTreeSet<ContentId> = waiting.chain(stored).collect();
    state.ledger.retire(before, |content| !open.contains(&content));
}
