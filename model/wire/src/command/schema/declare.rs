//! The two declarations.

/// Declares an element whose children have names of their own.
///
/// ```text
/// container! {
///     /// Documentation of the type.
///     pub struct Fetch<'a> in Strict order {
///         /// Documentation of the child.
///         server_id: ServerId<'a> = air_sync::SERVER_ID;
///         data: Option<Data<'a>> = air_sync::APPLICATION_DATA, since V14_0;
///     }
/// }
/// ```
///
/// The declaration gives
/// - the struct, all fields public, with a last field `rest` for what they do not hold;
/// - its [`Container`](super::Container): the children in this order, how often each stands there by the field's
///   type (`T` once, `Option<T>` at most once, `Vec<T>` any number), narrowed by the words behind the tag, which
///   are methods of [`Child`](super::Child): `since V14_0`, `until V12_1`, `required`;
/// - `decode`, which gathers the children field by field while a [`Tracker`](super::Tracker) watches order, number
///   and what passes;
/// - `encode`, which writes the fields in this order, or in the order in which they were read.
///
/// The name of the order is a variant of [`Order`](super::Order). `passing [..]` behind it lists what else is let
/// through. A container has at most 32 children.
macro_rules! container {
    (
        $(#[$meta:meta])*
        pub struct $name:ident<$a:lifetime> in $order:ident order $(passing [$($passing:expr),* $(,)?])? {
            $(
                $(#[$field_meta:meta])*
                $field:ident: $type:ty = $tag:path $(, $limit:ident $($version:ident)?)*;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name<$a> {
            $( $(#[$field_meta])* pub $field: $type, )*
            /// What the fields do not hold: passing elements, and another order of the children.
            pub rest: $crate::command::schema::Rest<$a>,
        }

        impl<$a> $name<$a> {
            /// Its schema.
            pub const SCHEMA: &'static $crate::command::schema::Container = {
                use $crate::command::schema::{Child, Container, Field, Order, Value};
                &Container {
                    order: Order::$order,
                    children: &[$(
                        Child::new(
                            $tag,
                            <$type as Field<$a>>::OCCURS,
                            <<$type as Field<$a>>::Item as Value<$a>>::CONTENT,
                        )
                        $(.$limit($($crate::Version::$version)?))*,
                    )*],
                    passing: &[$($($passing),*)?],
                }
            };
        }

        impl<$a> $crate::command::schema::Value<$a> for $name<$a> {
            const CONTENT: $crate::command::schema::Content =
                $crate::command::schema::Content::Container(Self::SCHEMA);

            fn decode(
                reader: &mut $crate::command::reader::Reader<$a>,
                opened: $crate::command::reader::Opened,
            ) -> $crate::command::error::Decoded<Self> {
                use $crate::command::schema::{Field, Gather, Tracker};
                // The position of each child in the schema.
                #[allow(non_camel_case_types, reason = "the variants are the names of the fields")]
                enum Position { $($field),* }

                const { assert!(Self::SCHEMA.children.len() <= 32) };
                let version = reader.version();
                let mut tracker = Tracker::new(Self::SCHEMA, version, opened.tag);
                $( let mut $field = <$type as Field<$a>>::Gathered::default(); )*
                // How many of each there are so far.
                macro_rules! counts {
                    () => { &[$( Gather::count(&$field) ),*] };
                }
                while let Some(child) = reader.child()? {
                    match child.tag {
                        $( $tag if Self::SCHEMA.has(Position::$field as usize, version) => {
                            if !tracker.admit(Position::$field as usize) {
                                tracker.admit_any(Position::$field as usize, child, counts!())?;
                            }
                            Gather::read(&mut $field, reader, child)?;
                        } )*
                        _ => tracker.pass(reader, child)?,
                    }
                }
                tracker.check(reader.offset())?;
                Ok(Self {
                    $( $field: <$type as Field<$a>>::from_gathered($field)
                        .ok_or_else(|| tracker.incomplete(reader.offset()))?, )*
                    rest: tracker.into_rest(),
                })
            }

            fn encode(
                &self,
                tag: $crate::wbxml::Tag,
                encoder: &mut $crate::wbxml::Encoder<'_>,
            ) -> Result<(), $crate::wbxml::EncodeError> {
                use $crate::command::schema::{Field, Value};
                encoder.start(tag)?;
                if self.rest.is_in_schema_order() {
                    $( for item in Field::items(&self.$field) {
                        Value::encode(item, $tag, encoder)?;
                    } )*
                    for element in self.rest.elements() {
                        element.write(encoder)?;
                    }
                } else {
                    for place in self.rest.places(&[$( ($tag, Field::items(&self.$field).len()) ),*]) {
                        match place.tag {
                            $( Some($tag) => if let Some(item) = Field::items(&self.$field).get(place.nth) {
                                Value::encode(item, $tag, encoder)?;
                            }, )*
                            _ => if let Some(element) = self.rest.elements().get(place.nth) {
                                element.write(encoder)?;
                            },
                        }
                    }
                }
                encoder.end()
            }
        }
    };
}

/// Declares an element whose children come in any order and number, and the enum of these children.
///
/// ```text
/// choice! {
///     /// Documentation of the list.
///     pub struct Commands<'a> of
///     /// Documentation of the enum.
///     pub enum Command<'a> {
///         /// Documentation of the child.
///         Add(Add<'a>) = air_sync::ADD, many;
///     }
/// }
/// ```
///
/// The declaration gives the list as a newtype of `Vec`, the enum with a last variant `Other` for elements that
/// pass through, the [`Container`](super::Container), `decode` and `encode`. The words behind a tag are those of
/// [`container!`](container) and `many`; a child without `many` is one that the specification wants at most once.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub struct $list:ident<$a:lifetime> $(passing [$($passing:expr),* $(,)?])? of
        $(#[$item_meta:meta])*
        pub enum $item:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident($type:ty) = $tag:path $(, $limit:ident $($version:ident)?)*;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $list<$a>(pub Vec<$item<$a>>);

        $(#[$item_meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $item<$a> {
            $( $(#[$variant_meta])* $variant($type), )*
            /// An element that passes through. One that has a variant of its own is read back as that.
            Other($crate::command::Element<$a>),
        }

        impl $item<'_> {
            /// Its tag.
            pub fn tag(&self) -> $crate::wbxml::Tag {
                match self {
                    $( Self::$variant(_) => $tag, )*
                    Self::Other(element) => element.tag(),
                }
            }
        }

        impl<$a> $list<$a> {
            /// Its schema.
            pub const SCHEMA: &'static $crate::command::schema::Container = {
                use $crate::command::schema::{Child, Container, Occurs, Order, Value};
                &Container {
                    order: Order::Choice,
                    children: &[$(
                        Child::new($tag, Occurs::Optional, <$type as Value<$a>>::CONTENT)
                        $(.$limit($($crate::Version::$version)?))*,
                    )*],
                    passing: &[$($($passing),*)?],
                }
            };
        }

        impl<$a> $crate::command::schema::Value<$a> for $list<$a> {
            const CONTENT: $crate::command::schema::Content =
                $crate::command::schema::Content::Container(Self::SCHEMA);

            fn decode(
                reader: &mut $crate::command::reader::Reader<$a>,
                _: $crate::command::reader::Opened,
            ) -> $crate::command::error::Decoded<Self> {
                use $crate::command::schema::{Value, index_among, pass};
                #[allow(non_camel_case_types, reason = "the variants are those of the enum")]
                enum Position { $($variant),* }

                let version = reader.version();
                let mut items: Vec<$item<$a>> = Vec::new();
                while let Some(child) = reader.child()? {
                    match child.tag {
                        $( $tag if Self::SCHEMA.has(Position::$variant as usize, version) => {
                            match Value::decode(reader, child) {
                                Ok(value) => {
                                    if items.is_empty() {
                                        items.reserve(Self::SCHEMA.children.len());
                                    }
                                    items.push($item::$variant(value));
                                }
                                Err(error) => {
                                    let before = items.iter().filter(|item| item.tag() == $tag).count();
                                    return Err(error.under($tag, index_among(Self::SCHEMA, $tag, before)));
                                }
                            }
                        } )*
                        _ => items.push($item::Other(pass(Self::SCHEMA, reader, child)?)),
                    }
                }
                Ok(Self(items))
            }

            fn encode(
                &self,
                tag: $crate::wbxml::Tag,
                encoder: &mut $crate::wbxml::Encoder<'_>,
            ) -> Result<(), $crate::wbxml::EncodeError> {
                use $crate::command::schema::Value;
                encoder.start(tag)?;
                for item in &self.0 {
                    match item {
                        $( $item::$variant(value) => Value::encode(value, $tag, encoder)?, )*
                        $item::Other(element) => element.write(encoder)?,
                    }
                }
                encoder.end()
            }
        }
    };
}

pub(in crate::command) use {choice, container};
