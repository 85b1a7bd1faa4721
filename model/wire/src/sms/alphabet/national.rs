//! The national language tables a message may choose ([3GPP TS 23.038] 6.2.1.2, Annex A).

/// A language with tables of its own, by its identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NationalLanguage {
    /// Turkish.
    Turkish = 1,
    /// Spanish, which has a single-shift table only.
    Spanish = 2,
    /// Portuguese.
    Portuguese = 3,
    /// Bengali.
    Bengali = 4,
    /// Gujarati.
    Gujarati = 5,
    /// Hindi.
    Hindi = 6,
    /// Kannada.
    Kannada = 7,
    /// Malayalam.
    Malayalam = 8,
    /// Oriya.
    Oriya = 9,
    /// Punjabi.
    Punjabi = 10,
    /// Tamil.
    Tamil = 11,
    /// Telugu.
    Telugu = 12,
    /// Urdu.
    Urdu = 13,
}

impl NationalLanguage {
    /// Every language, by identifier.
    pub const ALL: [Self; 13] = [
        Self::Turkish,
        Self::Spanish,
        Self::Portuguese,
        Self::Bengali,
        Self::Gujarati,
        Self::Hindi,
        Self::Kannada,
        Self::Malayalam,
        Self::Oriya,
        Self::Punjabi,
        Self::Tamil,
        Self::Telugu,
        Self::Urdu,
    ];

    /// The language of an identifier; 0 and everything from 14 are reserved.
    pub fn from_identifier(identifier: u8) -> Option<Self> {
        Self::ALL.get(usize::from(identifier).checked_sub(1)?).copied()
    }

    /// The identifier, 1 to 13.
    pub const fn identifier(self) -> u8 {
        self as u8
    }

    /// Whether the language replaces the base table too.
    pub const fn has_locking_table(self) -> bool {
        !matches!(self, Self::Spanish)
    }
}

/// Which tables GSM 7-bit text is written with. The default is the default alphabet and its extension table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShiftTables {
    locking: Option<NationalLanguage>,
    single: Option<NationalLanguage>,
}

impl ShiftTables {
    /// The default alphabet with its extension table.
    pub const DEFAULT: Self = Self { locking: None, single: None };

    /// `locking` replaces the base table, `single` the extension table.
    ///
    /// A language without a locking table leaves the default base table in place, as it does at a receiver.
    pub const fn new(locking: Option<NationalLanguage>, single: Option<NationalLanguage>) -> Self {
        let locking = match locking {
            Some(language) if language.has_locking_table() => Some(language),
            _ => None,
        };
        Self { locking, single }
    }

    /// The language of the base table; `None` is the default table.
    pub const fn locking(self) -> Option<NationalLanguage> {
        self.locking
    }

    /// The language of the escape table; `None` is the default extension table.
    pub const fn single(self) -> Option<NationalLanguage> {
        self.single
    }
}
