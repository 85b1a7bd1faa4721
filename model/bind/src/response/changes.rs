//! The operations of a server.

use asms_machine::class::Class;
use asms_machine::id::{CollectionId, ItemId};
use asms_machine::message::{Changes, CommandResponse, ServerCommand};
use asms_machine::version::Version;
use asms_wire::command;
use asms_wire::command::item::{ApplicationData, Body, Property};
use asms_wire::command::sync::response::{Add, Change, Delete, Operation, SoftDelete};

use crate::item::{CONVERSATION, Date, Told, has_conversation, received};
use crate::marks::{flag_of, marks_of, plain_flag};
use crate::options::{class_of, wire_class};
use crate::terms::only;
use crate::{BindError, Binding, Unmodelled, sample};

impl Binding {
    /// Sees to it that every item which an answer tells has words.
    pub(super) fn make_told_items(&mut self, changes: &Changes) -> Result<(), BindError> {
        for command in &changes.commands {
            if let ServerCommand::Add { text, .. } = *command {
                self.make_item(text)?;
            }
        }
        for response in &changes.responses {
            if let CommandResponse::Fetch { text: Some(text), .. } = *response {
                self.make_item(text)?;
            }
        }
        Ok(())
    }

    pub(super) fn write_server_command(
        &self,
        collection: CollectionId,
        command: &ServerCommand,
    ) -> Result<Operation<'_>, BindError> {
        Ok(match *command {
            ServerCommand::Delete { item, class } => {
                Operation::Delete(Delete::new(self.named_class(class)?, self.server_id(collection, item)?))
            }
            ServerCommand::SoftDelete { item } => {
                Operation::SoftDelete(SoftDelete::new(self.server_id(collection, item)?))
            }
            ServerCommand::Change { item, class, read, flag, conversation } => {
                let mut properties = Vec::new();
                properties.extend(read.map(|read| Property::Read(read.into())));
                properties.extend(flag.map(|flag| Property::Flag(plain_flag(flag))));
                if conversation {
                    properties.push(sample::code_page());
                    properties.extend(sample::conversation(item.0));
                }
                let (class, id) = (self.named_class(class)?, self.server_id(collection, item)?);
                Operation::Change(Change::new(class, id, ApplicationData(properties)))
            }
            ServerCommand::Add { item, class, text, received, marks, cut } => {
                let told = Told {
                    received: Date::On(Some(received)),
                    marks: Some(marks),
                    in_full: true,
                    code_page: true,
                    conversation: (self.version >= Version::V14_0).then_some(item.0),
                    cut,
                };
                let (class, id) = (self.named_class(class)?, self.server_id(collection, item)?);
                Operation::Add(Add::new(class, id, self.item(text, told)?))
            }
        })
    }

    pub(super) fn read_server_command(
        &mut self,
        collection: CollectionId,
        operation: &Operation<'_>,
    ) -> Result<ServerCommand, BindError> {
        match operation {
            Operation::Delete(delete) => {
                only(&delete.rest)?;
                Ok(ServerCommand::Delete {
                    item: self.names.item(collection, delete.server_id.as_str())?,
                    class: item_class(delete.class.as_ref())?,
                })
            }
            Operation::SoftDelete(delete) => {
                only(&delete.rest)?;
                let item = self.names.item(collection, delete.server_id.as_str())?;
                Ok(ServerCommand::SoftDelete { item })
            }
            Operation::Change(change) => self.read_server_change(collection, change),
            Operation::Add(add) => {
                only(&add.rest)?;
                let data = &add.application_data;
                Ok(ServerCommand::Add {
                    item: self.names.item(collection, add.server_id.as_str())?,
                    class: item_class(add.class.as_ref())?,
                    received: received(data)?.ok_or(Unmodelled::Date)?,
                    marks: marks_of(data)?,
                    cut: data.body().is_some_and(Body::is_truncated),
                    text: self.contents.keep_item(data)?,
                })
            }
            Operation::Other(_) => Err(Unmodelled::Element.into()),
        }
    }

    fn read_server_change(
        &mut self,
        collection: CollectionId,
        change: &Change<'_>,
    ) -> Result<ServerCommand, BindError> {
        only(&change.rest)?;
        let data = &change.application_data;
        let conversation = has_conversation(data);
        let (mut read, mut flag) = (None, None);
        for property in &data.0 {
            match property {
                Property::Read(value) if read.is_none() => read = Some(value.is_true()),
                Property::Flag(value) if flag.is_none() => {
                    flag = Some(flag_of(value).ok_or(Unmodelled::Flag)?);
                }
                Property::InternetCpid(_) if conversation => {}
                property if CONVERSATION.contains(&property.tag()) => {}
                _ => return Err(Unmodelled::Element.into()),
            }
        }
        Ok(ServerCommand::Change {
            item: self.names.item(collection, change.server_id.as_str())?,
            class: item_class(change.class.as_ref())?,
            read,
            flag,
            conversation,
        })
    }

    pub(super) fn server_id(
        &self,
        collection: CollectionId,
        item: ItemId,
    ) -> Result<command::ServerId<'static>, BindError> {
        Ok(command::ServerId::new(self.names.server_id(collection, item)?)?)
    }

    /// Class is left out where it is the folder's own ([MS-ASCMD] 2.2.3.27.6), which here is that of mail.
    pub(super) fn named_class(&self, class: Class) -> Result<Option<command::Class<'static>>, BindError> {
        if class == Class::Email {
            return Ok(None);
        }
        if self.version < Version::V14_0 {
            return Err(BindError::NotAtVersion { what: "the Class of an item", version: self.version });
        }
        Ok(Some(wire_class(class)))
    }
}

pub(super) fn item_class(class: Option<&command::Class<'_>>) -> Result<Class, Unmodelled> {
    match class.map_or(Class::Email, class_of) {
        Class::Unknown => Err(Unmodelled::Class),
        class => Ok(class),
    }
}
