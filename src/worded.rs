//! Enums of which each variant has a word.

/// An enum with the word of each variant, which files and reports have in common.
macro_rules! worded {
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident {
            $($(#[$how:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])*
        $vis enum $name {
            $($(#[$how])* $variant,)+
        }

        impl $name {
            /// Every one, in this order.
            #[allow(dead_code, reason = "some are only told one by one")]
            $vis const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word for it, in files and reports.
            $vis fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }
    };
}
