//! The operations of a client.

use asms_machine::id::CollectionId;
use asms_machine::message::ClientCommand;
use asms_machine::version::Version;
use asms_wire::command;
use asms_wire::command::item::{ApplicationData, Body, Property};
use asms_wire::command::sync::request::{Add, Change, Delete, Fetch, Operation};

use crate::item::{Date, Told, has_conversation, received};
use crate::marks::{flag_of, is_no_flag, marks_of, plain_flag};
use crate::options::{class_of, wire_class};
use crate::terms::only;
use crate::{BindError, Binding, Unmodelled};

impl Binding {
    pub(super) fn read_operation(
        &mut self,
        collection: CollectionId,
        operation: &Operation<'_>,
    ) -> Result<ClientCommand, BindError> {
        match operation {
            Operation::Add(add) => self.read_add(add),
            Operation::Change(change) => self.read_change(collection, change),
            Operation::Delete(delete) => {
                only(&delete.rest)?;
                Ok(ClientCommand::Delete { item: self.names.item(collection, delete.server_id.as_str())? })
            }
            Operation::Fetch(fetch) => {
                only(&fetch.rest)?;
                Ok(ClientCommand::Fetch { item: self.names.item(collection, fetch.server_id.as_str())? })
            }
            Operation::Other(_) => Err(Unmodelled::Element.into()),
        }
    }

    fn read_add(&mut self, add: &Add<'_>) -> Result<ClientCommand, BindError> {
        only(&add.rest)?;
        let item = &add.application_data;
        if item.body().is_some_and(Body::is_truncated) {
            return Err(Unmodelled::Body.into());
        }
        Ok(ClientCommand::Add {
            client_id: self.names.client(add.client_id.as_str())?,
            class: add.class.as_ref().map(class_of),
            received: received(item)?,
            marks: marks_of(item)?,
            code_page: item.internet_cpid().is_some(),
            conversation: has_conversation(item),
            text: self.contents.keep_item(item)?,
        })
    }

    /// The first Read and the first Flag are what a client may change; all else is what it must not.
    fn read_change(
        &mut self,
        collection: CollectionId,
        change: &Change<'_>,
    ) -> Result<ClientCommand, BindError> {
        only(&change.rest)?;
        let (mut read, mut flag, mut others) = (None, None, Vec::new());
        for property in &change.application_data.0 {
            match property {
                Property::Read(value) if read.is_none() => read = Some(value.is_true()),
                Property::Flag(value) if flag.is_none() && !is_no_flag(value) => {
                    flag = Some(flag_of(value).ok_or(Unmodelled::Flag)?);
                }
                other => others.push(other.clone()),
            }
        }
        let item = self.names.item(collection, change.server_id.as_str())?;
        let other =
            if others.is_empty() { None } else { Some(self.contents.keep_other(&ApplicationData(others))?) };
        Ok(ClientCommand::Change { item, read, flag, other })
    }

    /// Sees to it that everything which a machine made up has words.
    pub(super) fn make_words(&mut self, commands: &[ClientCommand]) -> Result<(), BindError> {
        for command in commands {
            match *command {
                ClientCommand::Add { text, .. } => self.make_item(text)?,
                ClientCommand::Change { other: Some(other), .. } => self.contents.make_other(other)?,
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn write_command(
        &self,
        collection: CollectionId,
        command: &ClientCommand,
    ) -> Result<Operation<'_>, BindError> {
        let id = |item| Ok::<_, BindError>(command::ServerId::new(self.names.server_id(collection, item)?)?);
        Ok(match *command {
            ClientCommand::Add { .. } => Operation::Add(self.write_add(command)?),
            ClientCommand::Change { item, read, flag, other } => {
                let mut properties = Vec::new();
                properties.extend(read.map(|read| Property::Read(read.into())));
                properties.extend(flag.map(|flag| Property::Flag(plain_flag(flag))));
                if let Some(other) = other {
                    properties.extend(self.contents.other(other)?.0);
                }
                Operation::Change(Change::new(id(item)?, ApplicationData(properties)))
            }
            ClientCommand::Delete { item } => Operation::Delete(Delete::new(id(item)?)),
            ClientCommand::Fetch { item } => Operation::Fetch(Fetch::new(id(item)?)),
        })
    }

    fn write_add(&self, command: &ClientCommand) -> Result<Add<'_>, BindError> {
        let ClientCommand::Add { client_id, class, text, received, marks, code_page, conversation } =
            *command
        else {
            return Err(Unmodelled::Command.into());
        };
        if class.is_some() && self.version < Version::V14_0 {
            return Err(BindError::NotAtVersion { what: "a Class in Add", version: self.version });
        }
        let told = Told {
            received: Date::On(received),
            marks: Some(marks),
            in_full: false,
            code_page,
            conversation: conversation.then_some(client_id.0.into()),
            cut: false,
        };
        let client_id = command::ClientId::new(self.names.client_name(client_id)?)?;
        let mut add = Add::new(command::Class::SMS, client_id, self.item(text, told)?);
        add.class = class.map(wire_class);
        Ok(add)
    }
}
