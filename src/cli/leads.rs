//! Lines that were set aside and yet name makers: the user is asked to look at them.

use crate::{
    Field, Verdict,
    asset::{FieldTrait, Role},
    audit::{Audit, SetAsideLine},
};

/// Maximum lines reported one by one.
const LEADS: usize = 10;
/// At most this many letters of a line are shown.
const LEAD_TEXT: usize = 120;

/// The lines that are no assets and yet name makers, each in a sentence: perhaps an item hides in one of them.
pub(super) fn leads(label: &str, audit: &Audit) -> Vec<String> {
    let aside = audit.set_aside().iter().filter(|aside| !aside.makers.is_empty());
    let all: Vec<_> = aside.collect();
    let mut sentences: Vec<_> = all.iter().take(LEADS).map(|aside| lead(label, aside)).collect();
    if all.len() > LEADS {
        let more = all.len() - LEADS;
        sentences.push(format!("{label}: {more} further lines that are no assets name makers"));
    }
    sentences.extend(looks_like_none(audit).then(|| {
        format!(
            "{label}: nothing in it looked like an inventory: no column tells who made an asset or which model it is, and no row names a maker, so that clear says little here; look whether it is the file that you mean, or say what its columns hold with --column"
        )
    }));
    sentences
}

/// Whether nothing tells an inventory from any other text: no column identifies assets, and no row was anything but clear.
fn looks_like_none(audit: &Audit) -> bool {
    let (seen, tally) = (audit.understanding(), audit.tally());
    let identifies = |field: Field| field.is(FieldTrait::Identifies) || field == Field::Description;
    let known = |role| matches!(role, Role::Field(field) if identifies(field));
    seen.unread.is_none()
        && tally.rows() > 0
        && tally.of(Verdict::Clear) == tally.rows()
        && !seen.columns.iter().any(|column| known(column.role))
}

fn lead(label: &str, aside: &SetAsideLine) -> String {
    let text: String = aside.text.chars().take(LEAD_TEXT).collect();
    let makers = aside.makers.join(", ");
    format!(
        "{label}: line {} was not judged ({}), but names {makers}: `{text}`: look whether it tells of an item",
        aside.line, aside.why
    )
}
