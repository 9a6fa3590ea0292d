use super::*;
use crate::{
    Field,
    facts::{Origin, Value},
    report::{Report, fixture, terminal},
};
use unicode_width::UnicodeWidthStr;

fn shown(look: PageLook) -> String {
    fixture::written(&mut Text::new(look))
}

fn detailed() -> PageLook {
    PageLook { details: true, ..PageLook::default() }
}

/// The report on these rows, made for this owner.
fn report(look: PageLook, organisation: Vec<(String, String)>, assets: &[Audited]) -> String {
    let site_owners = Vec::new();
    let basis = Basis { organisation, site_owners, regimes: Vec::new(), ..fixture::basis() };
    let (mut out, mut report) = (Vec::new(), Text::new(look));
    let mut summary = Summary::new(&basis);
    report.begin(&mut out, &basis).unwrap();
    for asset in assets {
        summary.add(asset);
        report.asset(&mut out, asset).unwrap();
    }
    report.end(&mut out, &summary).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_whole_report() {
    insta::assert_snapshot!(shown(PageLook::default()));
}

#[test]
fn the_whole_report_on_a_narrow_terminal() {
    insta::assert_snapshot!(shown(PageLook { width: 60, ..PageLook::default() }));
}

#[test]
fn the_whole_report_with_all_evidence() {
    insta::assert_snapshot!(shown(detailed()));
}

/// What is not known of the owner is asked first, and goods are sorted by maker.
#[test]
fn the_whole_report_without_an_owner() {
    insta::assert_snapshot!(report(PageLook::default(), Vec::new(), &fixture::assets()));
}

#[test]
fn nothing_found_is_said_too() {
    insta::assert_snapshot!(report(PageLook::default(), Vec::new(), &[fixture::clear("Keyboard")]));
}

/// Clear rows are named when all are wanted, and counted where they are more than can be kept.
#[test]
fn all_names_what_is_clear() {
    assert!(!shown(PageLook::default()).contains("Keyboard"));
    let all = PageLook { all: true, ..PageLook::default() };
    let text = shown(all);
    assert!(text.contains("Keyboard, line 2.") && text.contains("Lenovo T14, line 9."), "{text}");
    let many: Vec<_> = (0..3_000).map(|at| fixture::clear(&format!("Keyboard {at}"))).collect();
    let text = report(all, Vec::new(), &many);
    assert!(text.contains("Keyboard 0, line 2; Keyboard 1, line 2"), "{text}");
    assert!(text.contains("Keyboard 1999, line 2."), "{text}");
    assert!(text.contains("… and 1000 more rows: -o out.json --all"), "{text}");
}

/// Only the page writes escapes, and only when colour is wanted; no line is wider than the terminal, unless it is one word.
#[test]
fn cells_never_act_and_lines_fit() {
    for (width, details) in [(60, false), (80, true), (100, false), (120, true)] {
        let look = PageLook { width, details, all: true, ..PageLook::default() };
        let plain = shown(look);
        let acts = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!plain.contains(acts));
        for line in plain.lines() {
            let fits = line.width() <= width || !line.trim().contains(' ');
            assert!(fits, "{width}: {line}");
        }
        let styled = shown(PageLook { styled: true, ..look });
        assert_eq!(anstream::adapter::strip_str(&styled).to_string(), plain);
    }
}

/// Rows of one verdict under one law, each another kind of goods.
fn kinds(verdict: Verdict, count: usize) -> Vec<Audited> {
    let row = |at: usize| {
        let mut asset = fixture::missing_purpose();
        asset.place.line = at as u64 + 2;
        asset.called = format!("Annke C{at}");
        let model = Value::Text(format!("C{at}"));
        asset.facts.replace(Field::Model, model, Origin::Assumed);
        (asset.verdict, asset.findings[0].verdict) = (verdict, verdict);
        asset
    };
    (0..count).map(row).collect()
}

/// However many kinds of goods are in violation, each is on a card, or named, or counted by maker and law; the numbers add up.
#[test]
fn no_goods_are_hidden_for_want_of_room() {
    let owner = vec![("us-federal-contractor".to_owned(), "federal contractor".to_owned())];
    let text = report(PageLook::default(), owner.clone(), &kinds(Verdict::Violation, 20));
    assert!((0..20).all(|at| text.contains(&format!("Annke C{at}: line {}", at + 2))), "{text}");
    let text = report(PageLook::default(), owner.clone(), &kinds(Verdict::Violation, 60));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Also Annke C21 (by Hikvision, likely), line 23;"), "{text}");
    assert!(text.contains("Annke C59 (by Hikvision, likely), line 61."), "{text}");
    let text = report(PageLook::default(), owner.clone(), &kinds(Verdict::Violation, 100));
    assert!(text.contains("And 40 more kinds of goods: Hikvision (40 rows)."), "{text}");
    let text = report(PageLook::default(), owner, &kinds(Verdict::Violation, 2_100));
    assert!(text.contains("violation: Hikvision, 100 rows, us-ndaa-889/use"), "{text}");
    assert!(text.lines().count() < 250);
}

/// The first screen says everything, on a screen.
#[test]
fn the_first_screen_fits() {
    for organisation in [Vec::new(), vec![("a".to_owned(), "federal contractor".to_owned())]] {
        let text = report(PageLook::default(), organisation, &fixture::assets());
        let screen = text.lines().position(|line| line.starts_with("Every row:")).unwrap();
        assert!(screen < 40, "{text}");
        let head = text.lines().take(screen).collect::<Vec<_>>().join("\n");
        assert!(head.contains("WHAT TO DO") && head.contains("QUESTIONS"), "{text}");
    }
}

#[test]
fn padding_counts_wide_scripts() {
    assert_eq!(terminal::padded("摄像", 6), "摄像  ");
}
