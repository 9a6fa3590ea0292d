//! What may be given any bytes, and what must hold whatever they are. Each function is a target of fuzzing, and is tried in the tests on
//! changed pieces of the corpus (`tests/fuzzed`), so it names nothing that only fuzzing has.

use std::{
    fs,
    io::{Cursor, Write as _},
    sync::LazyLock,
};

use banlint::{
    Asset, Date, Field, Verdict,
    asset::DateOrder,
    audit::Auditor,
    baseline::Baseline,
    config::Config,
    report::{
        BaselineFile, Html, Json, JsonLines, PageLook, Report, Summary, Text,
        findings::{Concise, CsvFindings, GitHub, GitLab, JUnit, Markdown, PathRoot, Sarif},
    },
};

static AUDITOR: LazyLock<Auditor> = LazyLock::new(|| {
    let as_of = "2026-11-26".parse().expect("a day");
    let builder = Auditor::builder().as_of(as_of).organisation(["us-federal-contractor"]);
    builder.jurisdictions(["US"]).build().expect("what is shipped is whole")
});

/// All forms of report that are made while the rows pass.
fn reports() -> Vec<Box<dyn Report>> {
    let text = Text::new(PageLook { all: true, details: true, ..PageLook::default() });
    vec![
        Box::new(text),
        Box::new(Html::new(true)),
        Box::new(Json::new(true)),
        Box::new(JsonLines::new(true)),
        Box::new(BaselineFile::new()),
        Box::new(Concise),
        Box::new(CsvFindings),
        Box::new(Markdown::default()),
        Box::new(GitHub::new(PathRoot::default())),
        Box::new(GitLab::new(PathRoot::default())),
        Box::new(Sarif::new(PathRoot::default())),
        Box::new(JUnit::new(PathRoot::default(), Verdict::Review)),
    ]
}

/// A whole run: bytes of whatever form to reports. Every row is counted once, and nothing acts on a terminal or in a page. The sheet that
/// comes back and letters are files that the command alone writes: `tests/fuzzed` has it write them.
pub fn run(bytes: &[u8]) {
    let Ok(mut audit) = AUDITOR.audit("inventory", Cursor::new(bytes.to_vec())) else { return };
    let mut reports: Vec<_> = reports().into_iter().map(|report| (report, Vec::new())).collect();
    let basis = AUDITOR.basis();
    let mut summary = Summary::new(basis);
    for (report, out) in &mut reports {
        report.begin(out, basis).expect("memory takes all");
    }
    let mut rows = 0;
    for row in &mut audit {
        let Ok(row) = row else { return };
        rows += 1;
        summary.add(&row);
        for (report, out) in &mut reports {
            report.asset(out, &row).expect("memory takes all");
        }
    }
    assert_eq!(audit.tally().rows(), rows, "every row has one verdict");
    for (report, out) in &mut reports {
        report.end(out, &summary).expect("memory takes all");
        // Lines of CSV end as the standard has it.
        let text = std::str::from_utf8(out).expect("reports are UTF-8").replace("\r\n", "\n");
        let acts = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
        assert!(!text.contains(acts), "nothing in a report acts");
    }
}

/// The parts of a workbook, cut at bytes of 0: its sheet, its shared texts, its styles, its book.
pub fn workbook(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0);
    let names =
        ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];
    let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut put = |name: &str, part: &[u8]| {
        book.start_file(name, options).expect("a part");
        book.write_all(part).expect("memory takes all");
    };
    put("[Content_Types].xml", CONTENT.as_bytes());
    put("_rels/.rels", RELATIONS.as_bytes());
    put("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.as_bytes());
    for (at, name) in names.into_iter().enumerate() {
        let default = if at == 3 { BOOK.as_bytes() } else { b"" };
        let part = parts.next().filter(|part| !part.is_empty()).unwrap_or(default);
        if !part.is_empty() {
            put(name, part);
        }
    }
    let book = book.finish().expect("memory takes all");
    run(book.get_ref());
}

const CONTENT: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;

/// Files of knowledge and settings: the first byte says of which kind, the rest is the file. What cannot be read is named in its lines.
pub fn knowledge(bytes: &[u8]) {
    let Some((kind, text)) = bytes.split_first() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(if kind % 4 == 3 { "banlint.toml" } else { "own.toml" });
    fs::write(&path, text).expect("a file");
    let builder = Auditor::builder();
    let builder = match kind % 4 {
        0 => builder.rules(folder.path(), false),
        1 => builder.vendors(folder.path()),
        2 => builder.formats(folder.path()),
        _ => match Config::load(&path) {
            Ok(config) => Auditor::from_config(config),
            Err(error) => return assert!(!error.to_string().is_empty()),
        },
    };
    if let Err(error) = builder.build() {
        assert!(!error.to_string().contains('\u{1b}'), "no message acts");
    }
}

/// A list of companies of the user's own. It is refused in words that do not act, or is looked up: every row is counted once, none is
/// forbidden by it, and nothing of it acts in a report.
pub fn list(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list");
    fs::write(&path, bytes).expect("a file");
    let builder = Auditor::builder().as_of("2026-11-26".parse().expect("a day"));
    let auditor = match builder.jurisdictions(["BE"]).list(&path).build() {
        Ok(auditor) => auditor,
        Err(error) => return assert!(!error.to_string().contains('\u{1b}'), "no message acts"),
    };
    let text = String::from_utf8_lossy(bytes);
    let words: Vec<_> = text.split(['"', ',', ';', '\n']).take(40).collect();
    let rows = words.join("\",X\n\"");
    let sheet = format!("Manufacturer,Model\nBrightlamp Optical Works,X\n\"{rows}\",X\n");
    let mut audit = auditor.audit("sheet", Cursor::new(sheet.into_bytes())).expect("a sheet");
    let mut page = (Html::new(true), Vec::new());
    let mut summary = Summary::new(auditor.basis());
    page.0.begin(&mut page.1, auditor.basis()).expect("memory takes all");
    for row in &mut audit {
        let Ok(row) = row else { return };
        let of_list = row.findings.iter().filter(|finding| finding.law.jurisdiction == "list");
        for finding in of_list {
            assert!(finding.verdict <= Verdict::Review, "a list forbids nothing");
        }
        summary.add(&row);
        page.0.asset(&mut page.1, &row).expect("memory takes all");
    }
    page.0.end(&mut page.1, &summary).expect("memory takes all");
    let page = std::str::from_utf8(&page.1).expect("reports are UTF-8");
    let acts = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
    assert!(!page.contains(acts), "nothing in a report acts");
}

/// What makers are recognised in: one fact a line.
pub fn identify(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let fields = [
        Field::Model,
        Field::Manufacturer,
        Field::Description,
        Field::Mac,
        Field::FccId,
        Field::Banner,
    ];
    let asset = Asset::from_facts(fields.into_iter().zip(text.lines()));
    for one in AUDITOR.identify(&asset) {
        assert!(!one.evidence.is_empty(), "no maker is named without a mark");
    }
}

/// Dates, counts and stages in cells. A day that is read is read again as it is written.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let formats = &AUDITOR.knowledge().formats;
    for order in [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)] {
        if let Some(date) = formats.read_date(&text, order)
            && let Ok(again) = date.to_string().parse::<Date>()
        {
            assert_eq!(again, date);
        }
    }
    let _ = (formats.read_count(&text), formats.life_cycle(&text));
}

/// A line of headers, and a row below it that names a maker in each column.
pub fn headers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(header) = text.lines().next() else { return };
    let columns = header.split(',').count().min(64);
    let row = vec!["Hikvision DS-2CD2143G2-I"; columns].join(",");
    run(format!("{header}\n{row}\n{row}\n").as_bytes());
}

/// A file of findings known before.
pub fn baseline(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("baseline.json");
    fs::write(&path, bytes).expect("a file");
    match Baseline::read(&path) {
        Ok(baseline) => assert_eq!(baseline.gone().count(), baseline.len()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
