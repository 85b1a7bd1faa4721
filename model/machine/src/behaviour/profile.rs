//! Products: named behaviours made of what the product notes of [MS-ASMS] say.

use super::{Behaviour, UnknownBehaviour};
use crate::version::Version;

/// A product that the specification names.
#[derive(Debug)]
pub struct Profile {
    /// Its name, as in `exchange-2010`.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub sentence: &'static str,
    /// The versions of the protocol that it speaks.
    pub versions: &'static [Version],
    /// Where its notes differ from the default, as decision point and variant.
    pub choices: &'static [(&'static str, &'static str)],
}

/// The products ([MS-ASMS] 6).
pub static PROFILES: &[Profile] = &[
    Profile {
        name: "exchange-2010",
        sentence: "Microsoft Exchange Server 2010: enabling outbound SMS takes a telephone number (ASMS-031).",
        versions: &[Version::V12_1, Version::V14_0],
        choices: &[("product", "exchange-2010"), ("phone-number", "by-product")],
    },
    Profile {
        name: "exchange-2010-sp1",
        sentence: "Microsoft Exchange Server 2010 Service Pack 1: enabling outbound SMS takes no telephone number (ASMS-077).",
        versions: &[Version::V12_1, Version::V14_0, Version::V14_1],
        choices: &[("product", "exchange-2010-sp1"), ("phone-number", "by-product")],
    },
    Profile {
        name: "exchange-2013",
        sentence: "Microsoft Exchange Server 2013: enabling outbound SMS takes no telephone number (ASMS-077).",
        versions: &[Version::V12_1, Version::V14_0, Version::V14_1],
        choices: &[("product", "exchange-2013"), ("phone-number", "by-product")],
    },
];

impl Behaviour {
    /// The behaviour of a product.
    pub fn profile(name: &str) -> Result<Self, UnknownBehaviour> {
        let profile = PROFILES.iter().find(|profile| profile.name == name).ok_or_else(|| {
            UnknownBehaviour::Profile {
                asked: name.to_owned(),
                allowed: PROFILES.iter().map(|profile| profile.name).collect::<Vec<_>>().join(", "),
            }
        })?;
        let mut behaviour = Self::default();
        behaviour.set_all(profile.choices.iter().copied())?;
        Ok(behaviour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_can_be_chosen() {
        for profile in PROFILES {
            let behaviour = Behaviour::profile(profile.name).expect("it is in the list");
            assert_eq!(behaviour.deviations().len(), profile.choices.len(), "{}", profile.name);
        }
        assert!(
            Behaviour::profile("exchange-2007")
                .is_err_and(|error| error.to_string().contains("exchange-2013"))
        );
    }
}
