//! The declaration of a list of codes.

/// Declares a status: the number as a type, a constant for each known code, and their explanations.
macro_rules! statuses {
    (
        $(#[$meta:meta])*
        pub struct $status:ident {
            $(
                $constant:ident = $code:literal $name:literal: $meaning:literal,
                at [$($place:ident),*] $note:literal,
                then $action:ident $advice:literal,
                rules [$($when:literal by $source:literal),* $(,)?],
            )*
        }
    ) => {
        $crate::command::scalar::open_codes! {
            $(#[$meta])*
            pub struct $status(u32) {
                $(
                    #[doc = $meaning]
                    #[allow(clippy::doc_markdown, reason = "programs show the sentence as plain text")]
                    $constant = $code $name,
                )*
            }
        }

        impl $status {
            /// What is known of its codes, ascending.
            pub const ALL: &'static [$crate::command::status::Explanation] = {
                use $crate::command::status::{ClientAction, Explanation, Place, Rule};
                &[$( Explanation {
                    code: $code,
                    name: $name,
                    meaning: $meaning,
                    places: &[$(Place::$place),*],
                    note: $note,
                    client_action: ClientAction::$action,
                    advice: $advice,
                    rules: &[$( Rule { when: $when, source: $source } ),*],
                    http: &[],
                } ),*]
            };
        }

        impl From<$crate::command::status::CommonStatus> for $status {
            fn from(status: $crate::command::status::CommonStatus) -> Self {
                Self(status.0)
            }
        }
    };
}

pub(super) use statuses;
