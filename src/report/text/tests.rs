use super::*;
use crate::report::{Report, fixture, page};
use unicode_width::UnicodeWidthStr;

fn shown(look: Look) -> String {
    fixture::written(&mut Text::new(look))
}

#[test]
fn the_whole_report() {
    insta::assert_snapshot!(shown(Look::default()));
}

#[test]
fn the_whole_report_on_a_narrow_terminal() {
    insta::assert_snapshot!(shown(Look { width: 60, ..Look::default() }));
}

#[test]
fn all_shows_exempt_findings_in_full_and_makers_that_no_law_names() {
    let all = shown(Look { all: true, ..Look::default() });
    assert!(all.contains("EXEMPT        ZTE MF79"), "{all}");
    assert!(all.contains("CLEAR         Lenovo T14"), "{all}");
    assert!(!all.contains("Keyboard"));
}

/// Only the page writes escapes, and only when colour is wanted; no line is wider than the terminal, unless it is one word.
#[test]
fn cells_never_act_and_lines_fit() {
    for width in [60, 80, 100, 120] {
        let plain = shown(Look { width, ..Look::default() });
        let acts = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!plain.contains(acts));
        for line in plain.lines() {
            let fits = line.width() <= width || !line.trim().contains(' ');
            assert!(fits, "{width}: {line}");
        }
        let styled = shown(Look { width, styled: true, all: false });
        assert_eq!(anstream::adapter::strip_str(&styled).to_string(), plain);
    }
}

#[test]
fn nothing_found_is_said_too() {
    let mut out = Vec::new();
    let mut report = Text::new(Look::default());
    let mut summary = Summary::new(&Basis { regimes: Vec::new(), ..fixture::basis() });
    let asset = fixture::clear("Keyboard");
    report.begin(&mut out, &Basis { organisation: Vec::new(), ..fixture::basis() }).unwrap();
    summary.add(&asset);
    report.asset(&mut out, &asset).unwrap();
    report.end(&mut out, &summary).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn padding_counts_wide_scripts() {
    assert_eq!(page::padded("摄像", 6), "摄像  ");
}
