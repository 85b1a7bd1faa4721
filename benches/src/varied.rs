//! Many different documents, since one document teaches the branch predictor.

use asms_wire::wbxml::tag::{air_sync, air_sync_base, email, email2};
use asms_wire::wbxml::{EncodeError, Encoder};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::documents::{collection, document, element};

/// How many there are.
pub const DOCUMENTS: usize = 2000;

/// Sync responses of 0 to 12 items, each with some of its properties, and texts of 0 to 400 characters in several scripts.
/// The same ones every time.
pub fn documents() -> Result<Vec<Vec<u8>>, EncodeError> {
    let mut draw = Draw(ChaCha8Rng::seed_from_u64(1));
    (0..DOCUMENTS).map(|_| sync_response(&mut draw)).collect()
}

fn sync_response(draw: &mut Draw) -> Result<Vec<u8>, EncodeError> {
    let items = draw.below(13);
    document(air_sync::SYNC, |encoder| {
        collection(encoder, |encoder| {
            element(encoder, air_sync::COMMANDS, |encoder| {
                (0..items).try_for_each(|_| operation(encoder, draw))
            })
        })
    })
}

/// An Add or Change, one time in eight a Delete.
fn operation(encoder: &mut Encoder<'_>, draw: &mut Draw) -> Result<(), EncodeError> {
    let kind = draw.below(8);
    let id = format!("55:{}", draw.below(100_000));
    if kind == 0 {
        return element(encoder, air_sync::DELETE, |encoder| encoder.text_element(air_sync::SERVER_ID, &id));
    }
    let tag = if kind < 6 { air_sync::ADD } else { air_sync::CHANGE };
    element(encoder, tag, |encoder| {
        if draw.mostly() {
            encoder.text_element(air_sync::CLASS, "SMS")?;
        }
        encoder.text_element(air_sync::SERVER_ID, &id)?;
        element(encoder, air_sync::APPLICATION_DATA, |encoder| properties(encoder, draw))
    })
}

fn properties(encoder: &mut Encoder<'_>, draw: &mut Draw) -> Result<(), EncodeError> {
    for tag in [email::TO, email::FROM] {
        if draw.mostly() {
            encoder.text_element(tag, &draw.address())?;
        }
    }
    if draw.mostly() {
        let (day, minute) = (1 + draw.below(28), draw.below(60));
        let date = format!("2012-{:02}-{day:02}T12:{minute:02}:36.000Z", 1 + draw.below(12));
        encoder.text_element(email::DATE_RECEIVED, &date)?;
    }
    for tag in [email::IMPORTANCE, email::READ] {
        if draw.mostly() {
            encoder.text_element(tag, if draw.mostly() { "1" } else { "0" })?;
        }
    }
    if draw.mostly() {
        let text = draw.text();
        element(encoder, air_sync_base::BODY, |encoder| {
            encoder.text_element(air_sync_base::TYPE, "1")?;
            encoder.text_element(air_sync_base::ESTIMATED_DATA_SIZE, &text.len().to_string())?;
            encoder.text_element(air_sync_base::DATA, &text)
        })?;
    }
    if draw.mostly() {
        encoder.text_element(email::INTERNET_CPID, "65001")?;
    }
    if draw.mostly() {
        element(encoder, email::FLAG, |_| Ok(()))?;
    }
    for (tag, length) in [(email2::CONVERSATION_ID, 16), (email2::CONVERSATION_INDEX, 5 + draw.below(3) * 5)]
    {
        if draw.mostly() {
            let bytes = draw.bytes(length);
            element(encoder, tag, |encoder| encoder.opaque(&bytes))?;
        }
    }
    Ok(())
}

/// What is drawn, and how likely.
struct Draw(ChaCha8Rng);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        // A bias that small does not matter here.
        (self.0.next_u64() % bound as u64).try_into().unwrap_or_default()
    }

    /// Three times in four.
    fn mostly(&mut self) -> bool {
        self.below(4) > 0
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        // None is 02 or another token: libwbxml ends the process over some sequences that it takes for entities.
        (0..count).map(|_| self.0.next_u32().to_le_bytes()[0] | 0x10).collect()
    }

    fn address(&mut self) -> String {
        let number = format!("+1425{:07}", self.below(10_000_000));
        let name = ["Anna", "José García", "Łukasz", "Ирина", "王小明", ""][self.below(6)];
        format!("\"{name}\" [MOBILE:{number}]")
    }

    fn text(&mut self) -> String {
        let script = [
            "Make sure you get some rest! ",
            "Make sure you get some rest! ",
            "Ça marche, à bientôt ! ",
            "Быстрая лиса прыгает. ",
            "天気がいいから、散歩しましょう。",
            "See you 😀👍🏽 soon\n",
        ][self.below(6)];
        let most = [20, 80, 160, 400][self.below(4)];
        let length = self.below(1 + most);
        script.chars().cycle().take(length).collect()
    }
}
