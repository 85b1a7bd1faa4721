//! Bodies and what a client wants of them. [MS-ASAIRS].

use std::borrow::Cow;

use crate::command::scalar::{Boolean, open_codes};
use crate::command::schema::container;
use crate::wbxml::tag::air_sync_base;

container! {
    /// The body of an item. [MS-ASAIRS] 2.2.2.9.
    pub struct Body<'a> in Strict order {
        /// The format of the data; plain text for short messages.
        kind: BodyType = air_sync_base::TYPE;
        /// Bytes of the whole body, an estimate. [MS-ASAIRS] 2.2.2.23.
        estimated_data_size: Option<u32> = air_sync_base::ESTIMATED_DATA_SIZE;
        /// Whether the data is cut; absent means that it is not. [MS-ASAIRS] 2.2.2.39.1.
        truncated: Option<Boolean> = air_sync_base::TRUNCATED;
        /// The text. [MS-ASAIRS] 2.2.2.20.1.
        data: Option<Cow<'a, str>> = air_sync_base::DATA;
        /// The first characters, when the client asked for them. [MS-ASAIRS] 2.2.2.35.
        preview: Option<Cow<'a, str>> = air_sync_base::PREVIEW, since V14_0;
    }
}

container! {
    /// What a client wants of bodies of one format. The order is strict: another one is status 4. [MS-ASAIRS]
    /// 2.2.2.12, 3.2.5.1.
    ///
    /// `BodyPartPreference` (since 14.1) has the same children. [MS-ASAIRS] 2.2.2.11.
    pub struct BodyPreference<'a> in Strict order {
        /// The format. One preference a format; a second one is the server's to refuse with status 4.
        kind: BodyType = air_sync_base::TYPE;
        /// Where to cut, in bytes; absent means not at all. [MS-ASAIRS] 2.2.2.40.
        truncation_size: Option<u32> = air_sync_base::TRUNCATION_SIZE;
        /// Whether to send nothing rather than cut data; default 0. [MS-ASAIRS] 2.2.2.3.
        all_or_none: Option<Boolean> = air_sync_base::ALL_OR_NONE;
        /// Characters of preview wanted, 0 to 255. [MS-ASAIRS] 2.2.2.35.
        preview: Option<u8> = air_sync_base::PREVIEW, since V14_0;
    }
}

open_codes! {
    /// The format of a body, an unsigned byte of which four values are defined. [MS-ASAIRS] 2.2.2.41.
    pub struct BodyType(u8) {
        /// Plain text.
        PLAIN_TEXT = 1 "plain text",
        /// HTML.
        HTML = 2 "HTML",
        /// RTF; the data is base64.
        RTF = 3 "RTF",
        /// MIME.
        MIME = 4 "MIME",
    }
}

impl<'a> Body<'a> {
    /// A whole body of plain text, with its size in bytes.
    pub fn plain_text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self {
            kind: BodyType::PLAIN_TEXT,
            estimated_data_size: u32::try_from(text.len()).ok(),
            truncated: None,
            data: Some(text),
            preview: None,
            rest: crate::command::Rest::default(),
        }
    }

    /// Whether the data is cut.
    pub fn is_truncated(&self) -> bool {
        self.truncated.is_some_and(Boolean::is_true)
    }
}

impl BodyPreference<'_> {
    /// Bodies of this format, cut after so many bytes if at all.
    pub fn new(kind: BodyType, truncation_size: Option<u32>) -> Self {
        let rest = crate::command::Rest::default();
        Self { kind, truncation_size, all_or_none: None, preview: None, rest }
    }
}
