use super::*;
use crate::report::{Json, Summary, fixture};

fn side(name: &str) -> AuditSide {
    let mut side = AuditSide::of_audit(name.into(), &fixture::basis());
    let mut summary = Summary::new(&fixture::basis());
    for asset in fixture::assets() {
        summary.add(&asset);
        side.add(&asset).unwrap();
    }
    summary.input("cams.csv", None);
    side.end(&summary);
    side
}

fn shown(difference: &Difference) -> String {
    let mut out = String::new();
    difference_text(difference, |indent, text| {
        out += &" ".repeat(indent);
        out += text;
        out.push('\n');
        Ok(())
    })
    .unwrap();
    let mut json = Vec::new();
    difference_json(difference, &mut json).unwrap();
    out + &String::from_utf8(json).unwrap()
}

/// An audit and its own report are the same, whichever is read back.
#[test]
fn a_report_says_what_the_audit_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.json");
    std::fs::write(&path, fixture::written(&mut Json::new(false))).unwrap();
    let difference = Difference::new(side("a"), AuditSide::read(&path).unwrap());
    assert_eq!(difference.findings.len(), 0);
    assert_eq!(difference.worst_new(), None);
    assert!(difference.same > 5);
}

#[test]
fn what_differs_is_put_down_to_what_changed() {
    let (mut old, mut new) = (side("old.json"), side("new\u{1b}[2J.csv"));
    let prints: Vec<_> = old.findings.keys().copied().collect();
    old.findings.remove(&prints[0]);
    new.findings.remove(&prints[1]);
    let changed = old.findings.get_mut(&prints[2]).unwrap();
    changed.verdict = crate::Verdict::Advisory;
    let surer = old.findings.get_mut(&prints[3]).unwrap();
    surer.grade = Some("possible".into());
    let digest = |digit: &str| vec![Some(digit.repeat(64))];
    (old.digests, new.digests) = (digest("0"), digest("0"));
    old.regimes.insert("us-ndaa-889".into(), "2026-10-01".parse().unwrap());
    insta::assert_snapshot!(shown(&Difference::new(old, new)));
}

#[test]
fn the_sheet_has_changed_only_where_that_is_known() {
    let digest = |digit: &str| vec![Some(digit.repeat(64))];
    let because = |was: &str, is: &str| {
        let (mut old, mut new) = (side("a"), side("b"));
        (old.digests, new.digests) = (digest(was), digest(is));
        new.findings.pop_first();
        shown(&Difference::new(old, new))
    };
    assert!(because("0", "1").contains("because of the sheet"));
    let same = because("0", "0");
    assert!(
        same.contains("byte for byte") && same.contains("because of the settings or own files"),
        "{same}"
    );
}

#[test]
fn reports_of_another_form_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (text, said) in [
        ("Audit of x", "r.json:1:1: expected value"),
        (
            "{\"schema\":\"banlint/laws/1\"}\n{}",
            "of the form `banlint/laws/1`, and not banlint/report/4",
        ),
        ("{\"schema\":\"banlint/report/4\"}", "missing field"),
    ] {
        let path = folder.path().join("r.json");
        std::fs::write(&path, text).unwrap();
        let error = AuditSide::read(&path).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}
