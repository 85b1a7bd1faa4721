//! Requests.

use asms_machine::id::{CollectionId, ContentId, Day, SyncKey};
use asms_machine::message::{ClientCommand, DeviceSettings, Malformed, Request, SyncRequest};
use asms_wire::command::item::ApplicationData;
use asms_wire::command::settings::{DeviceSet, OutboundSms};
use asms_wire::command::sync::request as wire;
use asms_wire::command::{self, DeviceText, Found};
use asms_wire::value::date_time::DateTime;

use crate::options::{class_of, wire_class};
use crate::{BindError, Binding, Unmodelled, sample};

impl Binding {
    /// Reads the body of a request. What is no request, or none that the machines take, is
    /// [`Request::Malformed`].
    pub fn read_request(&mut self, body: &[u8]) -> Request {
        self.try_read_request(body).unwrap_or_else(|error| Request::Malformed(reason(&error)))
    }

    /// Reads the body of a request; says in full what is wrong with one that is none.
    pub fn try_read_request(&mut self, body: &[u8]) -> Result<Request, BindError> {
        match command::Request::decode(body, self.version)? {
            command::Request::Sync(request) => Ok(Request::Sync(self.read_sync(&request)?)),
            command::Request::Settings(request) => Ok(Request::Settings(self.read_settings(&request)?)),
            _ => Err(BindError::Unmodelled(Unmodelled::Command)),
        }
    }

    /// Writes the body of a request.
    pub fn write_request(&mut self, request: &Request) -> Result<Vec<u8>, BindError> {
        match request {
            Request::Sync(request) => self.write_sync(request),
            Request::Settings(request) => self.write_settings(request),
            Request::Malformed(_) => Err(BindError::Unmodelled(Unmodelled::Command)),
        }
    }

    fn read_sync(&mut self, request: &command::SyncRequest<'_>) -> Result<SyncRequest, BindError> {
        let [collection] = request.collections() else {
            return Err(BindError::Unmodelled(Unmodelled::Collections));
        };
        let mut plain = SyncRequest {
            key: self.names.key(collection.sync_key.as_str()).map_err(BindError::Unmodelled)?,
            collection: self
                .names
                .collection(collection.collection_id.as_str())
                .map_err(BindError::Unmodelled)?,
            get_changes: collection.get_changes.map(command::Boolean::is_true),
            rest: None,
            options: collection
                .options
                .iter()
                .map(|block| self.read_options(block))
                .collect::<Result<_, _>>()?,
            commands: collection
                .operations()
                .iter()
                .map(|operation| self.read_operation(operation))
                .collect::<Result<_, _>>()?,
        };
        // Compared as bytes, since equality of messages passes over the order of children.
        let mut whole = Vec::new();
        request.encode(&mut whole)?;
        if self.write_sync(&plain)? != whole {
            plain.rest = Some(self.keep_rest(request)?);
        }
        Ok(plain)
    }

    fn read_operation(&mut self, operation: &wire::Operation<'_>) -> Result<ClientCommand, BindError> {
        let wire::Operation::Add(add) = operation else {
            return Err(BindError::Unmodelled(Unmodelled::Operation));
        };
        let class = add.class.as_ref().map(class_of);
        if class == Some(asms_machine::class::Class::Unknown) {
            return Err(BindError::Unmodelled(Unmodelled::Class));
        }
        let received = received(&add.application_data)?;
        let content = self.keep_item(&add.application_data)?;
        let client_id = self.names.client(add.client_id.as_str()).map_err(BindError::Unmodelled)?;
        Ok(ClientCommand::Add { client_id, class, content, received })
    }

    /// Keeps what of a request the machines do not read: the request without what they do.
    fn keep_rest(&mut self, request: &command::SyncRequest<'_>) -> Result<ContentId, BindError> {
        let mut rest = request.clone();
        if let Some(collections) = &mut rest.collections {
            for collection in &mut collections.collection {
                collection.sync_key = command::SyncKey::INITIAL;
                collection.options.clear();
                if let Some(commands) = &mut collection.commands {
                    commands.0.clear();
                }
            }
        }
        let mut bytes = Vec::new();
        rest.encode(&mut bytes)?;
        Ok(self.contents.intern(&bytes))
    }

    fn write_sync(&mut self, request: &SyncRequest) -> Result<Vec<u8>, BindError> {
        for command in &request.commands {
            let ClientCommand::Add { content, received, .. } = *command;
            self.make_sample(content, received)?;
        }
        let mut bytes = Vec::new();
        self.wire_sync(request)?.encode(&mut bytes)?;
        Ok(bytes)
    }

    fn wire_sync(&self, request: &SyncRequest) -> Result<command::SyncRequest<'_>, BindError> {
        let mut message = match request.rest {
            Some(id) => {
                let bytes = self.contents.bytes(id).ok_or(BindError::UnknownContent(id))?;
                command::SyncRequest::decode(bytes, self.version)?
            }
            None => command::SyncRequest::new(vec![self.wire_collection(request.key, request.collection)?]),
        };
        let collection = message
            .collections
            .as_mut()
            .and_then(|collections| collections.collection.first_mut())
            .ok_or(BindError::Unmodelled(Unmodelled::Collections))?;
        collection.sync_key = command::SyncKey::new(self.names.key_name(request.key)?)?;
        collection.collection_id =
            command::CollectionId::new(self.names.collection_name(request.collection)?)?;
        if collection.get_changes.map(command::Boolean::is_true) != request.get_changes {
            collection.get_changes = request.get_changes.map(command::Boolean::from);
        }
        collection.options =
            request.options.iter().map(|block| self.write_options(block)).collect::<Result<_, _>>()?;
        if !request.commands.is_empty() {
            let operations = request
                .commands
                .iter()
                .map(|command| self.write_command(command))
                .collect::<Result<_, _>>()?;
            collection.commands = Some(wire::Commands(operations));
        }
        Ok(message)
    }

    fn wire_collection(
        &self,
        key: SyncKey,
        collection: CollectionId,
    ) -> Result<wire::Collection<'static>, BindError> {
        Ok(wire::Collection::new(
            command::SyncKey::new(self.names.key_name(key)?)?,
            command::CollectionId::new(self.names.collection_name(collection)?)?,
        ))
    }

    fn write_command(&self, command: &ClientCommand) -> Result<wire::Operation<'_>, BindError> {
        let ClientCommand::Add { client_id, class, content, .. } = *command;
        let mut add = wire::Add::new(
            command::Class::SMS,
            command::ClientId::new(self.names.client_name(client_id)?)?,
            self.item(content)?,
        );
        add.class = match class {
            None => None,
            Some(class) => Some(wire_class(class).ok_or(BindError::Unmodelled(Unmodelled::Class))?),
        };
        Ok(wire::Operation::Add(add))
    }

    fn read_settings(&mut self, request: &command::SettingsRequest<'_>) -> Result<DeviceSettings, BindError> {
        let set = request.set().ok_or(BindError::Unmodelled(Unmodelled::Command))?;
        let number = set.phone_number.as_ref().filter(|number| !number.as_str().is_empty());
        let mut settings = DeviceSettings {
            enable_outbound_sms: set.enable_outbound_sms.map(|enable| enable == OutboundSms::Enabled),
            phone_number: number.map(|number| self.contents.intern(number.as_str().as_bytes())),
            rest: None,
        };
        let mut whole = Vec::new();
        request.encode(&mut whole)?;
        if self.write_settings(&settings)? != whole {
            settings.rest = Some(self.contents.intern(&whole));
        }
        Ok(settings)
    }

    fn write_settings(&mut self, request: &DeviceSettings) -> Result<Vec<u8>, BindError> {
        if let Some(id) = request.phone_number
            && self.contents.bytes(id).is_none()
        {
            // A number that the machine made up, from the range kept for fiction.
            self.contents.put(id, format!("+1425555{:04}", id.0).into_bytes());
        }
        let mut bytes = Vec::new();
        self.wire_settings(request)?.encode(&mut bytes)?;
        Ok(bytes)
    }

    fn wire_settings(&self, request: &DeviceSettings) -> Result<command::SettingsRequest<'_>, BindError> {
        let mut message = match request.rest {
            Some(id) => {
                let bytes = self.contents.bytes(id).ok_or(BindError::UnknownContent(id))?;
                command::SettingsRequest::decode(bytes, self.version)?
            }
            None => command::SettingsRequest::new(DeviceSet::empty()),
        };
        let set = message.device_information.as_mut().and_then(|information| information.set.as_mut());
        let set = set.ok_or(BindError::Unmodelled(Unmodelled::Command))?;
        set.enable_outbound_sms = request
            .enable_outbound_sms
            .map(|on| if on { OutboundSms::Enabled } else { OutboundSms::Disabled });
        if let Some(id) = request.phone_number {
            let bytes = self.contents.bytes(id).ok_or(BindError::UnknownContent(id))?;
            set.phone_number = Some(DeviceText::new(String::from_utf8_lossy(bytes))?);
        }
        Ok(message)
    }

    /// Keeps an item.
    pub(crate) fn keep_item(&mut self, item: &ApplicationData<'_>) -> Result<ContentId, BindError> {
        let mut bytes = Vec::new();
        item.encode(&mut bytes)?;
        Ok(self.contents.intern(&bytes))
    }

    /// Gives a number that the machine made up a text.
    pub(crate) fn make_sample(&mut self, id: ContentId, received: Option<Day>) -> Result<(), BindError> {
        if self.contents.bytes(id).is_none() {
            let mut bytes = Vec::new();
            sample::message(id, received)?.encode(&mut bytes)?;
            self.contents.put(id, bytes);
        }
        Ok(())
    }

    /// The item of a number.
    pub(crate) fn item(&self, id: ContentId) -> Result<ApplicationData<'_>, BindError> {
        let bytes = self.contents.bytes(id).ok_or(BindError::UnknownContent(id))?;
        Ok(ApplicationData::decode(bytes, self.version)?)
    }
}

/// The day of an item's DateReceived, if it has one.
pub(crate) fn received(item: &ApplicationData<'_>) -> Result<Option<Day>, BindError> {
    let Some(text) = item.date_received() else { return Ok(None) };
    let day = DateTime::parse(text).ok().and_then(|date| u16::try_from(date.day().number()).ok());
    day.map(|day| Some(Day(day))).ok_or(BindError::Unmodelled(Unmodelled::Date))
}

fn reason(error: &BindError) -> Malformed {
    match error {
        BindError::Schema(error) if matches!(error.found, Found::Wbxml(_)) => Malformed::Wbxml,
        BindError::Schema(_) | BindError::Text(_) => Malformed::Schema,
        _ => Malformed::Unmodelled,
    }
}
