//! Facts as they are written in files: each says how far it carries and where it was read.

use std::sync::Arc;

use super::{Confidence, Fault, File, Pages, Placed, Source, SourceRefs};

/// How far a fact carries, and where it was read.
pub(crate) trait Stated {
    /// The pages that it names.
    fn source(&self) -> &SourceRefs;

    /// How far it carries.
    fn confidence(&self) -> &Placed<Confidence>;

    /// The pages behind it. One that is not defined is a fault, and so is to name none, but for what rests on memory alone.
    fn sources(
        &self,
        pages: Pages<'_>,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) -> Vec<Arc<Source>> {
        let confidence = self.confidence();
        if self.source().ids().is_empty() && *confidence.as_ref() != Confidence::Unverified {
            let word = confidence.as_ref().word();
            let expected = format!("a fact that is {word} needs `source = \"…\"`");
            let fault = Fault::at(file, confidence.span(), "the fact names no source", expected);
            let hint = "name the page it was read in, or call it \"unverified\"";
            faults.push(fault.hint(hint));
        }
        self.source().resolve(pages, file, faults)
    }
}

/// Tables of facts with the three keys that each has; serde's `flatten` would lose both spans and unknown keys.
macro_rules! facts {
    ($($(#[$says:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$says])*
        #[derive(Debug, serde::Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub(super) struct $name {
            $($(#[$attribute])* pub(super) $field: $type,)*
            #[serde(default)]
            source: $crate::knowledge::SourceRefs,
            confidence: $crate::knowledge::Placed<$crate::knowledge::Confidence>,
            #[serde(default)]
            #[allow(dead_code, reason = "of some tables it is a remark for the readers of the file alone")]
            pub(super) note: Option<String>,
        }

        impl $crate::knowledge::Stated for $name {
            fn source(&self) -> &$crate::knowledge::SourceRefs {
                &self.source
            }

            fn confidence(&self) -> &$crate::knowledge::Placed<$crate::knowledge::Confidence> {
                &self.confidence
            }
        }
    )*};
}

pub(crate) use facts;
