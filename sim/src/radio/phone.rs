//! A recipient's phone over real messages.

use std::collections::VecDeque;
use std::num::NonZero;

use asms_bind::radio::{Carrier, Delivered, RadioError};
use asms_wire::sms::reassembly::{Assembly, MessageKey, Outcome, Piece, Reassembly, Rules, join};
use asms_wire::sms::user_data::Part;

/// A recipient's phone: it reads what the service centre delivers and puts parts together.
///
/// Its rules are the defaults of the machines' handset and service centre: a part whose place another has taken begins a
/// new message, a part that comes again changes nothing, and a text of its own that comes again with the same time
/// stamp is known. What it sees, though, are octets: two parts with the same words are the same to it, and so are two
/// texts with the same words that one sender had accepted within one second. It waits for the parts of 255 messages
/// at a time, and remembers 255 that were completed and 255 of one part.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Phone {
    waiting: Reassembly<MessageKey<String>, Part<'static>>,
    /// Texts of one part, the oldest first.
    singles: VecDeque<Delivered>,
}

/// What the recipient sees of a message that has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A text, whole.
    Shown {
        /// The text.
        text: String,
    },
    /// Nothing of it yet, but what there is of an older message whose reference it has taken over.
    Incomplete {
        /// The older message, with its gaps.
        pieces: Vec<Piece>,
    },
    /// Nothing yet: it waits for other parts.
    Waits,
    /// Nothing: the phone had it already.
    Duplicate,
    /// Nothing: it is data, not text.
    Data,
}

impl Phone {
    /// A phone that nothing has come to.
    pub const fn new() -> Self {
        Self { waiting: Reassembly::new(), singles: VecDeque::new() }
    }

    /// Takes SMS-DELIVER or a CDMA deliver message. Each is to be acknowledged, whatever is seen of it.
    pub fn take(&mut self, bytes: &[u8], carrier: Carrier) -> Result<Seen, RadioError> {
        let delivered = Delivered::read(bytes, carrier)?;
        let Some((key, position)) = MessageKey::of(delivered.originator.clone(), &delivered.part.header)
        else {
            return Ok(self.take_single(delivered));
        };
        if position.total() < 2 {
            return Ok(self.take_single(delivered));
        }
        Ok(match self.waiting.insert(RULES, key, Some(position), delivered.part) {
            Outcome::Single(part) => seen(&[part]),
            Outcome::Complete(parts) => seen(&parts),
            Outcome::Stored { displaced: Some(older) } => Seen::Incomplete { pieces: pieces(&older) },
            Outcome::Stored { displaced: None } | Outcome::Replaced(_) => Seen::Waits,
            Outcome::Duplicate | Outcome::Late | Outcome::Ignored { .. } => Seen::Duplicate,
        })
    }

    /// How many messages wait for parts.
    pub fn waiting(&self) -> usize {
        self.waiting.open().len()
    }

    /// Waits no longer for the parts of the oldest incomplete message, and shows what there is of it. A part that comes
    /// later begins anew.
    pub fn give_up(&mut self) -> Option<Vec<Piece>> {
        let key = self.waiting.open().first()?.key().clone();
        self.waiting.expire(&key).map(|assembly| pieces(&assembly))
    }

    /// A text of its own. One that comes again has the time stamp that it had then.
    fn take_single(&mut self, delivered: Delivered) -> Seen {
        if self.singles.contains(&delivered) {
            return Seen::Duplicate;
        }
        let seen = seen(std::slice::from_ref(&delivered.part));
        self.singles.push_back(delivered);
        if self.singles.len() > usize::from(u8::MAX) {
            self.singles.pop_front();
        }
        seen
    }
}

const RULES: Rules = Rules {
    conflict: asms_wire::sms::reassembly::Conflict::StartNew,
    open: NonZero::<u8>::MAX,
    completed: u8::MAX,
};

fn seen(parts: &[Part<'static>]) -> Seen {
    let mut text = String::new();
    for piece in join(parts.iter().map(Some)) {
        match piece {
            Piece::Text(piece) => text.push_str(&piece),
            Piece::Data(_) | Piece::Missing { .. } => return Seen::Data,
        }
    }
    Seen::Shown { text }
}

fn pieces(assembly: &Assembly<MessageKey<String>, Part<'static>>) -> Vec<Piece> {
    join(assembly.places())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use asms_bind::Binding;
    use asms_machine::behaviour::{Behaviour, Context};
    use asms_machine::handset::{Handset, MessageKey as MachineKey, Shown};
    use asms_machine::id::{ContentId, DeviceId, ItemId};
    use asms_machine::item::Text;
    use asms_machine::modem::{MessageReference, RadioSetup, StatusReports, Submission, SubmitResult};
    use asms_machine::network::{Network, Stored};
    use asms_machine::version::Version;
    use asms_wire::value::DateTime;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    const SETUP: RadioSetup = RadioSetup {
        part_size: Some(140),
        mr_modulus: 255,
        reference_modulus: 255,
        status_reports: StatusReports::WithDelivery,
    };

    /// Texts of one to three parts, no two of which have a part in common.
    const BODIES: [(&str, usize); 6] =
        [("abc ", 3), ("x€y{z} ", 60), ("жук ", 20), ("😀中", 60), ("ğış ", 40), ("naïve ñ ", 40)];

    fn worded(carrier: Carrier) -> (Binding, Vec<Text>) {
        let mut binding = Binding::new(Version::V14_1).with_carrier(carrier);
        let mut texts = Vec::new();
        for ((words, times), content) in BODIES.iter().zip(0..) {
            let text = Text::short(ContentId(content));
            texts.push(binding.word(text, &words.repeat(*times)).expect("it can be sent"));
        }
        (binding, texts)
    }

    fn moment(seconds: i64) -> DateTime {
        DateTime::from_unix_ms(1_700_000_000_000 + seconds * 1000).expect("it is in our time")
    }

    fn part_of(text: Text, part: u8, reference: u8) -> Stored {
        Stored {
            device: DeviceId(0),
            recipient: 0,
            reference: if text.parts > 1 { reference } else { 0 },
            total: text.parts,
            part,
            content: text.content,
            mr: MessageReference(0),
            delivered: false,
        }
    }

    /// What the phone should see where the machine shows this.
    fn expected(binding: &Binding, carrier: Carrier, texts: &[Text], shown: &Shown) -> Seen {
        let part = |content: ContentId, number: u8| {
            let text = *texts.iter().find(|text| text.content == content).expect("it has words");
            let bytes = binding.write_deliver(&part_of(text, number, 0), moment(0), carrier);
            Delivered::read(&bytes.expect("it can be written"), carrier).expect("it can be read").part
        };
        match shown {
            Shown::Nothing => Seen::Waits,
            Shown::Duplicate | Shown::Dropped => Seen::Duplicate,
            Shown::Text(contents) => {
                let parts: Vec<_> =
                    contents.iter().zip(1..).map(|(content, number)| part(*content, number)).collect();
                seen(&parts)
            }
            Shown::Incomplete(message) => {
                let held: BTreeMap<u8, _> =
                    message.parts.iter().map(|held| (held.number, part(held.content, held.number))).collect();
                Seen::Incomplete { pieces: join((1..=message.key.total).map(|number| held.get(&number))) }
            }
        }
    }

    fn carrier() -> impl Strategy<Value = Carrier> {
        select(vec![Carrier::Gsm, Carrier::Cdma])
    }

    proptest! {
        /// Parts of several messages with few references, in any order and as often as they like.
        #[test]
        fn is_the_handset_of_the_machines(
            carrier in carrier(),
            parts in prop::collection::vec((0..6_usize, any::<prop::sample::Index>(), 0..2_u8, 0..2_u8), 0..40),
        ) {
            let (binding, texts) = worded(carrier);
            let behaviour = Behaviour::default();
            let (mut cx, mut handset, mut phone) =
                (Context::new(&behaviour), Handset::default(), Phone::new());
            for ((text, part, reference, device), second) in parts.into_iter().zip(0..) {
                let text = texts[text];
                let number = u8::try_from(part.index(text.parts.into())).expect("it is below") + 1;
                let stored = Stored { device: DeviceId(device), ..part_of(text, number, reference) };
                let key = MachineKey {
                    originator: stored.device,
                    reference: stored.reference,
                    total: stored.total,
                };
                let shown = handset.take(&mut cx, key, number, text.content);
                // No two have the same time stamp, so none is the repetition of another.
                let bytes = binding.carry_deliver(&stored, moment(second), carrier).expect("it is itself");
                let seen = phone.take(&bytes, carrier).expect("it can be read");
                prop_assert_eq!(seen, expected(&binding, carrier, &texts, &shown));
            }
            prop_assert_eq!(phone.waiting(), handset.incomplete().count());
        }

        /// The phones of a whole network, in which the centre repeats what it does not know to be delivered.
        #[test]
        fn phones_are_the_handsets_of_the_network(
            carrier in carrier(),
            messages in prop::collection::vec((0..6_usize, 0..3_u8), 1..6),
            steps in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..60),
        ) {
            let (binding, texts) = worded(carrier);
            let behaviour = Behaviour::default();
            let mut cx = Context::new(&behaviour);
            let mut network = Network::new(&SETUP, 3);
            let mut mr = 0;
            for ((text, recipient), reference) in messages.into_iter().zip(1..) {
                let text = texts[text];
                for part in 1..=text.parts {
                    let submission = Submission {
                        item: ItemId(0),
                        content: text.content,
                        recipient,
                        part,
                        total: text.parts,
                        reference: if text.parts > 1 { reference } else { 0 },
                        mr: MessageReference(mr),
                        again: false,
                    };
                    let accepted = network.accept(&mut cx, DeviceId(0), &submission);
                    prop_assert_eq!(accepted.result, SubmitResult::Accepted);
                    mr += 1;
                }
            }
            let mut phones = [Phone::new(), Phone::new(), Phone::new()];
            for (index, unheard) in steps {
                let places: Vec<_> = network.places().collect();
                if places.is_empty() {
                    break;
                }
                let at = *index.get(&places);
                let stored = network.stored()[usize::from(at)];
                let delivered = if unheard { network.deliver_again(&mut cx, at) } else { network.deliver(&mut cx, at) };
                let Some(delivered) = delivered else { continue };
                // The centre took each part in a second of its own.
                let taken = moment(stored.mr.0.into());
                let bytes = binding.carry_deliver(&stored, taken, carrier).expect("it is itself");
                let phone = &mut phones[usize::from(delivered.recipient)];
                let seen = phone.take(&bytes, carrier).expect("it can be read");
                prop_assert_eq!(seen, expected(&binding, carrier, &texts, &delivered.shown));
            }
        }
    }

    #[test]
    fn what_is_given_up_has_gaps() {
        let (binding, texts) = worded(Carrier::Gsm);
        let mut phone = Phone::new();
        let long = texts[1];
        assert_eq!(long.parts, 4);
        let mut take = |part| {
            let bytes = binding.write_deliver(&part_of(long, part, 9), moment(0), Carrier::Gsm);
            phone.take(&bytes.expect("it can be written"), Carrier::Gsm).expect("it can be read")
        };
        assert_eq!([2, 2].map(&mut take), [Seen::Waits, Seen::Duplicate]);
        let pieces = phone.give_up().expect("it waits");
        let [Piece::Missing { first: 1, last: 1 }, Piece::Text(_), Piece::Missing { first: 3, last: 4 }] =
            pieces.as_slice()
        else {
            panic!("{pieces:?}")
        };
        assert_eq!((phone.waiting(), phone.give_up()), (0, None));
    }

    /// A text that comes again is known by its time stamp; the same words at another time are another text.
    #[test]
    fn a_repeated_text_is_known_by_its_time_stamp() {
        for carrier in [Carrier::Gsm, Carrier::Cdma] {
            let (binding, texts) = worded(carrier);
            let mut phone = Phone::new();
            let shown = Seen::Shown { text: "abc abc abc ".to_owned() };
            for (seconds, seen) in [(0, &shown), (0, &Seen::Duplicate), (1, &shown), (0, &Seen::Duplicate)] {
                let bytes = binding.write_deliver(&part_of(texts[0], 1, 0), moment(seconds), carrier);
                assert_eq!(phone.take(&bytes.expect("it can be written"), carrier).as_ref(), Ok(seen));
            }
        }
    }

    #[test]
    fn bytes_that_are_no_message() {
        assert!(Phone::new().take(&[], Carrier::Gsm).is_err());
        assert!(Phone::new().take(&[7], Carrier::Cdma).is_err());
    }
}
