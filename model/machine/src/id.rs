//! Identities: small numbers, each its own type.

use std::fmt;

/// Declares newtypes over an unsigned integer that print as that integer.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            schemars::JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A collection (folder), by the number in its CollectionId.
    CollectionId(u16);
    /// An item of the mailbox. Never used twice (EC-27c).
    ItemId(u32);
    /// The ClientId of an Add: unique for the device until the Add is acknowledged ([MS-ASCMD] 2.2.3.28.2).
    ClientId(u16);
    /// A text somewhere outside the machines: what a message says. The machines only compare it.
    ContentId(u32);
    /// A device of the user.
    DeviceId(u8);
    /// A day, counted from any fixed day.
    Day(u16);
    /// A SyncKey, of a folder or of the folder hierarchy, each with a count of its own. Zero starts a synchronisation ([MS-ASCMD] 2.2.3.181.4).
    SyncKey(u32);
}

impl SyncKey {
    /// The key that starts a synchronisation.
    pub const INITIAL: Self = Self(0);
}
