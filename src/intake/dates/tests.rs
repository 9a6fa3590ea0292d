use std::sync::LazyLock;

use super::*;
use crate::{
    cases::cases,
    intake::{Formats, testing},
};

static FORMATS: LazyLock<Formats> = LazyLock::new(testing::formats);

fn shown(text: &str, order: Option<DateOrder>) -> String {
    let date = FORMATS.read_date(text, order);
    date.map_or_else(|| "none".to_owned(), |date| date.to_string())
}

#[test]
fn dates_are_read() {
    for [text, days] in cases("dates", "read") {
        assert_eq!(shown(text, None), days, "{text}");
    }
}

#[test]
fn the_order_of_the_column_decides() {
    assert_eq!(shown("3/4/2021", Some(DateOrder::DayFirst)), "2021-04-03");
    assert_eq!(shown("3/4/2021", Some(DateOrder::MonthFirst)), "2021-03-04");
    assert_eq!(shown("25/4/2021", Some(DateOrder::MonthFirst)), "2021-04-25");
    assert_eq!(shown("3.4.2021", Some(DateOrder::MonthFirst)), "2021-04-03");
}

#[test]
fn the_year_comes_first_where_the_header_or_its_language_says_so() {
    let formats = testing::formats();
    assert_eq!(shown("20.01.05", Some(DateOrder::YearFirst)), "2020-01-05");
    assert_eq!(shown("19. 8. 13.", Some(DateOrder::YearFirst)), "2019-08-13");
    assert_eq!(shown("20.01.05", None), "2005-01-20");
    for (header, order) in [
        ("취득일", Some(DateOrder::YearFirst)),
        ("購入日", Some(DateOrder::YearFirst)),
        ("Inköpsdatum", Some(DateOrder::YearFirst)),
        ("Kaufdatum", None),
    ] {
        assert_eq!(formats.headers.date_order(header), order, "{header}");
    }
    let year_first = Some(DateOrder::YearFirst);
    for (cells, order) in [
        (vec!["20.01.05", "21.12.31"], year_first),
        (vec!["20.01.05", "21.13.31"], Some(DateOrder::DayFirst)),
        (vec!["20.01.05", "05.03.2021"], year_first),
    ] {
        assert_eq!(settle(cells.iter().copied(), year_first, &formats.months), order, "{cells:?}");
    }
}

#[test]
fn the_order_is_settled_by_a_day_beyond_twelve() {
    let formats = testing::formats();
    for (cells, order) in [
        (vec!["3/4/21", "7/23/26"], Some(DateOrder::MonthFirst)),
        (vec!["3/4/21", "23/7/26"], Some(DateOrder::DayFirst)),
        (vec!["3/4/21", "23/7/26", "7/23/26"], None),
        (vec!["3/4/21", "2021-03-05"], None),
        (vec!["03.04.2021"], Some(DateOrder::DayFirst)),
    ] {
        assert_eq!(settle(cells.into_iter(), None, &formats.months), order);
    }
}
