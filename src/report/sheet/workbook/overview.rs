//! The first sheet: the results, what to do first, and what the audit was made with.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{
    looks::Looks,
    own_sheet::{OwnCell, OwnSheet},
};
use crate::{
    Verdict,
    audit::{Basis, Tally},
    intake::Understanding,
    report::{
        Summary,
        applied::{AppliedPart, applied, input, law_of, other_warnings, owner},
        cell,
        goods::{Actions, Audience},
        questions::{OpenQuestion, open_questions},
        reaching::ReachingLaw,
        sheet::added_columns::{FirstCell, TITLES},
        summary::{VERDICTS, rows_new},
        words::{self, CELL, SENTENCE, count},
    },
};

/// How wide the columns are.
const WIDTHS: [f64; COLUMNS] = [38.0, 56.0, 11.0, 11.0, 11.0, 11.0, 11.0, 12.0, 11.0, 34.0];
const COLUMNS: usize = 10;
/// At most this many entries of a table are listed.
const LISTED: usize = 500;
/// At most this many actions and questions are named.
const STEPS: usize = 12;

/// What was found in all rows.
pub(in crate::report::sheet) struct Overall<'f> {
    pub(in crate::report::sheet) summary: &'f Summary,
    pub(in crate::report::sheet) basis: &'f Basis,
    pub(in crate::report::sheet) laws: &'f ReachingLaw,
    pub(in crate::report::sheet) actions: &'f Actions,
}

/// What the sheet is made of.
pub(super) struct Overview<'o> {
    pub(super) found: &'o Overall<'o>,
    /// How each file or sheet is understood.
    pub(super) understood: Vec<&'o Understanding>,
}

impl Overview<'_> {
    pub(super) fn write(
        &self,
        book: &mut Workbook,
        name: &str,
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        let mut sheet = OwnSheet::new(book, name, looks, &WIDTHS)?;
        self.head(&mut sheet)?;
        self.verdicts(&mut sheet)?;
        self.to_do(&mut sheet)?;
        self.laws(&mut sheet)?;
        self.sums(&mut sheet)?;
        self.understanding(&mut sheet)?;
        self.applied(&mut sheet)?;
        sheet.finish(book);
        Ok(())
    }

    fn head(&self, sheet: &mut OwnSheet<'_>) -> Result<(), XlsxError> {
        let Overall { summary, basis, .. } = self.found;
        let files = match summary.inputs.as_slice() {
            [(file, _)] => words::short_file(file, None),
            files => count(files.len() as u64, "file"),
        };
        sheet.title(&format!("Audit of {files}: {}", count(summary.tally.rows(), "row")))?;
        sheet.field("Law of", &format!("{}, as of {}", law_of(basis, false), basis.as_of))?;
        sheet.field("Owner", &owner(basis, false))?;
        sheet.field("Made with", &program())?;
        let how = format!(
            "The sheets behind this one are the inventory as it is, with columns from \"{}\" on added to the right. The maker is who appears to have made an item; the grade says how sure that is. Filter by verdict, and begin with the worst.",
            TITLES[0]
        );
        sheet.field("How to read it", &how)
    }

    fn verdicts(&self, sheet: &mut OwnSheet<'_>) -> Result<(), XlsxError> {
        sheet.heading("At a glance")?;
        sheet.columns(&["verdict", "meaning", "rows"], 2..3)?;
        let tally = &self.found.summary.tally;
        for verdict in VERDICTS.into_iter().chain([Verdict::Clear]) {
            sheet.row(&[
                OwnCell::Says(FirstCell::Verdict(verdict)),
                OwnCell::Quiet(words::meaning(verdict).to_owned()),
                OwnCell::Number(tally.of(verdict)),
            ])?;
        }
        let [rows, nothing] = [OwnCell::Strong("rows read".into()), OwnCell::Text(String::new())];
        sheet.row(&[rows, nothing, OwnCell::Number(tally.rows())])
    }

    /// What is to be done, the most urgent first, and the questions that decide most rows.
    fn to_do(&self, sheet: &mut OwnSheet<'_>) -> Result<(), XlsxError> {
        let (actions, questions) =
            (self.found.actions.merged(), open_questions(self.found.summary, self.found.basis));
        if actions.is_empty() && questions.is_empty() {
            return Ok(());
        }
        sheet.heading("What to do first")?;
        let of_owner = questions.iter().take_while(|question| question.is_of_owner()).count();
        let (first, then) = questions.split_at(of_owner);
        first.iter().try_for_each(|question| ask(sheet, question))?;
        for merged in actions.into_iter().take(STEPS) {
            let Some(action) = merged.first() else { continue };
            let rows = count(action.places.rows(), "row");
            let makers: Vec<_> = action.makers.keys().map(|maker| cell(maker, CELL)).collect();
            let of = if makers.is_empty() {
                String::new()
            } else {
                format!(" ({})", words::list(&makers))
            };
            let sites =
                action.places.sites().map_or(String::new(), |sites| format!(" Where: {sites}."));
            let mut steps: Vec<_> =
                merged.iter().map(|action| words::remedy(&action.law)).collect();
            steps.extend(
                merged.iter().flat_map(|action| action.reports(self.found.basis, Audience::Paper)),
            );
            let steps = words::unlike(steps.into_iter()).join(" ");
            let laws = merged.iter().map(|action| words::provision(&action.law).replace("  ", " "));
            let law = laws.collect::<Vec<_>>().join("; ");
            let label = format!("{rows} {}{of}", action.urgency.words());
            sheet.field(&label, &format!("{steps}{sites} Law: {law}."))?;
        }
        then.iter().take(STEPS).try_for_each(|question| ask(sheet, question))?;
        options(sheet, &questions)
    }

    fn laws(&self, sheet: &mut OwnSheet<'_>) -> Result<(), XlsxError> {
        let laws = self.found.laws.sorted();
        if laws.is_empty() {
            return Ok(());
        }
        sheet.heading("The law that reaches them")?;
        table_head(sheet, ["law", "citation"], "source")?;
        for rows in laws {
            let law = &rows.law;
            let source = law.sources.first();
            let page = source.map_or(String::new(), |source| source.url.clone());
            let title = source.map_or(String::new(), |source| cell(&source.title, CELL));
            let name = words::provision(law).replace("  ", " ");
            let first = [OwnCell::Strong(name), OwnCell::Text(words::cited(law))];
            table_row(sheet, first, &rows.rows, OwnCell::Link(title, page))?;
        }
        Ok(())
    }

    /// The tables by country, maker, site and sheet, each with the worst first.
    fn sums(&self, sheet: &mut OwnSheet<'_>) -> Result<(), XlsxError> {
        let Overall { summary, basis, .. } = self.found;
        let plain = |(name, tally): (&str, Tally)| (name.to_owned(), String::new(), tally);
        let countries = summary.countries(basis).map(plain);
        sums(sheet, "By country", ["country", ""], countries.collect())?;
        let makers = summary.by_maker.iter();
        let makers = makers.map(|(name, maker)| (name.clone(), maker.counted(), maker.tally));
        sums(
            sheet,
            "By maker that an item appears to be of",
            ["maker", "how sure"],
            makers.collect(),
        )?;
        sums(sheet, "By site", ["site", ""], summary.sites().map(plain).collect())?;
        let files = summary.files.iter().map(|file| {
            (
                words::short_file(&file.file, file.sheet.as_deref()),
                file.account.to_string(),
                file.tally,
            )
        });
        sums(sheet, "By file and sheet", ["file", "records"], files.collect())
    }

    fn understanding(&self, sheet: &mut OwnSheet<'_>) -> Result<(), XlsxError> {
        sheet.heading("How the columns were understood")?;
        let mut left = LISTED;
        for seen in &self.understood {
            let why = seen.unread.as_ref().map_or_else(|| seen.kind(), ToString::to_string);
            sheet.field(
                &words::short_file(&seen.file, seen.sheet.as_deref()),
                &cell(&why, SENTENCE),
            )?;
            for column in seen.columns.iter().filter(|_| seen.unread.is_none()).take(left) {
                let (taken, why) = (column.role.word(), column.why.to_string());
                let sure = column.confidence.word();
                let taken = format!("{taken} ({sure}: {})", cell(&why, SENTENCE));
                sheet.entry(&cell(&column.header, CELL), &taken)?;
            }
            left = left.saturating_sub(seen.columns.len());
        }
        if left == 0 {
            sheet.row(&[OwnCell::Quiet("and more, which `banlint columns FILE` shows".into())])?;
        }
        Ok(())
    }

    /// What the audit was made with, so that it can be made again.
    fn applied(&self, sheet: &mut OwnSheet<'_>) -> Result<(), XlsxError> {
        let Overall { summary, basis, .. } = self.found;
        sheet.heading("What was applied")?;
        sheet.field("Program", &format!("{}, as of {}", program(), basis.as_of))?;
        for (file, digest) in summary.inputs.iter().take(LISTED) {
            let digest = digest.as_ref();
            let sha256 = digest.map_or(String::new(), |digest| format!(" {}", digest.sha256));
            sheet
                .field(&format!("Input {}", words::file(file, None)), &(input(digest) + &sha256))?;
        }
        let parts = applied(&AppliedPart::ALL, summary, basis, true);
        parts.iter().try_for_each(|(part, says)| sheet.field(part.word(), says))?;
        if let Some(new) = &summary.new {
            for baseline in &summary.baselines {
                sheet.field("Known", &baseline.names())?;
            }
            sheet.field("New", &rows_new(new))?;
        }
        for regime in &basis.regimes {
            let checked = format!(
                "{}; last compared with its sources on {}",
                cell(&regime.title, SENTENCE),
                regime.checked
            );
            sheet.field(&cell(&regime.id, CELL), &checked)?;
        }
        let warnings = other_warnings(summary);
        warnings.iter().take(LISTED).try_for_each(|says| sheet.field("To be known", says))
    }
}

/// A question with what it decides and what is to be said.
fn ask(sheet: &mut OwnSheet<'_>, question: &OpenQuestion) -> Result<(), XlsxError> {
    let decides = words::sentence(&question.decides());
    sheet.field(&question.text, &format!("{decides}. {}", question.says))
}

/// How the answers are given, for whoever runs the audit again.
fn options(sheet: &mut OwnSheet<'_>, questions: &[OpenQuestion]) -> Result<(), XlsxError> {
    let given = |question: &'_ OpenQuestion| {
        question.option.clone().map(|option| (question.text.clone(), option))
    };
    let given: Vec<_> = questions.iter().filter_map(given).take(STEPS).collect();
    if given.is_empty() {
        return Ok(());
    }
    sheet.heading("For whoever runs the audit: how the answers are given")?;
    given.iter().try_for_each(|(text, option)| sheet.field(text, option))
}

fn program() -> String {
    format!("banlint {}", env!("CARGO_PKG_VERSION"))
}

/// A table with the worst lines first; nothing if there is no line.
fn sums(
    sheet: &mut OwnSheet<'_>,
    title: &str,
    names: [&str; 2],
    mut lines: Vec<(String, String, Tally)>,
) -> Result<(), XlsxError> {
    if lines.is_empty() {
        return Ok(());
    }
    sheet.heading(title)?;
    table_head(sheet, names, "")?;
    lines.sort_by_cached_key(|(name, _, tally)| {
        (VERDICTS.map(|verdict| std::cmp::Reverse(tally.of(verdict))), name.clone())
    });
    for (name, more, tally) in lines.iter().take(LISTED) {
        let first = [OwnCell::Strong(cell(name, SENTENCE)), OwnCell::Text(cell(more, SENTENCE))];
        table_row(sheet, first, tally, OwnCell::Text(String::new()))?;
    }
    match lines.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => sheet.row(&[OwnCell::Quiet(format!("and {more} more"))]),
    }
}

fn table_head(sheet: &mut OwnSheet<'_>, first: [&str; 2], last: &str) -> Result<(), XlsxError> {
    let verdicts = VERDICTS.map(Verdict::word);
    let names = first.into_iter().chain(verdicts).chain(["all", last]);
    sheet.columns(&names.collect::<Vec<_>>(), 2..9).map(drop)
}

fn table_row(
    sheet: &mut OwnSheet<'_>,
    first: [OwnCell; 2],
    tally: &Tally,
    last: OwnCell,
) -> Result<(), XlsxError> {
    let counts = VERDICTS.map(|verdict| match tally.of(verdict) {
        0 => OwnCell::Quiet(String::new()),
        rows => OwnCell::Number(rows),
    });
    let all = [OwnCell::Number(tally.rows()), last];
    sheet.row(&first.into_iter().chain(counts).chain(all).collect::<Vec<_>>())
}
