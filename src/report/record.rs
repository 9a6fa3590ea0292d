//! How a record of a document is written down.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};

/// A record with what each of its fields holds, in the order of the document.
///
/// `record! { struct NameRecord<'a> of(alias: &'a Alias) { name: &'a str = &alias.name, } }` is the struct and its `of`. What is
/// worked out before the fields is written in `with { … }` after the arguments; `field?` is left out where it has nothing to say.
macro_rules! record {
    (
        $(#[$about:meta])*
        $vis:vis struct $name:ident $(<$life:lifetime>)? of($($from:tt)*) $(with { $($before:tt)* })? {
            $($(#[$how:meta])* $field:ident $(? $(@$never:tt)?)?: $type:ty = $value:expr,)*
        }
    ) => {
        $(#[$about])*
        #[derive(serde::Serialize)]
        $vis struct $name $(<$life>)? {
            $(
                $(#[$how])*
                $(
                    #[serde(skip_serializing_if = "crate::report::record::Silent::is_silent")]
                    $($never)?
                )?
                $field: $type,
            )*
        }

        impl $(<$life>)? $name $(<$life>)? {
            $vis fn of($($from)*) -> Self {
                $($($before)*)?
                Self { $($field: $value,)* }
            }
        }
    };
}

/// The same for a part of the page, which a template reads.
#[cfg(feature = "cli")]
macro_rules! part {
    (
        $(#[$about:meta])*
        $vis:vis struct $name:ident of($($from:tt)*) $(with { $($before:tt)* })? {
            $($(#[$how:meta])* $field:ident: $type:ty = $value:expr,)*
        }
    ) => {
        $(#[$about])*
        $vis struct $name {
            $($(#[$how])* $vis $field: $type,)*
        }

        impl $name {
            $vis fn of($($from)*) -> Self {
                $($($before)*)?
                Self { $($field: $value,)* }
            }
        }
    };
}

/// An object that no other code has a name for, its members in the order of the document; `"key"?` is left out as in a record.
macro_rules! object {
    (@ $key:literal: $value:expr $(, $($rest:tt)*)?) => {
        ($crate::report::record::Member($key, $value), object!(@ $($($rest)*)?))
    };
    (@ $key:literal?: $value:expr $(, $($rest:tt)*)?) => {
        ($crate::report::record::MemberIfAny($key, $value), object!(@ $($($rest)*)?))
    };
    (@) => { () };
    ($($members:tt)*) => { $crate::report::record::Object(object!(@ $($members)*)) };
}

/// What [`object`] makes.
pub(super) struct Object<M>(pub(super) M);
pub(super) struct Member<V>(pub(super) &'static str, pub(super) V);
pub(super) struct MemberIfAny<V>(pub(super) &'static str, pub(super) V);

impl<M: Members> Serialize for Object<M> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        self.0.put(&mut map)?;
        map.end()
    }
}

/// The members of an object, each with those behind it.
pub(super) trait Members {
    fn put<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

impl Members for () {
    fn put<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

impl<V: Serialize, Rest: Members> Members for (Member<V>, Rest) {
    fn put<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(self.0.0, &self.0.1)?;
        self.1.put(map)
    }
}

impl<V: Serialize + Silent, Rest: Members> Members for (MemberIfAny<V>, Rest) {
    fn put<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if !self.0.1.is_silent() {
            map.serialize_entry(self.0.0, &self.0.1)?;
        }
        self.1.put(map)
    }
}

/// What a field holds that may have nothing to say.
pub(super) trait Silent {
    fn is_silent(&self) -> bool;
}

impl<T> Silent for Option<T> {
    fn is_silent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Silent for Vec<T> {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Silent + ?Sized> Silent for &T {
    fn is_silent(&self) -> bool {
        (**self).is_silent()
    }
}

impl<T> Silent for [T] {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> Silent for BTreeMap<K, V> {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl Silent for bool {
    fn is_silent(&self) -> bool {
        !self
    }
}
