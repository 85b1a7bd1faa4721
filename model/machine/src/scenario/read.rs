//! From the form of a file to a scenario: what a schema cannot say is checked here.

use smallvec::SmallVec;

use super::file::{
    ChoiceFile, DeviceFile, DraftFile, ExpectFile, File, FolderFile, RadioFile, ScenarioError, WishFile,
    behaviour,
};
use super::{Choice, Draft, Expectation, FolderSetup, ItemSetup, Larger, PinnedViolation, Scenario};
use crate::class::{FilterType, FolderKind, Wish};
use crate::device::Setup;
use crate::id::ContentId;
use crate::item::Text;
use crate::modem::{RadioSetup, StatusReports};
use crate::property::{self, Goal};
use crate::recipients::MOST_RECIPIENTS;
use crate::version::Version;

/// The most items that a folder begins with.
const MOST_ITEMS: usize = 1000;

/// The most devices of a scenario.
const MOST_DEVICES: usize = 8;

/// The most drafts, and the most choices, of a scenario.
const MOST_CHOICES: usize = 255;

/// The most TP-MR, and the most references of split messages: each is an octet.
const MOST_REFERENCES: u16 = 256;

/// Reads the parts of a file, and says where one is wrong.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
}

impl Reader<'_> {
    pub(super) fn scenario(&self, name: &str, form: File) -> Result<Scenario, ScenarioError> {
        let behaviour = behaviour(self.file, &form)?;
        let folders = self.folders(&form.folder)?;
        if form.device.is_empty() || form.device.len() > MOST_DEVICES {
            return Err(self.range("device", &form.device.len(), "a scenario has 1 to 8 devices"));
        }
        let kinds: Vec<FolderKind> = folders.iter().map(|folder| folder.kind).collect();
        let there = |key, kind: FolderKind| {
            let allowed = kinds.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            if kinds.contains(&kind) {
                Ok(())
            } else {
                Err(self.unknown(key, "folder", kind.name(), &[&allowed]))
            }
        };
        for kind in form.device.iter().flat_map(|device| device.folders.keys()) {
            there("device.folders", *kind)?;
        }
        for choice in &form.choice {
            there("choice.folder", choice.folder)?;
        }
        for kind in &form.desktop {
            there("desktop", *kind)?;
        }
        for (key, count) in [("draft", form.draft.len()), ("choice", form.choice.len())] {
            if count > MOST_CHOICES {
                return Err(self.range(key, &count, "there are 255 at most"));
            }
        }
        self.once("careless", &form.careless)?;
        self.once("goals", &form.goals)?;
        self.once("desktop", &form.desktop)?;
        let desktop = if form.desktop.is_empty() { kinds[..1].to_vec() } else { form.desktop };
        let larger = form.larger.map(|larger| {
            let expect = self.expectation(larger.expect)?;
            Ok::<_, ScenarioError>(Box::new(Larger { budget: larger.budget, expect }))
        });
        Ok(Scenario {
            name: name.to_owned(),
            about: form.about.trim().to_owned(),
            behaviour,
            begin: form.begin,
            desktop,
            drafts: self.drafts(&form.draft)?,
            incoming: Text::short(ContentId(0)),
            devices: form
                .device
                .iter()
                .map(|device| self.device(device, form.version))
                .collect::<Result<_, _>>()?,
            choices: form.choice.iter().map(|choice| self.choice(choice)).collect::<Result<_, _>>()?,
            careless: form.careless,
            radio: self.radio(form.radio)?,
            budget: form.budget,
            goals: form.goals.iter().map(|name| self.goal(name)).collect::<Result<_, _>>()?,
            expect: self.expectation(form.expect)?,
            larger: larger.transpose()?,
            folders,
        })
    }

    fn folders(&self, form: &[FolderFile]) -> Result<Vec<FolderSetup>, ScenarioError> {
        if form.is_empty() {
            return Err(self.range("folder", &0, "a mailbox has at least one folder"));
        }
        for (at, folder) in form.iter().enumerate() {
            if form[..at].iter().any(|earlier| earlier.kind == folder.kind) {
                return Err(self.range("folder.kind", &folder.kind, "each kind of folder stands once"));
            }
            let items = folder.items.len() + folder.item.len();
            if items > 0 && !folder.kind.holds_mail() {
                return Err(self.range("folder.items", &items, "a folder of contacts holds no mail"));
            }
            if items > MOST_ITEMS {
                return Err(self.range("folder.items", &items, "a folder begins with 1,000 items at most"));
            }
        }
        form.iter().map(|folder| self.folder(folder)).collect()
    }

    fn folder(&self, form: &FolderFile) -> Result<FolderSetup, ScenarioError> {
        let short = form
            .items
            .iter()
            .map(|class| Ok(ItemSetup { class: (*class).into(), text: Text::short(ContentId(0)), age: 0 }));
        let full = form.item.iter().map(|item| {
            if item.age > 1000 {
                return Err(self.range("folder.item.age", &item.age, "an item is 1,000 days old at most"));
            }
            let (size, recipients) = (item.size, item.recipients);
            let text = self.text("folder.item.recipients", size, recipients, item.strangers)?;
            Ok(ItemSetup { class: item.class.into(), text, age: item.age })
        });
        let items = short.chain(full).collect::<Result<_, _>>()?;
        Ok(FolderSetup { id: Scenario::collection_of(form.kind), kind: form.kind, items })
    }

    fn text(
        &self,
        key: &'static str,
        size: u16,
        recipients: u8,
        strangers: bool,
    ) -> Result<Text, ScenarioError> {
        if recipients > MOST_RECIPIENTS {
            return Err(self.range(key, &recipients, "a message has 0 to 20 mobile recipients"));
        }
        Ok(Text { size, recipients, strangers, ..Text::short(ContentId(0)) })
    }

    fn drafts(&self, form: &[DraftFile]) -> Result<Vec<Draft>, ScenarioError> {
        if form.is_empty() {
            return Ok(vec![Draft { text: Text::short(ContentId(0)) }]);
        }
        let draft = |draft: &DraftFile| {
            let (size, recipients) = (draft.size, draft.recipients);
            Ok(Draft { text: self.text("draft.recipients", size, recipients, draft.strangers)? })
        };
        form.iter().map(draft).collect()
    }

    fn device(&self, form: &DeviceFile, version: Version) -> Result<Setup, ScenarioError> {
        if form.folders.is_empty() {
            return Err(self.range("device.folders", &"{}", "a device keeps at least one folder"));
        }
        let folders: SmallVec<_> = form
            .folders
            .iter()
            .map(|(kind, wish)| {
                let wish = self.wish("device.folders", *kind, *wish)?;
                Ok((Scenario::collection_of(*kind), *kind, wish))
            })
            .collect::<Result<_, ScenarioError>>()?;
        Ok(Setup {
            version: form.version.unwrap_or(version),
            folders,
            outbound: form.outbound,
            phone_number: form.phone_number,
            poll: form.poll,
            style: form.style,
            window: form.window,
            server_wins: form.server_wins,
            server_wins_sms: form.server_wins_sms.or(form.server_wins),
        })
    }

    fn wish(&self, key: &'static str, kind: FolderKind, form: WishFile) -> Result<Wish, ScenarioError> {
        for filter in [form.email, form.sms].into_iter().flatten() {
            if !FilterType(filter).is_for_mail() {
                return Err(self.range(key, &filter, "a FilterType of e-mail or SMS is 0 to 5"));
            }
        }
        if form.email.is_none() && form.sms.is_none() {
            return Err(self.range(key, &"neither email nor sms", "at least one of them is synchronised"));
        }
        if form.sms.is_some() && !kind.holds_mail() {
            // Options for SMS would be answered with status 4 for ever (ASMS-066).
            return Err(self.range(key, &"sms", "a folder of contacts holds no mail, and so no SMS"));
        }
        let WishFile { email, sms, truncation } = form;
        Ok(Wish { email: email.map(FilterType), sms: sms.map(FilterType), truncation })
    }

    fn choice(&self, form: &ChoiceFile) -> Result<Choice, ScenarioError> {
        let ChoiceFile { folder, email, sms, truncation } = *form;
        let wish = self.wish("choice", folder, WishFile { email, sms, truncation })?;
        Ok(Choice { collection: Scenario::collection_of(folder), wish })
    }

    fn radio(&self, form: RadioFile) -> Result<RadioSetup, ScenarioError> {
        if form.part_size == Some(0) {
            return Err(self.range("radio.part-size", &0, "a part holds at least one octet"));
        }
        if !(2..=MOST_REFERENCES).contains(&form.message_references) {
            let allowed = "there are 2 to 256 message references";
            return Err(self.range("radio.message-references", &form.message_references, allowed));
        }
        if !(1..=MOST_REFERENCES).contains(&form.part_references) {
            let allowed = "there are 1 to 256 references of split messages";
            return Err(self.range("radio.part-references", &form.part_references, allowed));
        }
        if form.status_reports == StatusReports::Apart && form.part_size.is_none() {
            let allowed =
                "status reports come apart where the service centre stores parts, which takes part-size";
            return Err(self.range("radio.status-reports", &"\"apart\"", allowed));
        }
        Ok(RadioSetup {
            part_size: form.part_size,
            mr_modulus: form.message_references,
            reference_modulus: form.part_references,
            status_reports: form.status_reports,
        })
    }

    fn expectation(&self, form: ExpectFile) -> Result<Expectation, ScenarioError> {
        for name in form.violated.keys().chain(form.holds.iter().flatten()) {
            self.property(name)?;
        }
        if let Some(name) = form.holds.iter().flatten().find(|name| form.violated.contains_key(*name)) {
            let allowed = "a property holds or is violated, not both";
            return Err(self.range("expect.holds", name, allowed));
        }
        let violated = form.violated.into_iter();
        Ok(Expectation {
            states: form.states,
            generated: form.generated,
            depth: form.depth,
            holds: form.holds,
            violated: violated
                .map(|(name, entry)| (name, PinnedViolation { because: entry.because, steps: entry.steps }))
                .collect(),
        })
    }

    /// What stands in a list stands there once.
    fn once<T: PartialEq + std::fmt::Debug>(
        &self,
        key: &'static str,
        list: &[T],
    ) -> Result<(), ScenarioError> {
        let twice = list.iter().enumerate().find(|(at, entry)| list[..*at].contains(entry));
        match twice {
            None => Ok(()),
            Some((_, entry)) => Err(self.range(key, &format!("{entry:?}"), "each entry stands once")),
        }
    }

    fn goal(&self, name: &str) -> Result<&'static Goal, ScenarioError> {
        property::GOALS.iter().find(|goal| goal.name == name).ok_or_else(|| {
            let all: Vec<_> = property::GOALS.iter().map(|goal| goal.name).collect();
            self.unknown("goals", "goal", name, &all)
        })
    }

    fn property(&self, name: &str) -> Result<(), ScenarioError> {
        let mut all: Vec<&str> = property::PROPERTIES.iter().map(|property| property.name).collect();
        all.push(property::RECOVERABILITY);
        if all.contains(&name) { Ok(()) } else { Err(self.unknown("expect", "property", name, &all)) }
    }

    fn unknown(&self, key: &'static str, what: &'static str, name: &str, all: &[&str]) -> ScenarioError {
        let allowed = all.join(", ");
        ScenarioError::Name { file: self.file.to_owned(), key, what, name: name.to_owned(), allowed }
    }

    fn range(&self, key: &'static str, found: &dyn ToString, allowed: &'static str) -> ScenarioError {
        ScenarioError::Range { file: self.file.to_owned(), key, found: found.to_string(), allowed }
    }
}
