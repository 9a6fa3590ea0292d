//! A file whose form is at fault, mended so that the rest of it can be read as well.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer, Error},
};

/// What one text stands for after another, until the file takes it.
const TEXT: &str = "2000-01-01";

/// A table in which what is at fault is replaced by something of the form that is asked for.
pub(super) struct Mended<'t> {
    table: Spanned<DeTable<'t>>,
    /// How often something was put in, each time at a place that no text has.
    made_up: usize,
    /// Nothing was put in that other parts of the file hang on.
    is_whole: bool,
}

impl<'t> Mended<'t> {
    pub(super) fn new(table: Spanned<DeTable<'t>>) -> Self {
        Self { table, made_up: 0, is_whole: true }
    }

    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        T::deserialize(Deserializer::from(self.table.clone()))
    }

    /// Whether what is at fault was put in here.
    pub(super) fn is_made_up(&self, error: &Error) -> bool {
        error.span().is_some_and(|span| span.start >= self.first_made_up())
    }

    /// Whether all that other parts of the file refer to stands in it still.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    fn first_made_up(&self) -> usize {
        usize::MAX - self.made_up
    }

    fn make_up(&mut self) -> Range<usize> {
        self.made_up += 1;
        self.first_made_up()..self.first_made_up()
    }

    /// Mends what is at fault; `false` where nothing can be done.
    pub(super) fn mend(&mut self, error: &Error) -> bool {
        let Some(span) = error.span() else { return false };
        let message = error.message();
        let missing = missing_key(error);
        let unknown = message.starts_with("unknown field ");
        let value = missing.map_or_else(|| asked_for(message), |_| text(TEXT));
        // What was refused once is not put in again.
        if self.is_made_up(error) && value.as_str() == Some(TEXT) {
            return false;
        }
        let place = self.make_up();
        self.is_whole &= unknown || value.is_str() && missing != Some("id");
        let value = Spanned::new(place.clone(), value);
        let mut found = false;
        let key = missing.map(str::to_owned);
        each_table(&mut self.table, &mut |at, table| match &key {
            Some(key) if *at == span && !found && !table.contains_key(key.as_str()) => {
                table.insert(Spanned::new(place.clone(), key.clone().into()), value.clone());
                found = true;
            }
            None if unknown => {
                let key = table.keys().find(|key| key.span() == span).cloned();
                found |= key.is_some_and(|key| table.remove(key.get_ref().as_ref()).is_some());
            }
            _ => {}
        });
        if key.is_none() && !unknown {
            found = replace(&mut self.table, &span, &value);
        }
        found
    }
}

/// The key that an error finds missing, if that is what it says.
pub(super) fn missing_key(error: &Error) -> Option<&str> {
    error.message().strip_prefix("missing field `")?.split('`').next()
}

fn asked_for(message: &str) -> DeValue<'static> {
    let expected = message.rsplit_once("expected ").map_or("", |(_, expected)| expected);
    if message.starts_with("unknown variant") {
        return text(expected.split('`').nth(1).unwrap_or_default());
    }
    let written = match expected {
        "a boolean" => "true",
        "a map" => "{}",
        "u8" | "u16" | "u32" | "u64" | "i64" => "1",
        _ if expected.starts_with("a sequence") => "[]",
        _ if expected.starts_with("struct ") => "{}",
        _ => return text(TEXT),
    };
    DeValue::parse(written).map_or_else(|_| text(TEXT), Spanned::into_inner)
}

fn text(text: &str) -> DeValue<'static> {
    DeValue::String(text.to_owned().into())
}

/// Puts a value in the place of the one that stands there.
fn replace<'t>(
    table: &mut Spanned<DeTable<'t>>,
    span: &Range<usize>,
    value: &Spanned<DeValue<'t>>,
) -> bool {
    fn within<'t>(
        at: &mut Spanned<DeValue<'t>>,
        span: &Range<usize>,
        value: &Spanned<DeValue<'t>>,
    ) -> bool {
        if at.span() == *span {
            *at = value.clone();
            return true;
        }
        match at.get_mut() {
            DeValue::Array(array) => array.iter_mut().any(|at| within(at, span, value)),
            DeValue::Table(table) => table.iter_mut().any(|(_, at)| within(at, span, value)),
            _ => false,
        }
    }
    table.get_mut().iter_mut().any(|(_, at)| within(at, span, value))
}

/// Each table with its place, those within others before them.
fn each_table<'t>(
    table: &mut Spanned<DeTable<'t>>,
    each: &mut dyn FnMut(&Range<usize>, &mut DeTable<'t>),
) {
    fn below<'t>(
        at: &mut Spanned<DeValue<'t>>,
        each: &mut dyn FnMut(&Range<usize>, &mut DeTable<'t>),
    ) {
        let span = at.span();
        match at.get_mut() {
            DeValue::Array(array) => array.iter_mut().for_each(|at| below(at, each)),
            DeValue::Table(table) => {
                table.iter_mut().for_each(|(_, at)| below(at, each));
                each(&span, table);
            }
            _ => {}
        }
    }
    let span = table.span();
    table.get_mut().iter_mut().for_each(|(_, at)| below(at, each));
    each(&span, table.get_mut());
}
