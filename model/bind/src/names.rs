//! Names on the wire and the numbers that the machines have for them.

use std::collections::BTreeMap;

use asms_machine::id::{ClientId, CollectionId, ItemId, SyncKey};

use crate::{BindError, Unmodelled};

/// Names on the wire and the numbers that the machines have for them.
///
/// A name that is a decimal number in its shortest form, in the lower half of the numbers, stands for itself; any
/// other gets a number in the upper half.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    keys: Table,
    collections: Table,
    clients: Table,
    items: Table,
}

impl Names {
    pub(crate) fn key(&mut self, name: &str) -> Result<SyncKey, Unmodelled> {
        self.keys.number(name, u32::MAX).map(SyncKey)
    }

    pub(crate) fn key_name(&self, key: SyncKey) -> Result<String, BindError> {
        self.keys.name(key.0, u32::MAX, "SyncKey")
    }

    pub(crate) fn collection(&mut self, name: &str) -> Result<CollectionId, Unmodelled> {
        Ok(CollectionId(short(self.collections.number(name, SHORT)?)?))
    }

    pub(crate) fn collection_name(&self, collection: CollectionId) -> Result<String, BindError> {
        self.collections.name(collection.0.into(), SHORT, "CollectionId")
    }

    pub(crate) fn client(&mut self, name: &str) -> Result<ClientId, Unmodelled> {
        Ok(ClientId(short(self.clients.number(name, SHORT)?)?))
    }

    pub(crate) fn client_name(&self, client: ClientId) -> Result<String, BindError> {
        self.clients.name(client.0.into(), SHORT, "ClientId")
    }

    /// A ServerId: the folder and the item, as in `55:11`, or a name of another form.
    pub(crate) fn server_id(&self, collection: CollectionId, item: ItemId) -> Result<String, BindError> {
        if item.0 > u32::MAX / 2 {
            return self.items.name(item.0, u32::MAX, "ServerId");
        }
        Ok(format!("{}:{item}", self.collection_name(collection)?))
    }

    /// The item of a ServerId. One that is not of this folder is some item that nobody knows there.
    pub(crate) fn item(&mut self, collection: CollectionId, name: &str) -> Result<ItemId, Unmodelled> {
        let number = name
            .rsplit_once(':')
            .filter(|(folder, _)| self.collection_name(collection).as_deref() == Ok(*folder))
            .and_then(|(_, item)| decimal(item))
            .filter(|number| *number <= u32::MAX / 2);
        match number {
            Some(number) => Ok(ItemId(number)),
            None => self.items.give(name, u32::MAX).map(ItemId),
        }
    }
}

/// The greatest number of 16 bits.
const SHORT: u32 = u16::MAX as u32;

fn short(number: u32) -> Result<u16, Unmodelled> {
    u16::try_from(number).map_err(|_| Unmodelled::Names)
}

#[derive(Clone, Debug, Default)]
struct Table {
    numbers: BTreeMap<String, u32>,
    names: Vec<String>,
}

impl Table {
    fn number(&mut self, name: &str, greatest: u32) -> Result<u32, Unmodelled> {
        match decimal(name).filter(|number| *number <= greatest / 2) {
            Some(number) => Ok(number),
            None => self.give(name, greatest),
        }
    }

    fn name(&self, number: u32, greatest: u32, what: &'static str) -> Result<String, BindError> {
        if number <= greatest / 2 {
            return Ok(number.to_string());
        }
        self.given(number, greatest).map(str::to_owned).ok_or(BindError::UnknownName { what, number })
    }

    /// The number that a name was given, or is given now, in the upper half.
    fn give(&mut self, name: &str, greatest: u32) -> Result<u32, Unmodelled> {
        if let Some(number) = self.numbers.get(name) {
            return Ok(*number);
        }
        let number = u32::try_from(self.names.len())
            .ok()
            .and_then(|at| at.checked_add(greatest / 2 + 1))
            .filter(|number| *number <= greatest)
            .ok_or(Unmodelled::Names)?;
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        Ok(number)
    }

    /// The name that was given this number.
    fn given(&self, number: u32, greatest: u32) -> Option<&str> {
        let at = usize::try_from(number.checked_sub(greatest / 2 + 1)?).ok()?;
        self.names.get(at).map(String::as_str)
    }
}

/// A decimal number in its shortest form.
fn decimal(text: &str) -> Option<u32> {
    let is_shortest = text == "0" || text.bytes().next().is_some_and(|first| matches!(first, b'1'..=b'9'));
    text.parse().ok().filter(|_| is_shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortest_decimals_stand_for_themselves() {
        let mut names = Names::default();
        assert_eq!(names.key("601771687"), Ok(SyncKey(601_771_687)));
        let odd = ["007", "+1", "", "{f00d}3", "4294967295", "２"];
        let numbers: Vec<SyncKey> = odd.iter().map(|name| names.key(name).expect("there is room")).collect();
        for (name, number) in odd.iter().zip(&numbers) {
            assert!(number.0 > u32::MAX / 2, "{name:?}");
            assert_eq!(names.key_name(*number).as_deref(), Ok(*name));
            assert_eq!(names.key(name), Ok(*number), "the same name has the same number");
        }
    }

    #[test]
    fn an_item_is_found_in_its_folder_alone() {
        let mut names = Names::default();
        let folder = CollectionId(55);
        assert_eq!(names.server_id(folder, ItemId(11)).as_deref(), Ok("55:11"));
        assert_eq!(names.item(folder, "55:11"), Ok(ItemId(11)));
        for odd in ["15:11", "55:011", "55:", "11", "55:11:", "55:4294967296", "55:4294967295"] {
            let item = names.item(folder, odd).expect("there is room");
            assert!(item.0 > u32::MAX / 2, "{odd}");
            assert_eq!(names.server_id(folder, item).as_deref(), Ok(odd));
            assert_eq!(names.item(folder, odd), Ok(item), "the same name has the same number");
        }
    }

    #[test]
    fn names_run_out_with_a_word() {
        let mut names = Names::default();
        for n in 0..=SHORT / 2 {
            assert!(names.client(&format!("c{n}")).is_ok());
        }
        assert_eq!(names.client("one more"), Err(Unmodelled::Names));
        assert!(names.client("17").is_ok(), "numbers still stand for themselves");
    }
}
