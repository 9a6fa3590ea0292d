use super::read;
use crate::{
    asset::{DateOrder, Role},
    cases::cases,
    intake::testing,
    text_map::TextMap,
};

#[test]
fn headers_are_known_by_their_words() {
    let formats = testing::formats();
    for [header, role] in cases("headers", "roles") {
        assert_eq!(read(&formats, header).0, role, "{header}");
    }
    for role in ["secret", "other", "absent"] {
        for [header] in cases("headers", role) {
            assert_eq!(read(&formats, header).0, role, "{header}");
        }
    }
    for [header] in cases("headers", "no-secret") {
        assert_ne!(read(&formats, header).0, "secret", "{header}");
    }
}

#[test]
fn headers_are_known_by_their_parts() {
    let formats = testing::formats();
    for [header, role, fit] in cases("headers", "fits") {
        let (seen, how) = read(&formats, header);
        let how = how.map_or_else(|| fit.to_owned(), |how| format!("{how:?}").to_lowercase());
        assert_eq!((seen.as_str(), how.as_str()), (role, fit), "{header}");
    }
}

#[test]
fn what_is_no_statement_about_the_asset_is_not_taken_for_one() {
    let formats = testing::formats();
    for [header] in cases("headers", "not-of-the-asset") {
        let (role, _) = read(&formats, header);
        let is_aside = ["other-thing", "text", "detail", "other"].contains(&role.as_str());
        assert!(is_aside, "{header}: {role}");
    }
    let facts = ["installed", "acquired", "status", "site", "model", "manufacturer"];
    for [header] in cases("headers", "no-statement") {
        let (role, _) = read(&formats, header);
        assert!(!facts.contains(&role.as_str()), "{header}: {role}");
    }
}

#[test]
fn no_shipped_word_makes_a_secret_visible() {
    let formats = testing::formats();
    let secrets = &formats.headers.secrets;
    let words = formats.headers.exports.iter().map(|export| &export.words);
    for (word, meaning) in words.chain([&formats.headers.general]).flat_map(TextMap::iter) {
        let named = secrets.surely_named_in(word);
        assert!(
            !named
                || matches!(meaning.role, Role::Secret | Role::Detail | Role::Other | Role::Text),
            "{word}"
        );
    }
}

#[test]
fn a_header_may_tell_the_order_of_its_dates() {
    let formats = testing::formats();
    for (header, order) in [
        ("Purchase date (dd/mm/yyyy)", Some(DateOrder::DayFirst)),
        ("Datum (TT.MM.JJJJ)", Some(DateOrder::DayFirst)),
        ("Date d'achat (JJ/MM/AAAA)", Some(DateOrder::DayFirst)),
        ("Installed MM/DD/YYYY", Some(DateOrder::MonthFirst)),
        ("Дата покупки (дд.мм.гггг)", Some(DateOrder::DayFirst)),
        ("Purchase date (yyyy-mm-dd)", Some(DateOrder::YearFirst)),
        ("Purchase date", None),
    ] {
        assert_eq!(formats.headers.date_order(header), order, "{header}");
    }
}
