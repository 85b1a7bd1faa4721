//! The kinds of action, by name.

use super::Action;

/// Lists the kinds in the order of the enum.
macro_rules! kinds {
    ($($kind:ident)*) => {
        impl Action {
            /// The names of all kinds of action.
            pub const KINDS: &'static [&'static str] = &[$(stringify!($kind),)*];

            /// The name of its kind: that of its variant.
            pub const fn kind(self) -> &'static str {
                match self { $(Self::$kind { .. } => stringify!($kind),)* }
            }

            /// The place of its kind among [`KINDS`](Self::KINDS).
            pub const fn kind_number(self) -> usize {
                match self { $(Self::$kind { .. } => Kind::$kind as usize,)* }
            }
        }

        /// The kinds themselves.
        enum Kind { $($kind,)* }

        // Sets of kinds are 64 bits.
        const _: () = assert!(Action::KINDS.len() <= 64);
    };
}

kinds! {
    PhoneReceives UserChooses UserMarks UserDeletes UserToggles
    DesktopAdds DesktopComposes DesktopMarks DesktopMoves DesktopDeletes
    DeviceSyncs DevicePolls DeviceEstimates DeviceIsCareless DeviceRepeats DeviceInterrupts DeviceRestarts
    DeviceResyncs DeviceUpgrades DeviceReceives DeviceTransmits
    ServerHandles ServerFails ServerWakes IntervalEnds ServerRestarts ServerForgets FolderRemoved DayPasses
    RequestLost RequestDoubled RequestDelayed ResponseLost
    CentreAccepts ReportLost SubmissionLost CentreRefuses CentreDelivers CentreRepeats HandsetIsFull HandsetHasRoom
    CentreGivesUp
}
