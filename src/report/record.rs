//! How a record of a document is written down.

/// A record with what each of its fields holds, in the order of the document.
///
/// `record! { struct NameRecord<'a> of(alias: &'a Alias) { name: &'a str = &alias.name, } }` is the struct and its `of`. What is
/// worked out before the fields is written in `with { … }` after the arguments.
macro_rules! record {
    (
        $(#[$about:meta])*
        $vis:vis struct $name:ident $(<$life:lifetime>)? of($($from:tt)*) $(with { $($before:tt)* })? {
            $($(#[$how:meta])* $field:ident: $type:ty = $value:expr,)*
        }
    ) => {
        $(#[$about])*
        #[derive(serde::Serialize)]
        $vis struct $name $(<$life>)? {
            $($(#[$how])* $field: $type,)*
        }

        impl $(<$life>)? $name $(<$life>)? {
            $vis fn of($($from)*) -> Self {
                $($($before)*)?
                Self { $($field: $value,)* }
            }
        }
    };
}
