//! Decision points, their variants, and the tables made of them.

use std::fmt;

/// One decision point, as data.
#[derive(Debug)]
pub struct Point {
    /// Its name, as in `repeated-add`.
    pub name: &'static str,
    /// Who decides: `server`, `device`, `network`, `both` server and device, or `wire`, where the bytes are written.
    pub actor: &'static str,
    /// The ambiguity that it decides, such as `AMB-17`; not every decision point is one.
    pub ambiguity: Option<&'static str>,
    /// What is decided, in one sentence.
    pub question: &'static str,
    /// The choices; the first is the default.
    pub variants: &'static [Variant],
}

/// One choice at a decision point.
#[derive(Debug)]
pub struct Variant {
    /// Its name, as in `no-dedupe`.
    pub name: &'static str,
    /// What kind of choice it is.
    pub standing: Standing,
    /// Where it comes from: ids of requirements, ambiguities, edge cases and known bugs, separated by blanks.
    pub sources: &'static str,
    /// What it does, in one sentence.
    pub sentence: &'static str,
}

/// What kind of choice a variant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The normative text, or the reading the suite uses unless told otherwise.
    Default,
    /// Another reading of the specification.
    Reading,
    /// What went wrong in a real implementation.
    Defect,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Default => "default",
            Self::Reading => "reading",
            Self::Defect => "defect",
        })
    }
}

/// A set of decision points, by their position in [`Behaviour::POINTS`](super::Behaviour::POINTS).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consulted(u128);

impl Consulted {
    /// None of them.
    pub const NONE: Self = Self(0);

    pub(super) fn insert(&mut self, index: usize) {
        self.0 |= 1 << index;
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set as bits, the first decision point lowest.
    pub fn bits(self) -> u128 {
        self.0
    }

    /// Whether the decision point at this position is in the set.
    pub fn has(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }
}

/// A behaviour was asked for that there is not. The message lists what there is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownBehaviour {
    /// No product of that name.
    #[error("there is no profile {asked:?}; there are {allowed}")]
    Profile {
        /// What was asked for.
        asked: String,
        /// What there is.
        allowed: String,
    },
    /// No decision point of that name.
    #[error("there is no decision point {asked:?}; there are {allowed}")]
    Point {
        /// What was asked for.
        asked: String,
        /// What there is.
        allowed: String,
    },
    /// No such variant at that decision point.
    #[error("decision point {point} has no variant {asked:?}; it has {allowed}")]
    Variant {
        /// The decision point.
        point: &'static str,
        /// What was asked for.
        asked: String,
        /// What there is.
        allowed: String,
    },
    /// A decision point was decided twice.
    #[error("decision point {0} is decided twice; choose one variant")]
    Twice(&'static str),
    /// Not of the form `POINT=VARIANT`.
    #[error("{0:?} is not of the form POINT=VARIANT, as in AMB-17=no-dedupe")]
    Form(String),
}

/// A type that is a decision point.
pub(crate) trait Decision: Copy + Default {
    /// Its position in the table of all of them.
    const INDEX: usize;
}

/// Declares a decision point: an enum whose variants carry name, standing, sources and a sentence (the doc comment).
macro_rules! decision_point {
    (
        #[doc = $question:literal]
        $point:ident = $name:literal $(($ambiguity:literal))?, asked of the $actor:literal {
            $(#[doc = $default_sentence:literal])+
            $default:ident = $default_name:literal, $default_sources:literal;
            $(
                $(#[doc = $sentence:literal])+
                $standing:ident $variant:ident = $variant_name:literal, $sources:literal;
            )*
        }
    ) => {
        #[doc = $question]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $point {
            $(#[doc = $default_sentence])+
            #[default]
            $default,
            $(
                $(#[doc = $sentence])+
                $variant,
            )*
        }

        impl $point {
            /// Every choice; the default stands first.
            pub const ALL: &'static [Self] = &[Self::$default $(, Self::$variant)*];

            /// The decision point as data.
            pub const POINT: &'static $crate::behaviour::Point = &$crate::behaviour::Point {
                name: $name,
                actor: $actor,
                ambiguity: $crate::behaviour::point::decision_point!(@ambiguity $($ambiguity)?),
                question: $question,
                variants: &[
                    $crate::behaviour::Variant {
                        name: $default_name,
                        standing: $crate::behaviour::Standing::Default,
                        sources: $default_sources,
                        sentence: concat!($($default_sentence),+),
                    },
                    $($crate::behaviour::Variant {
                        name: $variant_name,
                        standing: $crate::behaviour::Standing::$standing,
                        sources: $sources,
                        sentence: concat!($($sentence),+),
                    },)*
                ],
            };
        }
    };
    (@ambiguity) => { None };
    (@ambiguity $id:literal) => { Some($id) };
}
pub(crate) use decision_point;

/// Declares the struct of all behaviours, one part an actor, with look-up by name.
macro_rules! behaviours {
    ($(
        #[doc = $part_doc:literal]
        $part:ident: $part_type:ident { $( #[doc = $field_doc:literal] $field:ident: $type:ident, )* }
    )*) => {
        $(
            #[doc = $part_doc]
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
            pub struct $part_type { $( #[doc = $field_doc] pub $field: $type, )* }
        )*

        /// One value for each decision point. The default is the normative text.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct Behaviour { $( #[doc = $part_doc] pub $part: $part_type, )* }

        /// The order of the decision points in [`Behaviour::POINTS`].
        #[expect(non_camel_case_types, reason = "named as the fields are")]
        #[derive(Clone, Copy)]
        enum Position { $($( $field, )*)* }

        $($( impl Decision for $type { const INDEX: usize = Position::$field as usize; } )*)*

        impl Behaviour {
            /// Every decision point.
            pub const POINTS: &'static [&'static Point] = &[$($( $type::POINT, )*)*];

            /// Position of the variant chosen at a decision point, which is given by its own position.
            pub fn choice(&self, point: usize) -> usize {
                $($(
                    if point == Position::$field as usize {
                        return self.$part.$field as usize;
                    }
                )*)*
                0
            }

            /// Chooses a variant, both given by position. A position that there is not changes nothing.
            fn choose(&mut self, point: usize, variant: usize) {
                $($(
                    if point == Position::$field as usize {
                        if let Some(chosen) = $type::ALL.get(variant) {
                            self.$part.$field = *chosen;
                        }
                    }
                )*)*
            }
        }
    };
}
pub(super) use behaviours;

impl super::Behaviour {
    /// Chooses a variant by name; gives the decision point. It is named by its own name or by the id of its ambiguity,
    /// as in `repeated-add` or `AMB-17`.
    pub fn set(&mut self, point: &str, variant: &str) -> Result<&'static Point, UnknownBehaviour> {
        let at = Self::POINTS
            .iter()
            .position(|entry| entry.name == point || entry.ambiguity == Some(point))
            .ok_or_else(|| UnknownBehaviour::Point {
                asked: point.to_owned(),
                allowed: list(Self::POINTS.iter().map(|entry| entry.label())),
            })?;
        let entry = Self::POINTS[at];
        let chosen = entry.variants.iter().position(|entry| entry.name == variant).ok_or_else(|| {
            UnknownBehaviour::Variant {
                point: entry.name,
                asked: variant.to_owned(),
                allowed: list(entry.variants.iter().map(|entry| entry.name.to_owned())),
            }
        })?;
        self.choose(at, chosen);
        Ok(entry)
    }

    /// Chooses several variants by name, at most one at each decision point.
    pub fn set_all<'c>(
        &mut self,
        choices: impl IntoIterator<Item = (&'c str, &'c str)>,
    ) -> Result<(), UnknownBehaviour> {
        let mut decided: Vec<&str> = Vec::new();
        for (point, variant) in choices {
            let point = self.set(point, variant)?;
            if decided.contains(&point.name) {
                return Err(UnknownBehaviour::Twice(point.name));
            }
            decided.push(point.name);
        }
        Ok(())
    }

    /// Chooses several variants by texts of the form `POINT=VARIANT`, at most one at each decision point.
    pub fn set_from<'c>(&mut self, texts: impl IntoIterator<Item = &'c str>) -> Result<(), UnknownBehaviour> {
        let choices = texts
            .into_iter()
            .map(|text| {
                let parts = text.split_once('=').map(|(point, variant)| (point.trim(), variant.trim()));
                parts.ok_or_else(|| UnknownBehaviour::Form(text.to_owned()))
            })
            .collect::<Result<Vec<_>, _>>()?;
        self.set_all(choices)
    }

    /// The decision points that machines ask, one bit each: all but those of the wire.
    pub fn asked_of_machines() -> u128 {
        let asked = (0..).zip(Self::POINTS).filter(|(_, point)| point.actor != "wire");
        asked.fold(0, |bits, (at, _): (u32, _)| bits | 1 << at)
    }

    /// The choices that differ from the default, as `POINT=VARIANT`.
    pub fn deviations(&self) -> Vec<String> {
        (0..Self::POINTS.len())
            .filter(|at| self.choice(*at) != 0)
            .map(|at| {
                let point = Self::POINTS[at];
                let name = point.ambiguity.unwrap_or(point.name);
                format!("{name}={}", point.variants[self.choice(at)].name)
            })
            .collect()
    }
}

impl Point {
    /// Name and ambiguity, as in `repeated-add (AMB-17)`.
    pub fn label(&self) -> String {
        match self.ambiguity {
            Some(id) => format!("{} ({id})", self.name),
            None => self.name.to_owned(),
        }
    }
}

fn list(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
