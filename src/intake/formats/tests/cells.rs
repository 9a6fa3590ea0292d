use crate::{cases::cases, facts::LifeCycle, intake::testing};

/// Says of each cell of two tables whether it holds, as it does of those of the first and not of those of the second.
fn tell_apart(holds: impl Fn(&str) -> bool, [yes, no]: [&str; 2]) {
    for [cell] in cases("cells", yes) {
        assert!(holds(cell), "{cell}");
    }
    for [cell] in cases("cells", no) {
        assert!(!holds(cell), "{cell}");
    }
}

#[test]
fn empty_values_totals_and_amounts_are_known_in_every_spelling() {
    let formats = testing::formats();
    tell_apart(|cell| formats.is_empty_value(cell), ["empty", "not-empty"]);
    tell_apart(|cell| formats.is_total(cell), ["totals", "no-totals"]);
    tell_apart(|cell| formats.is_footer(cell), ["footers", "no-totals"]);
    tell_apart(|cell| formats.is_amount(cell), ["amounts", "no-amounts"]);
}

#[test]
fn counts_are_read() {
    let formats = testing::formats();
    for [cell, count] in cases("cells", "counts") {
        let read = formats.read_count(cell).map(|count| count.get().to_string());
        assert_eq!(read.unwrap_or_default(), count, "{cell}");
    }
}

#[test]
fn stages_of_life_are_told_apart() {
    let formats = testing::formats();
    let word = |stage: Option<LifeCycle>| stage.map_or("", LifeCycle::word);
    for [cell, stage] in cases("cells", "stages") {
        assert_eq!(word(formats.life_cycle(cell)), stage, "{cell}");
    }
    let today = "2026-11-22".parse().unwrap();
    for [header, cell, stage] in cases("cells", "stages-under-headers") {
        let read = formats.life_cycle_under(header, cell, today);
        assert_eq!(word(read), stage, "{header}: {cell}");
    }
}
