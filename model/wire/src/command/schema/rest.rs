//! What a container holds besides its fields, and the bookkeeping while one is read.

use super::{Child, Container, Order};
use crate::Version;
use crate::command::element::Element;
use crate::command::error::{Allowed, Breach, Decoded, Found};
use crate::command::reader::{Opened, Reader};
use crate::wbxml::Tag;

/// What a container holds besides its fields: elements that pass through, and the order in which the children stood
/// when that is not the order of the schema. With it a message read is written back byte for byte.
///
/// The order is how a message was written, not what it says, so it takes no part in comparisons. When fields are
/// changed after reading so that their number no longer fits the order, the order of the schema is written, with
/// the passing elements last. A message made anew has [`Rest::default`].
#[derive(Clone, Debug, Default)]
pub struct Rest<'a>(Option<Box<Inner<'a>>>);

#[derive(Clone, Debug)]
struct Inner<'a> {
    passing: Vec<Element<'a>>,
    /// The children as they stood, `None` for the next passing element; empty for the order of the schema with the
    /// passing elements last.
    layout: Vec<Option<Tag>>,
}

/// The next child to write: a field's by tag, or a passing element.
pub(in crate::command) struct Place {
    pub(in crate::command) tag: Option<Tag>,
    /// Which of the elements of that tag, or of the passing ones.
    pub(in crate::command) nth: usize,
}

impl<'a> Rest<'a> {
    /// Elements that are to stand behind the fields.
    ///
    /// They have to be ones that the container lets pass; one that a field stands for is read back into the field.
    pub fn passing(elements: Vec<Element<'a>>) -> Self {
        Self::new(elements, Vec::new())
    }

    /// The elements that passed through, in order.
    pub fn elements(&self) -> &[Element<'a>] {
        self.0.as_ref().map_or(&[], |inner| &inner.passing)
    }

    fn new(passing: Vec<Element<'a>>, layout: Vec<Option<Tag>>) -> Self {
        if passing.is_empty() && layout.is_empty() {
            return Self(None);
        }
        Self(Some(Box::new(Inner { passing, layout })))
    }

    /// Whether the children go in the order of the schema.
    pub(in crate::command) fn is_in_schema_order(&self) -> bool {
        self.0.as_ref().is_none_or(|inner| inner.layout.is_empty())
    }

    /// The children in the order to write them. `fields` are the tags of the schema, each with the number of
    /// elements that there are.
    pub(in crate::command) fn places(&self, fields: &[(Tag, usize)]) -> Vec<Place> {
        let as_read = self.0.as_ref().map_or(&[][..], |inner| &inner.layout);
        let in_schema_order = || {
            let fields = fields.iter().flat_map(|&(tag, count)| std::iter::repeat_n(Some(tag), count));
            fields.chain(std::iter::repeat_n(None, self.elements().len())).collect::<Vec<_>>()
        };
        let count_of = |tag: Option<Tag>| as_read.iter().filter(|&&place| place == tag).count();
        let fits = fields.iter().all(|&(tag, count)| count_of(Some(tag)) == count)
            && count_of(None) == self.elements().len();
        let order = if fits { as_read.to_vec() } else { in_schema_order() };

        // One counter a field, and a last one for the passing elements.
        let mut written = vec![0; fields.len() + 1];
        let place = |tag: Option<Tag>| {
            let field = fields.iter().position(|&(field, _)| Some(field) == tag).unwrap_or(fields.len());
            let nth = written.get(field).copied().unwrap_or_default();
            if let Some(count) = written.get_mut(field) {
                *count += 1;
            }
            Place { tag, nth }
        };
        order.into_iter().map(place).collect()
    }
}

impl PartialEq for Rest<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.elements() == other.elements()
    }
}

impl Eq for Rest<'_> {}

/// Follows the children of one container while they are read: which were there, in which order, what passed.
pub(in crate::command) struct Tracker<'a> {
    container: &'static Container,
    version: Version,
    parent: Tag,
    leading: u32,
    required: u32,
    /// Whether neither passing elements nor another order have to be noted so far.
    in_order: bool,
    /// One bit a child of the schema, by its position there.
    seen: u32,
    /// One more than the greatest position seen.
    reached: usize,
    passing: Vec<Element<'a>>,
    layout: Vec<Option<Tag>>,
}

impl<'a> Tracker<'a> {
    #[inline]
    pub(in crate::command) fn new(container: &'static Container, version: Version, parent: Tag) -> Self {
        let (passing, layout) = (Vec::new(), Vec::new());
        let (leading, required) = (container.leading(), container.required());
        Self {
            container,
            version,
            parent,
            leading,
            required,
            seen: 0,
            reached: 0,
            in_order: true,
            passing,
            layout,
        }
    }

    /// Notes a child of the schema that stands in its order, as nearly all do; false when it needs a closer look.
    #[inline]
    pub(in crate::command) fn admit(&mut self, position: usize) -> bool {
        let missing = self.leading & (bit(position) - 1) & !self.seen;
        let plain = position >= self.reached && self.in_order && missing == 0;
        if plain {
            self.seen |= bit(position);
            self.reached = position + 1;
        }
        plain
    }

    /// Notes a child of the schema wherever it stands. `counts` has the number of elements read so far for each.
    pub(in crate::command) fn admit_any(
        &mut self,
        position: usize,
        opened: Opened,
        counts: &[usize],
    ) -> Decoded<()> {
        let repeated = self.seen & bit(position) != 0;
        if repeated && !self.repeats(position) {
            return Err(self.breach(opened, Found::Repeated(opened.tag)));
        }
        if !self.keeps_order(position) {
            return Err(self.breach(opened, Found::Element(opened.tag)));
        }
        if !self.layout.is_empty() {
            self.layout.push(Some(opened.tag));
        } else if position + 1 < self.reached || !self.passing.is_empty() {
            self.in_order = false;
            self.begin_layout(counts);
            self.layout.push(Some(opened.tag));
        }
        self.seen |= bit(position);
        self.reached = self.reached.max(position + 1);
        Ok(())
    }

    /// Takes a child that is none of the schema's, if it may pass.
    pub(in crate::command) fn pass(&mut self, reader: &mut Reader<'a>, opened: Opened) -> Decoded<()> {
        if !self.container.passes(opened.tag, self.version) {
            return Err(self.breach(opened, Found::Element(opened.tag)));
        }
        self.in_order = false;
        self.passing.push(reader.element(opened)?);
        if !self.layout.is_empty() {
            self.layout.push(None);
        }
        Ok(())
    }

    /// Checks at the container's end, at `offset`, that nothing is missing.
    #[inline]
    pub(in crate::command) fn check(&self, offset: usize) -> Decoded<()> {
        if self.required & !self.seen != 0 && self.lacks_before(self.container.children.len()) {
            return Err(self.incomplete(offset));
        }
        Ok(())
    }

    /// What there is besides the fields.
    pub(in crate::command) fn into_rest(self) -> Rest<'a> {
        Rest::new(self.passing, self.layout)
    }

    /// The error for a container that ends at `offset` without a child that it needs.
    #[cold]
    pub(in crate::command) fn incomplete(&self, offset: usize) -> Breach {
        let missing = self.children().filter(|&(position, child)| self.lacks(position, child));
        let allowed = Allowed::Elements(missing.map(|(_, child)| child.tag).collect());
        Breach::new(offset, Found::End(self.parent), allowed)
    }

    fn repeats(&self, position: usize) -> bool {
        self.container.children.get(position).is_some_and(|child| child.occurs.repeats())
    }

    fn keeps_order(&self, position: usize) -> bool {
        match self.container.order {
            Order::Strict => position + 1 >= self.reached && !self.lacks_before(position),
            Order::FirstLeads => position == 0 || self.seen & 1 != 0 || self.version < Version::V14_0,
            Order::Free | Order::Choice => true,
        }
    }

    /// Whether a child before position `end` is required and not there.
    fn lacks_before(&self, end: usize) -> bool {
        // In strict order those before the ones reached have been looked at.
        let start = if self.container.order == Order::Strict { self.reached } else { 0 };
        self.children().take(end).skip(start).any(|(position, child)| self.lacks(position, child))
    }

    fn lacks(&self, position: usize, child: &Child) -> bool {
        child.occurs.is_required() && self.seen & bit(position) == 0 && child.is_in(self.version)
    }

    fn children(&self) -> impl Iterator<Item = (usize, &'static Child)> + use<> {
        self.container.children.iter().enumerate()
    }

    /// Starts to note the order: so far it was that of the schema, with the passing elements last.
    #[cold]
    fn begin_layout(&mut self, counts: &[usize]) {
        for (child, &count) in self.container.children.iter().zip(counts) {
            self.layout.extend(std::iter::repeat_n(Some(child.tag), count));
        }
        self.layout.extend(std::iter::repeat_n(None, self.passing.len()));
    }

    /// The error for a child that may not stand here: what may is all that the order still lets follow.
    #[cold]
    fn breach(&self, opened: Opened, found: Found) -> Breach {
        let mut allowed = Vec::new();
        for (position, child) in self.children().filter(|(_, child)| child.is_in(self.version)) {
            let unseen = self.seen & bit(position) == 0;
            let behind = self.container.order == Order::Strict && position + 1 < self.reached;
            if (unseen || child.occurs.repeats()) && !behind {
                allowed.push(child.tag);
            }
            let blocks = match self.container.order {
                Order::Strict => child.occurs.is_required(),
                Order::FirstLeads => position == 0 && self.version >= Version::V14_0,
                Order::Free | Order::Choice => false,
            };
            if blocks && unseen && !behind {
                break;
            }
        }
        Breach::new(opened.offset, found, Allowed::Elements(allowed))
    }
}

/// Takes a child of a choice that is none of the schema's, if it may pass.
pub(in crate::command) fn pass<'a>(
    container: &'static Container,
    reader: &mut Reader<'a>,
    opened: Opened,
) -> Decoded<Element<'a>> {
    let version = reader.version();
    if container.passes(opened.tag, version) {
        return reader.element(opened);
    }
    let children = container.children.iter().filter(|child| child.is_in(version));
    let allowed = Allowed::Elements(children.map(|child| child.tag).collect());
    Err(Breach::new(opened.offset, Found::Element(opened.tag), allowed))
}

/// The index to show for a child of a choice with `before` siblings of its name before it.
#[cold]
pub(in crate::command) fn index_among(container: &Container, tag: Tag, before: usize) -> Option<usize> {
    let child = container.children.iter().find(|child| child.tag == tag)?;
    child.occurs.repeats().then_some(before)
}

/// The bit of a position in [`Tracker::seen`].
const fn bit(position: usize) -> u32 {
    1 << position
}
