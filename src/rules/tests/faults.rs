//! Law files that are refused, with what is said of them.

use super::*;

#[test]
fn faults_are_shown_in_place() {
    let good = "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\n";
    assert!(load(&provision(good)).is_ok());
    let cases = [
        (
            "an unknown key",
            provision("force = 'advised'\nact = 'use'\nbinds = ['agency']\ncolour = 1"),
        ),
        ("an unknown organisation", provision("force = 'advised'\nact = 'use'\nbinds = ['agent']")),
        ("an unknown designation", provision(&format!("{good}designations = ['acmee']"))),
        ("an unknown term", provision(&format!("{good}when = {{ site-class = 'secret' }}"))),
        ("an unknown fact", provision(&format!("{good}when = {{ colour = 'red' }}"))),
        ("nothing asked of a date", provision(&format!("{good}when = {{ acquired = '2020' }}"))),
        ("an end before the beginning", provision(&format!("{good}until = 2019-01-01"))),
        (
            "approvals of nobody, of no model and of no time",
            provision(&format!(
                "{good}\n[[provision.exception]]\nid = 'x'\nwhen = {{ site-class = 'sensitive' }}\nreason = 'r'\nsource = 's'\n\
                 [[provision.exception.approved]]\nmaker = []\nfrom = 2020-01-01\ncovers = 'c'\n\
                 [[provision.exception.approved]]\nmaker = ['Acme']\nmodel = ['*']\nfrom = 2020-01-01\nuntil = 2019-01-01\ncovers = 'c'"
            )),
        ),
        ("money for another act", provision(&format!("{good}money = ['award']"))),
        ("an unknown force", provision("force = 'banned'\nact = 'use'\nbinds = ['agency']")),
        ("nobody bound", provision("force = 'advised'\nact = 'use'")),
        ("nobody of the trade bound", provision("force = 'advised'\nact = 'import'")),
        ("no date", provision(good).replace("2020-01-01", "'soon'")),
        ("broken TOML", provision(good).replace("title = 't'", "title = 't")),
        (
            "an unknown vendor",
            format!(
                "{}[[designation]]\nid = 'x'\nvendor = 'acmee'\nbasis = 'named'\nscope = 's'\nsource = 's'",
                provision(good)
            ),
        ),
        (
            "an unknown criterion and source",
            format!(
                "{}[[designation]]\nid = 'x'\ncriterion = 'c'\nbasis = 'criterion'\nscope = 's'\nsource = 'nowhere'",
                provision(good)
            ),
        ),
        (
            "a point left open without a reason",
            format!(
                "{}[[designation]]\nid = 'x'\nvendor = 'acme'\nbasis = 'named'\nunsettled-when = {{ country-of-production = 'US' }}\nscope = 's'\nsource = 's'",
                provision(good)
            ),
        ),
    ];
    let shown: Vec<_> = cases
        .into_iter()
        .chain(of_owners_and_trade(good))
        .map(|(what, text)| {
            let faults = load(&text).err().unwrap_or_else(|| panic!("{what} passed"));
            format!("== {what}\n{faults}")
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

/// Faults of whom a provision binds and of what it leaves.
fn of_owners_and_trade(good: &str) -> [(&'static str, String); 4] {
    [
        (
            "exceptions that share a ban",
            provision(&format!(
                "{good}\n[[provision.exception]]\nid = 'x'\nwhen = {{ site-class = 'sensitive' }}\nreason = 'r'\nsource = 's'\n\
                 [[provision.exception]]\nid = 'y'\nwhen = {{ site-class = {{ not = ['sensitive'] }} }}\nreason = 'r'\nsource = 's'"
            )),
        ),
        (
            "what an owner is, asked of what a cell says",
            provision(&format!(
                "{good}\n[[provision.exception]]\nid = 'x'\nwhen = {{ owner = 'agency' }}\nreason = 'r'\nsource = 's'"
            )),
        ),
        ("all who are bound left out", provision(&format!("{good}unbound = ['agency']"))),
        ("offers that no trade makes", provision(&format!("{good}offers = 'too'"))),
    ]
}

#[test]
fn exceptions_that_leave_something_together_are_no_fault() {
    let with = |ban: &str, whens: [&str; 2]| {
        let exceptions = whens.into_iter().enumerate().map(|(at, when)| {
            format!(
                "\n[[provision.exception]]\nid = 'x{at}'\nwhen = {{ {when} }}\nreason = 'r'\nsource = 's'"
            )
        });
        let ban = format!("force = 'prohibited'\nact = 'acquire'\nbinds = ['agency']\n{ban}");
        load(&provision(&(ban + &exceptions.collect::<String>())))
    };
    for (ban, whens) in [
        ("", ["site-class = 'sensitive'", "site-class = 'plain'"]),
        ("", ["site-class = 'sensitive'", "approval = { not = ['waiver'] }"]),
        ("", ["acquired = { until = 2021-01-01 }", "acquired = { from = 2022-01-01 }"]),
        ("", ["status = 'retired'", "status = { not = ['retired', 'disposed'] }"]),
    ] {
        assert!(with(ban, whens).is_ok(), "{whens:?}: {}", with(ban, whens).err().unwrap());
    }
    let of_two = "when = { site-class = ['sensitive', 'plain'] }";
    for (ban, whens) in [
        (of_two, ["site-class = 'sensitive'", "site-class = 'plain'"]),
        ("", ["acquired = { until = 2021-12-31 }", "acquired = { from = 2022-01-01 }"]),
        ("", ["status = { not = ['retired'] }", "status = { not = ['disposed'] }"]),
    ] {
        let faults = with(ban, whens).err().unwrap_or_else(|| panic!("{whens:?} passed"));
        assert!(faults.to_string().contains("leave nothing"), "{whens:?}: {faults}");
    }
}

#[test]
fn conditions_that_say_nothing_are_refused() {
    let with = |when: &str| {
        let good = "force = 'prohibited'\nact = 'use'\nbinds = ['agency']\n";
        load(&provision(&format!("{good}when = {{ {when} }}")))
    };
    for when in [
        "acquired = { from = 2020-01-01 }",
        "acquired = { until = '2020' }",
        "acquired = { from = 2020-01-01, until = 2020-01-01 }",
        "status = 'in-service'",
        "status = { not = ['retired', 'disposed'] }",
        "country = ['US', 'GB']",
        "equipment = 'camera'",
        "site-class = { not = 'plain' }",
        "plant-power = { above = '100 kW' }",
    ] {
        assert!(with(when).is_ok(), "{when}: {}", with(when).err().unwrap());
    }
    for (when, said) in [
        ("acquired = {}", "expected { from = DATE"),
        ("acquired = { form = 2020-01-01 }", "expected { from = DATE"),
        ("acquired = { from = 2020-01-01, to = 2021-01-01 }", "expected { from = DATE"),
        ("acquired = { from = 'soon' }", "expected { from = DATE"),
        ("acquired = 2020-01-01", "expected { from = DATE"),
        ("acquired = { from = 2021-01-01, until = 2020-01-01 }", "before it begins"),
        ("status = 'in service'", "no value of `status`"),
        ("country = 'USA'", "no value of `country`"),
        ("equipment = 'camcorder'", "no value of `equipment`"),
        ("equipment = 'camra'", "did you mean `camera`?"),
        ("site-class = 'secret'", "no value of `site-class`"),
        ("site-class = []", "expected a word"),
        ("site-class = 1", "expected a word"),
        ("site-class = { not = ['plain'], but = ['sensitive'] }", "expected a word"),
        ("site-class = { nor = ['plain'] }", "expected a word"),
        ("plant-power = { above = '100' }", "with an amount and its unit"),
        ("plant-power = { above = '1 kW', below = '2 kW' }", "with an amount and its unit"),
        ("plant-power = { over = '1 kW' }", "with an amount and its unit"),
        ("plant-power = '1 kW'", "with an amount and its unit"),
    ] {
        let faults = with(when).err().unwrap_or_else(|| panic!("{when} passed")).to_string();
        assert!(faults.contains(said), "{when}: {faults}");
    }
}

#[test]
fn a_spelling_stands_for_one_term() {
    let hidden = "[[term]]\nfact = 'site-class'\nid = 'hidden'\ntitle = 'hidden site'\nwords = ['Secret']\nsays = 's'";
    let files = Files(vec![
        file("rules/terms.toml", &format!("{TERMS}\n{hidden}")),
        file("rules/xx/law.toml", REGIME),
    ]);
    let faults = LawBook::load(&files, &Sources::new(), tree(), Some(&["acme"]));
    let faults = faults.err().unwrap().to_string();
    assert!(faults.contains("`Secret` stands for both `sensitive` and `hidden`"), "{faults}");
}

/// What a file says for nothing, or may not say.
#[test]
fn idle_and_odd_words_of_a_law_are_refused() {
    let good = "force = 'prohibited'\nact = 'acquire'\nbinds = ['agency']\n";
    let of_seat = "\n[[designation]]\nid = 'seated'\nseat = ['CN']\nbasis = 'criterion'\nequipment = ['video']\nscope = 's'\nsource = 's'\n";
    let excepted = |when: &str| {
        format!(
            "\n[[provision.exception]]\nid = 'x'\nwhen = {{ {when} }}\nreason = 'r'\nsource = 's'\n"
        )
    };
    let of_seated = format!("{good}designations = ['seated']\n");
    let cases = [
        (provision(&format!("{good}days-after-listing = 60")), "waits after the day of a listing"),
        (provision(good).replace("2020-01-01", "2926-01-01"), "expected a year from 1900 to 2099"),
        (
            provision(good).replace("title = 't'", "title = 'Draft: t'"),
            "says that this is no law yet",
        ),
        (
            provision(good).replace("title = 't'", "title = 'Camera Bill'"),
            "says that this is no law yet",
        ),
        (provision(good).replace("title = 't'", "title = \"t\\u001b[31m\""), "U+001B stands here"),
        (provision(good).replace("title = 't'", "title = 't\u{202e}'"), "U+202E stands here"),
        (
            format!(
                "{}{of_seat}",
                provision(&(of_seated.clone() + &excepted("maker-country = 'CN'")))
            ),
            "leaves nothing",
        ),
        (
            provision(&format!(
                "{good}{}",
                excepted("acquired = { from = 1900-01-01, until = 2099-12-31 }")
            )),
            "leaves nothing",
        ),
        (
            format!("{}{}", provision(good), of_seat.replace("'video'", "'videoo'")),
            "does not exist",
        ),
    ];
    let terms = format!("no-law-yet = ['draft']\nno-law-yet-in-titles = ['bill']\n{TERMS}");
    for (text, said) in cases {
        let files = Files(vec![
            file("rules/terms.toml", &terms),
            file("rules/xx/law.toml", &format!("{REGIME}\n{text}")),
        ]);
        let faults = LawBook::load(&files, &Sources::new(), tree(), Some(&["acme"]));
        let faults = faults.err().unwrap_or_else(|| panic!("{said}: passed")).to_string();
        assert!(faults.contains(said), "{said}: {faults}");
    }
    let passes =
        format!("{}{of_seat}", provision(&(of_seated + &excepted("maker-country = 'TW'"))));
    assert!(load(&(passes)).is_ok(), "{}", load(&passes).err().unwrap());
}
