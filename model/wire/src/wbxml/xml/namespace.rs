//! Namespace declarations in force.

use super::XmlFault;
use crate::wbxml::{Tag, tag};

/// Declarations in force at a time. There are 25 namespaces, with and without prefix.
const LIMIT: usize = 64;

/// The declarations in force, innermost last.
#[derive(Debug, Default)]
pub(super) struct Namespaces(Vec<Declaration>);

#[derive(Debug)]
struct Declaration {
    /// Depth of the element that has it; the root's is 0.
    depth: usize,
    /// Empty for the default namespace.
    prefix: String,
    /// Empty when it takes the default namespace away.
    namespace: String,
}

impl Namespaces {
    /// Notes an attribute, which must be `xmlns` or `xmlns:prefix`, of an element at `depth`.
    pub(super) fn declare(&mut self, depth: usize, key: &str, value: &str) -> Result<(), XmlFault> {
        let prefix = match (key, key.strip_prefix("xmlns:")) {
            ("xmlns", _) => "",
            (_, Some(prefix)) if !prefix.is_empty() => prefix,
            _ => return Err(XmlFault::Attribute { name: key.to_owned() }),
        };
        if self.0.len() >= LIMIT {
            return Err(XmlFault::NamespaceLimit { limit: LIMIT });
        }
        self.0.push(Declaration { depth, prefix: prefix.to_owned(), namespace: value.to_owned() });
        Ok(())
    }

    /// Forgets the declarations of the element at `depth` and of all within it.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.0.pop_if(|declaration| declaration.depth >= depth).is_some() {}
    }

    /// The tag of a name with or without prefix, of an element at `depth`.
    ///
    /// A root without namespace is looked up among the [`ROOTS`], and its namespace is then the default one.
    pub(super) fn resolve(&mut self, depth: usize, name: &str) -> Result<Tag, XmlFault> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let namespace = self.0.iter().rfind(|declaration| declaration.prefix == prefix);
        let namespace = namespace.map_or("", |declaration| declaration.namespace.as_str());
        if !namespace.is_empty() {
            return Tag::from_name(namespace, local).ok_or_else(|| match tag::page_of(namespace) {
                Some(_) => XmlFault::Name { namespace: namespace.to_owned(), name: local.to_owned() },
                None => XmlFault::Namespace { namespace: namespace.to_owned() },
            });
        }
        match (prefix, depth) {
            ("", 0) => self.resolve_root(local),
            ("", _) => Err(XmlFault::NoNamespace { name: local.to_owned() }),
            _ => Err(XmlFault::Prefix { prefix: prefix.to_owned() }),
        }
    }

    fn resolve_root(&mut self, name: &str) -> Result<Tag, XmlFault> {
        let root = ROOTS.into_iter().find(|tag| tag.name() == name);
        let root = root.ok_or_else(|| XmlFault::Root { name: name.to_owned() })?;
        self.declare(0, "xmlns", root.namespace())?;
        Ok(root)
    }
}

/// The root elements of all commands ([MS-ASCMD] 2.2.1); no two have the same name.
pub(super) const ROOTS: [Tag; 19] = [
    tag::find::FIND,
    tag::folder_hierarchy::FOLDER_CREATE,
    tag::folder_hierarchy::FOLDER_DELETE,
    tag::folder_hierarchy::FOLDER_SYNC,
    tag::folder_hierarchy::FOLDER_UPDATE,
    tag::get_item_estimate::GET_ITEM_ESTIMATE,
    tag::item_operations::ITEM_OPERATIONS,
    tag::meeting_response::MEETING_RESPONSE,
    tag::r#move::MOVE_ITEMS,
    tag::ping::PING,
    tag::provision::PROVISION,
    tag::resolve_recipients::RESOLVE_RECIPIENTS,
    tag::search::SEARCH,
    tag::compose_mail::SEND_MAIL,
    tag::settings::SETTINGS,
    tag::compose_mail::SMART_FORWARD,
    tag::compose_mail::SMART_REPLY,
    tag::air_sync::SYNC,
    tag::validate_cert::VALIDATE_CERT,
];
