//! Ids: by which reports, settings and other files call what a file describes.

use std::sync::Arc;

use super::{Fault, File, Placed};

/// Whether a text is an id: lower-case letters, digits and hyphens, of which it does not begin with one.
pub(crate) fn is_id(text: &str) -> bool {
    let is_plain = |c| matches!(c, 'a'..='z' | '0'..='9' | '-');
    !text.is_empty() && text.chars().all(is_plain) && !text.starts_with('-')
}

/// The fault of an id that is none.
pub(crate) fn fault_of_id(file: &Arc<File>, id: &Placed<String>) -> Option<Fault> {
    let text = id.as_ref();
    (!is_id(text)).then(|| {
        let message = format!("`{text}` is no id");
        Fault::at(file, id.span(), message, "expected lower-case letters, digits and hyphens").hint(
            "reports, settings and other files call it by this id; people read its title or name",
        )
    })
}
