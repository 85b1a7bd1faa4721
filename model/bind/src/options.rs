//! Options blocks.

use asms_machine::class::{Class, FilterType};
use asms_machine::message::ClassOptions;
use asms_machine::version::Version;
use asms_wire::command;
use asms_wire::command::item::{BodyPreference, BodyType};
use asms_wire::command::sync::{self, Conflict, Options, SyncOption};

use crate::{BindError, Binding, Unmodelled};

impl Binding {
    pub(crate) fn read_options(&mut self, block: &Options<'_>) -> Result<ClassOptions, BindError> {
        let plain = fields(block);
        if plain_block(&plain)? == *block {
            return Ok(plain);
        }
        let mut document = Vec::new();
        block.encode(&mut document)?;
        Ok(ClassOptions { preferences: Some(self.contents.keep_part(&document)), ..plain })
    }

    /// Writes a block; one with preferences as it came.
    pub(crate) fn write_options(&self, block: &ClassOptions) -> Result<Options<'_>, BindError> {
        if block.class.is_some() && self.version < Version::V14_0 {
            return Err(BindError::NotAtVersion { what: "a Class in Options", version: self.version });
        }
        let Some(id) = block.preferences else { return plain_block(block) };
        let options = Options::decode(self.contents.part(id)?, self.wire_version())?;
        if (ClassOptions { preferences: Some(id), ..fields(&options) }) == *block {
            Ok(options)
        } else {
            Err(BindError::UnknownContent(id))
        }
    }
}

/// What the machines read of a block.
fn fields(block: &Options<'_>) -> ClassOptions {
    let filter = block.0.iter().find_map(|option| match option {
        SyncOption::FilterType(filter) => Some(machine_filter(*filter)),
        _ => None,
    });
    let truncation = block
        .body_preferences()
        .find(|preference| preference.kind == BodyType::PLAIN_TEXT)
        .and_then(|preference| preference.truncation_size);
    ClassOptions {
        class: block.class().map(class_of),
        filter,
        server_wins: block.conflict().map(|conflict| conflict == Conflict::ServerWins),
        // No body that the machines count is longer.
        truncation: truncation.map(|octets| u16::try_from(octets).unwrap_or(u16::MAX)),
        preferences: None,
    }
}

/// The block that says what the machines read and nothing else.
fn plain_block(block: &ClassOptions) -> Result<Options<'static>, BindError> {
    let mut options = Vec::new();
    options.extend(block.class.map(|class| SyncOption::Class(wire_class(class))));
    if let Some(filter) = block.filter {
        options.push(SyncOption::FilterType(wire_filter(filter)?));
    }
    options.extend(block.truncation.map(|octets| {
        SyncOption::BodyPreference(BodyPreference::new(BodyType::PLAIN_TEXT, Some(octets.into())))
    }));
    options.extend(block.server_wins.map(|server| {
        SyncOption::Conflict(if server { Conflict::ServerWins } else { Conflict::ClientWins })
    }));
    Ok(Options(options))
}

/// A class by the value of its element, which has to match to the letter (EC-08e).
pub(crate) fn class_of(name: &command::Class<'_>) -> Class {
    Class::KNOWN.into_iter().find(|class| class.name() == name.as_str()).unwrap_or(Class::Unknown)
}

/// The element of a class; one that is not known has a value that no class has.
pub(crate) fn wire_class(class: Class) -> command::Class<'static> {
    match class {
        Class::Calendar => command::Class::CALENDAR,
        Class::Contacts => command::Class::CONTACTS,
        Class::Email => command::Class::EMAIL,
        Class::Notes => command::Class::NOTES,
        Class::Sms => command::Class::SMS,
        Class::Tasks => command::Class::TASKS,
        Class::Unknown => unknown_class(),
    }
}

fn unknown_class() -> command::Class<'static> {
    // A text of one character, which any Class can hold.
    command::Class::new(Class::Unknown.name()).unwrap_or(command::Class::EMAIL)
}

pub(crate) fn machine_filter(filter: sync::FilterType) -> FilterType {
    // A schema admits 0 to 8.
    FilterType(u8::try_from(filter.code()).unwrap_or(u8::MAX))
}

pub(crate) fn wire_filter(filter: FilterType) -> Result<sync::FilterType, BindError> {
    sync::FilterType::from_code(filter.0.into()).ok_or(BindError::Unmodelled(Unmodelled::Filter))
}
