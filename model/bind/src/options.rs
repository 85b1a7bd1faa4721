//! Options blocks.

use asms_machine::class::{Class, FilterType};
use asms_machine::message::ClassOptions;
use asms_wire::command;
use asms_wire::command::sync::{self, Options, SyncOption};

use crate::{BindError, Binding};

impl Binding {
    pub(crate) fn read_options(&mut self, block: &Options<'_>) -> Result<ClassOptions, BindError> {
        let class = block.class().map(class_of);
        let filter = block.0.iter().find_map(|option| match option {
            SyncOption::FilterType(filter) => Some(machine_filter(*filter)),
            _ => None,
        });
        let plain = ClassOptions { class, filter, preferences: None };
        let preferences = if write_plain(&plain).as_ref() == Some(block) {
            None
        } else {
            let mut bytes = Vec::new();
            block.encode(&mut bytes)?;
            Some(self.contents.intern(&bytes))
        };
        Ok(ClassOptions { preferences, ..plain })
    }

    /// Writes a block: what the machine says of class and filter, and the rest as it came.
    pub(crate) fn write_options(&self, block: &ClassOptions) -> Result<Options<'_>, BindError> {
        let Some(id) = block.preferences else {
            return write_plain(block).ok_or(BindError::Unmodelled(crate::Unmodelled::Class));
        };
        let bytes = self.contents.bytes(id).ok_or(BindError::UnknownContent(id))?;
        let mut options = Options::decode(bytes, self.version)?;
        for option in &mut options.0 {
            match option {
                SyncOption::FilterType(filter) => {
                    *filter = block.filter.and_then(wire_filter).unwrap_or(*filter);
                }
                SyncOption::Class(class) => {
                    *class = block.class.and_then(wire_class).unwrap_or(class.clone());
                }
                _ => {}
            }
        }
        Ok(options)
    }
}

/// The block that says class and filter and nothing else.
fn write_plain(block: &ClassOptions) -> Option<Options<'static>> {
    let mut options = Vec::new();
    if let Some(class) = block.class {
        options.push(SyncOption::Class(wire_class(class)?));
    }
    if let Some(filter) = block.filter {
        options.push(SyncOption::FilterType(wire_filter(filter)?));
    }
    Some(Options(options))
}

/// A class by the value of its element, which has to match to the letter (EC-08e).
pub(crate) fn class_of(name: &command::Class<'_>) -> Class {
    Class::KNOWN.into_iter().find(|class| class.name() == name.as_str()).unwrap_or(Class::Unknown)
}

/// The element of a class; none for one that is not known.
pub(crate) fn wire_class(class: Class) -> Option<command::Class<'static>> {
    Some(match class {
        Class::Calendar => command::Class::CALENDAR,
        Class::Contacts => command::Class::CONTACTS,
        Class::Email => command::Class::EMAIL,
        Class::Notes => command::Class::NOTES,
        Class::Sms => command::Class::SMS,
        Class::Tasks => command::Class::TASKS,
        Class::Unknown => return None,
    })
}

fn machine_filter(filter: sync::FilterType) -> FilterType {
    // A schema admits 0 to 8.
    FilterType(u8::try_from(filter.code()).unwrap_or(u8::MAX))
}

fn wire_filter(filter: FilterType) -> Option<sync::FilterType> {
    sync::FilterType::from_code(filter.0.into())
}
