//! Lines that are no rows and yet name makers: which of them are judged as rows of their own, and which only say once more what
//! the rows say.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use super::{Audited, SetAsideLine, judge::Judge};
use crate::{
    Asset, Attribution, Field, Finding, Grade, Truth, Verdict,
    asset::{Column, ColumnOrigin, HeadingKind, Layout, Role},
    finding::{Test, TestKind},
    intake::{self, ColumnUnderstanding, Formats, Understanding},
    reason::{Answer, Missing, Reason},
};

/// What the text of a line stands under.
const LINE: &str = "(line)";

/// The lines of one file or sheet that are no rows.
pub(super) struct LinesAside {
    layout: Arc<Layout>,
    formats: Arc<Formats>,
    /// No header is known but by a part of it, so that it may be the first row.
    header_is_guess: bool,
    /// Dashes below them tell what the headers are.
    headers_are_ruled: bool,
    /// The makers that rows name, by their ids.
    named: HashSet<String>,
    /// The makers whom law reaches for other owners alone, with how many clear lines name each.
    unreached: BTreeMap<String, u64>,
    /// Lines that speak of the rows, and so tell of no asset if the rows name their makers too.
    context: Vec<(SetAsideLine, intake::SetAside, Audited)>,
}

/// What a line comes to.
pub(super) enum LineFate {
    /// It is no asset.
    Aside(SetAsideLine),
    /// It tells of an asset that is no row.
    Row,
    /// It speaks of the rows, and what it tells depends on them.
    Context,
}

impl LinesAside {
    pub(super) fn new(seen: &Understanding, formats: &Arc<Formats>) -> Self {
        let role = Role::Field(Field::Description);
        let column = Column::new(LINE.to_owned(), role);
        let layout = Layout::new(seen.file.clone(), seen.sheet.clone(), vec![column]);
        let unknown = |column: &ColumnUnderstanding| match &column.why {
            intake::Why::Header { fit, .. } => *fit == intake::Fit::Guess,
            why => matches!(
                why,
                intake::Why::Unknown | intake::Why::Content(_) | intake::Why::OtherSubject
            ),
        };
        Self {
            layout: Arc::new(layout),
            formats: Arc::clone(formats),
            header_is_guess: seen.columns.iter().all(unknown),
            headers_are_ruled: seen.header_is_ruled,
            named: HashSet::new(),
            unreached: BTreeMap::new(),
            context: Vec::new(),
        }
    }

    /// Remembers the makers of a row.
    pub(super) fn saw(&mut self, attributions: &[Attribution]) {
        // What a title alone says of rows is no other word than its own.
        let title = ColumnOrigin::Heading(HeadingKind::Title);
        let by_title = |one: &&Attribution| one.evidence.iter().all(|one| one.origin == title);
        for one in attributions.iter().filter(|one| !by_title(one)) {
            if !self.named.contains(&one.maker.id) {
                self.named.insert(one.maker.id.clone());
            }
        }
    }

    /// A line as a row.
    pub(super) fn judged(&self, judge: &Judge, line: u64, text: &str, note: String) -> Audited {
        judge.judge_line(&self.asset(line, text), note)
    }

    /// What a line would be the row of.
    pub(super) fn asset(&self, line: u64, text: &str) -> Asset {
        let mut asset = Asset::new(Arc::clone(&self.layout));
        asset.cells = [text].iter().collect();
        asset.line = line;
        asset.parts.extend(intake::stated_maker(text, &self.formats));
        asset
    }

    /// What a line comes to that was set aside for this reason.
    pub(super) fn line(
        &mut self,
        judge: &Judge,
        line: u64,
        why: intake::SetAside,
        text: &str,
        note: String,
    ) -> LineFate {
        let mut aside = SetAsideLine::new(line, why.to_string(), text);
        if text.is_empty() || !why.may_name_assets() {
            return LineFate::Aside(aside);
        }
        let audited = self.judged(judge, line, text, note);
        // What is said of the rows around it names a part of theirs; a line by itself may be all that tells of it.
        let may_be_row = self.header_is_guess && why == intake::SetAside::Header;
        let is_apart = may_be_row || !why.describes_rows();
        let may_tell_parts = is_apart || why == intake::SetAside::Outside;
        let told = |one: &&Attribution| one.grade != Grade::Component || may_tell_parts;
        let makers = || audited.attributions.iter().filter(told);
        aside.makers = makers().map(|one| one.maker.short.clone()).collect();
        if audited.verdict == Verdict::Clear || aside.makers.is_empty() {
            if let Some(one) = audited.unreached.first().filter(|_| is_apart) {
                *self.unreached.entry(one.maker.short.clone()).or_default() += 1;
            }
            return LineFate::Aside(aside);
        }
        let is_header = matches!(why, intake::SetAside::Header | intake::SetAside::OtherHeader);
        if is_header && self.headers_are_ruled {
            return LineFate::Aside(aside);
        }
        if is_apart || makers().any(|one| !one.is_by_name_alone()) {
            return LineFate::Row;
        }
        let known = self.context.iter().flat_map(|(aside, ..)| &aside.makers);
        let known: HashSet<_> = known.collect();
        if aside.makers.iter().all(|maker| known.contains(maker)) {
            return LineFate::Aside(aside);
        }
        self.context.push((aside, why, audited));
        LineFate::Context
    }

    /// The lines that spoke of the rows, now that all rows are read: those that name a maker whom no row names are assets.
    pub(super) fn context(&mut self) -> Vec<(SetAsideLine, intake::SetAside, Option<Audited>)> {
        let named = &self.named;
        let lines = self.context.drain(..).map(|(aside, why, audited)| {
            let alone = audited.attributions.iter().any(|one| !named.contains(&one.maker.id));
            (aside, why, alone.then_some(audited))
        });
        lines.collect()
    }

    /// The makers of clear lines whom law reaches for other owners alone, with how many lines name each.
    pub(super) fn unreached(&self) -> &BTreeMap<String, u64> {
        &self.unreached
    }

    /// Whether some lines wait for the rows to be read.
    pub(super) fn wait(&self) -> bool {
        !self.context.is_empty()
    }
}

impl Judge {
    /// A line that was not understood as a row, before the law: what its asset is, and whether it is there, remains to be asked.
    fn judge_line(&self, asset: &Asset, note: String) -> Audited {
        let mut audited = self.judge_where(asset, &[], false);
        audited.notes = vec![note];
        // A label in a text is not the column of a register.
        for one in audited.attributions.iter_mut().filter(|one| one.is_by_name_alone()) {
            one.grade = one.grade.min(Grade::Likely);
            one.evidence.iter_mut().for_each(|one| one.grade = one.grade.min(Grade::Likely));
        }
        let open = |finding: &&mut Finding| !finding.note && finding.verdict >= Verdict::Advisory;
        for finding in audited.findings.iter_mut().filter(open) {
            ask_for_row(finding);
        }
        if audited.verdict >= Verdict::Advisory {
            audited.verdict = Verdict::Review;
        }
        audited
    }
}

/// Leaves open what would hold of a row.
fn ask_for_row(finding: &mut Finding) {
    finding.verdict = Verdict::Review;
    finding.truth = Truth::Unknown;
    finding.missing.insert(0, Missing::Row);
    let (why, missing) = (vec![Reason::NotInRow], vec![Missing::Row]);
    let answer = Answer { truth: Truth::Unknown, why, missing };
    finding.tests.push(Test::new(TestKind::Act, answer));
}
