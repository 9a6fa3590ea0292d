//! What assets take over from the objects around them: defaults, which stand under keys that speak for all beside them, and what
//! such an object says of itself. What an asset says of itself goes before, and a nearer object before one further out.

use std::sync::Arc;

use super::{
    enclosing::{AROUND, Enclosure, is_small},
    meaning::Meaning,
    node::{Node, Object},
    shallow::shallow,
    table::Table,
};
use crate::{Field, asset::Role};

/// The most defaults of one object.
const DEFAULTS: usize = 32;

/// What is true of all assets beside it.
#[derive(Debug, Default)]
pub(super) struct Defaults(Vec<DefaultText>);

/// A text under a name, and the fact that the name is known for.
#[derive(Debug)]
struct DefaultText {
    name: String,
    field: Option<Field>,
    text: String,
}

/// What the assets in an object take over from it, and from those around it.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    own: Object<'static>,
    defaults: Defaults,
    outer: Option<Arc<Self>>,
    /// It names a maker.
    pub(super) names_maker: bool,
}

impl Table {
    /// What the assets in the object that is a text take over.
    pub(super) fn inherited(&mut self, text: &str, outer: Option<Arc<Inherited>>) -> Inherited {
        let Some(object) = shallow(text) else { return Inherited::inside(outer) };
        self.inherited_of(&object, text, outer)
    }

    /// The same where the assets are the objects in it, so that none of these speaks for the others.
    pub(super) fn inherited_among(
        &mut self,
        text: &str,
        outer: Option<Arc<Inherited>>,
    ) -> Inherited {
        let Some(mut object) = shallow(text) else { return Inherited::inside(outer) };
        object.members.retain(|(_, value)| value.is_plain());
        self.inherited_of(&object, text, outer)
    }

    fn inherited_of(
        &mut self,
        object: &Object<'_>,
        text: &str,
        outer: Option<Arc<Inherited>>,
    ) -> Inherited {
        let mut own = Object { line: 0, members: Vec::new() };
        for (key, value) in &object.members {
            let length = self.enter(key);
            let is_taken = match value {
                Node::Text(text) => text.len() <= AROUND && self.is_shared(),
                Node::Object(inner) => {
                    is_small(inner) && !self.speaks_for_all(key) && !self.is_another(key, inner)
                }
                Node::Nothing | Node::List(_) => false,
            };
            self.path.truncate(length);
            if is_taken {
                own.members.push((key.clone().into_owned().into(), value.to_owned_node()));
            }
        }
        let names_maker = own.members.iter().any(|(key, _)| self.means(key) == Meaning::Maker);
        let defaults = self.defaults_in(text);
        let inherited = Inherited { own, names_maker, ..Inherited::inside(outer) };
        self.with_defaults(inherited, defaults)
    }

    /// What the assets take over that stand under keys of their own in the object that is a text.
    pub(super) fn inherited_by_entries(
        &mut self,
        text: &str,
        outer: Option<Arc<Inherited>>,
    ) -> Inherited {
        let defaults = self.defaults_in(text);
        self.with_defaults(Inherited::inside(outer), defaults)
    }

    fn with_defaults(&mut self, inherited: Inherited, defaults: Defaults) -> Inherited {
        let outer = inherited.outer.as_ref().is_some_and(|outer| outer.names_maker);
        let here = defaults.0.iter().any(|one| self.means(&one.name).may_identify());
        let names_maker = inherited.names_maker || outer || here;
        Inherited { defaults, names_maker, ..inherited }
    }

    /// The defaults in an object that is a text, however long they are.
    fn defaults_in(&mut self, text: &str) -> Defaults {
        let mut found = Vec::new();
        let _ = super::json::each_member(text, |key, raw| {
            if raw.starts_with('{')
                && self.speaks_for_all(&key)
                && let Some(object) = shallow(raw)
            {
                self.collect(&object, &mut found);
            }
            true
        });
        self.foremost(found)
    }

    /// What an object says under keys that speak for all beside them.
    pub(super) fn defaults_of(&mut self, object: &Object<'_>) -> Defaults {
        let mut found = Vec::new();
        for (key, value) in &object.members {
            if let Node::Object(inner) = value
                && self.speaks_for_all(key)
            {
                self.collect(inner, &mut found);
            }
        }
        self.foremost(found)
    }

    fn collect(&mut self, object: &Object<'_>, found: &mut Vec<(String, String)>) {
        for (key, value) in &object.members {
            let length = self.enter(key);
            match value {
                Node::Text(text) if text.len() <= AROUND && !self.is_secret_here() => {
                    found.push((self.path.clone(), text.trim().to_owned()));
                }
                // Other objects may be patterns, of which each is for some of the assets alone.
                Node::Object(inner)
                    if is_small(inner)
                        && (self.meaning_here().is_fact() || self.names_assets(key)) =>
                {
                    self.collect(inner, found);
                }
                _ => {}
            }
            self.path.truncate(length);
        }
    }

    /// The first of what was found, facts before the rest.
    fn foremost(&mut self, mut found: Vec<(String, String)>) -> Defaults {
        found.retain(|(_, text)| !text.is_empty());
        found.sort_by_key(|(name, _)| !self.means(name).is_fact());
        found.truncate(DEFAULTS);
        let stated = found.into_iter().map(|(name, text)| {
            let field = self.field_of(&name);
            DefaultText { name, field, text }
        });
        Defaults(stated.collect())
    }

    fn is_secret_here(&mut self) -> bool {
        self.meaning_here() == Meaning::Secret || self.formats.headers.names_secret(&self.path)
    }

    /// What a name means that stands alone.
    fn means(&mut self, name: &str) -> Meaning {
        let here = std::mem::replace(&mut self.path, name.to_owned());
        let meaning = self.meaning_here();
        self.path = here;
        meaning
    }

    /// Whether what stands under a key is true of all beside it.
    pub(super) fn speaks_for_all(&self, key: &str) -> bool {
        self.formats.speaks_for_all(key)
    }

    /// Puts into the current row what its asset takes over.
    pub(super) fn put_inherited(&mut self, inherited: &Inherited) {
        let mut next = Some(inherited);
        while let Some(inherited) = next {
            self.put_defaults(&inherited.defaults);
            self.put_around(&inherited.own, Enclosure::Outermost);
            next = inherited.outer.as_deref();
        }
    }

    /// Puts defaults into the current row where it says nothing of its own.
    pub(super) fn put_defaults(&mut self, defaults: &Defaults) {
        if defaults.0.is_empty() {
            return;
        }
        self.mark_stated();
        for DefaultText { name, field, text } in &defaults.0 {
            let here = std::mem::replace(&mut self.path, name.clone());
            self.add_unless(*field, text);
            self.path = here;
        }
    }

    /// Remembers which columns the current row fills so far.
    pub(super) fn mark_stated(&mut self) {
        let filled = self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        self.stated.clear();
        self.stated.extend(filled.map(|(column, _)| column));
    }

    /// Adds a text to the cell under the path, unless a column that was filled before states the same.
    pub(super) fn add_unless_stated(&mut self, text: &str) {
        self.add_unless(self.field_of(&self.path), text);
    }

    fn add_unless(&mut self, field: Option<Field>, text: &str) {
        if self.is_of_another && matches!(field, Some(Field::Manufacturer | Field::Brand)) {
            return;
        }
        let is_same = |column: usize| {
            self.headers[column] == self.path || field.is_some() && self.fields[column] == field
        };
        if !self.stated.iter().any(|&column| is_same(column)) {
            self.add(text);
        }
    }

    /// The fact of an asset that a name is known for.
    pub(super) fn field_of(&self, name: &str) -> Option<Field> {
        match self.formats.headers.role(name, self.export) {
            Some(Role::Field(field)) => Some(field),
            _ => None,
        }
    }
}

impl Inherited {
    fn inside(outer: Option<Arc<Self>>) -> Self {
        Self { outer, ..Self::default() }
    }
}
