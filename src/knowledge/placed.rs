//! A value of a file with its place in it, so that a fault can be shown where it stands.

use std::{borrow::Borrow, ops::Range};

use serde::Deserialize;

/// A value and the bytes of the file that it stands in. Two are equal if their values are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub(crate) struct Placed<T>(toml::Spanned<T>);

impl<T> Placed<T> {
    /// Where it stands.
    pub(crate) fn span(&self) -> Range<usize> {
        self.0.span()
    }

    /// The value alone.
    pub(crate) fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

impl<T: Clone> Placed<T> {
    /// The values of a list alone.
    pub(crate) fn values<L: FromIterator<T>>(list: &[Self]) -> L {
        list.iter().map(|one| one.as_ref().clone()).collect()
    }
}

impl<T> AsRef<T> for Placed<T> {
    fn as_ref(&self) -> &T {
        self.0.as_ref()
    }
}

impl Borrow<str> for Placed<String> {
    fn borrow(&self) -> &str {
        self.0.as_ref()
    }
}

/// A schema knows nothing of places.
#[cfg(test)]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
