//! One finding of one row, as every format of findings shows it.

use crate::{
    Attribution, Finding, Grade, Verdict,
    audit::{Audited, Fingerprints},
    report::{
        cell, maker, verdict_reason, wording,
        words::{self, CELL, SENTENCE},
    },
};

/// What is given in place of a provision where a row could not be read.
pub(super) const UNCHECKED: &str = "unchecked";

/// One finding of a row, or a row that could not be read.
#[derive(Clone, Copy)]
pub(super) struct FindingLine<'a> {
    pub(super) asset: &'a Audited,
    /// `None` where the row could not be read.
    pub(super) finding: Option<&'a Finding>,
}

/// What a row has to show: the findings that someone could accept, worst first, or that it could not be read.
pub(super) fn finding_lines(asset: &Audited) -> impl Iterator<Item = FindingLine<'_>> {
    let unread = (asset.verdict == Verdict::Unchecked).then_some(None);
    let findings = asset.findings.iter().filter(|finding| finding.can_be_waived());
    unread.into_iter().chain(findings.map(Some)).map(|finding| FindingLine { asset, finding })
}

impl<'a> FindingLine<'a> {
    pub(super) fn verdict(self) -> Verdict {
        self.finding.map_or(Verdict::Unchecked, |finding| finding.verdict)
    }

    /// The verdict of the law, whether or not a waiver accepts it.
    pub(super) fn of_law(self) -> Verdict {
        self.finding.map_or(Verdict::Unchecked, Finding::of_law)
    }

    /// The id of the provision.
    pub(super) fn law(self) -> &'a str {
        self.finding.map_or(UNCHECKED, |finding| &finding.law.id)
    }

    /// What the row calls the item; nothing where it does not.
    pub(super) fn goods(self) -> String {
        let asset_id = self.asset.asset_id.as_deref().unwrap_or_default();
        let called = &self.asset.called;
        cell(if called.is_empty() { asset_id } else { called }, CELL)
    }

    /// Who made it, of the makers that the row names.
    pub(super) fn attribution(self) -> Option<&'a Attribution> {
        let vendor = self.finding?.vendor()?;
        self.asset.attributions.iter().find(|by| by.maker.id == vendor)
    }

    /// How sure the maker is.
    pub(super) fn grade(self) -> Option<Grade> {
        self.attribution().map(|by| by.grade)
    }

    pub(super) fn maker(self) -> String {
        let maker = self.finding.and_then(|finding| finding.maker.as_ref());
        let maker = maker.map(|maker| cell(&maker.short, CELL));
        match (maker, self.grade()) {
            (Some(maker), Some(grade)) => format!("{maker} ({grade})"),
            (Some(maker), None) => maker,
            (None, _) => "whoever made it".to_owned(),
        }
    }

    /// The item, its maker and how sure that is, in few words; of a row that could not be read why.
    pub(super) fn subject(self) -> String {
        let goods = self.goods();
        let Some(_) = self.finding else {
            return self.asset.notes.first().map_or(goods, |note| cell(note, SENTENCE));
        };
        let (maker, known) = (self.maker(), self.known());
        if goods.is_empty() {
            format!("{maker}{known}")
        } else {
            format!("{goods}, {maker}{known}")
        }
    }

    /// What the baseline of the run says of it, after what it is about.
    pub(super) fn known(self) -> String {
        self.finding.map_or(String::new(), words::known)
    }

    /// Who accepted it, and what the law alone comes to, to follow what it is about; nothing where nobody did.
    pub(super) fn accepted(self) -> String {
        let accepted = self.finding.and_then(|finding| finding.accepted.as_ref());
        accepted.map_or(String::new(), |accepted| {
            let by = cell(&accepted.by, CELL);
            format!(", {} accepted by {by} until {}", accepted.would_be, accepted.until)
        })
    }

    /// Whether the baseline of the run names it.
    pub(super) fn is_known(self) -> bool {
        self.finding.is_some_and(Finding::is_known)
    }

    /// Its verdict, and of what.
    pub(super) fn title(self) -> String {
        format!("{}: {}", words::sentence(self.verdict().word()), self.subject())
    }

    /// The whole finding in sentences: the first gives the verdict, the others why.
    pub(super) fn message(self) -> String {
        let mut said = vec![self.title()];
        said.extend(self.finding.map(|finding| words::provision_cited(&finding.law)));
        // The title has the grade already.
        said.extend(self.attribution().map(maker::made));
        said.extend(self.why());
        said.extend(self.questions());
        said.iter().map(|said| words::stopped(said)).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn why(self) -> Option<String> {
        let finding = self.finding?;
        let accepted = finding.accepted.as_ref().map(|accepted| {
            format!("{}; the law alone comes to {}", words::accepted(accepted), accepted.would_be)
        });
        let why = accepted.unwrap_or_else(|| verdict_reason::follows(finding, self.grade()));
        Some(words::sentence(&why))
    }

    /// What would settle it.
    pub(super) fn questions(self) -> Vec<String> {
        self.finding
            .into_iter()
            .flat_map(|finding| &finding.missing)
            .map(wording::question)
            .collect()
    }

    /// What to do, with what it hangs on where a question comes first.
    pub(super) fn remedy(self) -> String {
        match self.finding {
            Some(finding) => words::to_do(finding, self.grade()),
            None => "Mend the row, or say how the file is to be read.".to_owned(),
        }
    }

    /// Whether there is something to do now.
    pub(super) fn stands(self) -> bool {
        self.finding.is_some_and(|finding| {
            finding.accepted.is_none() && words::stands(finding, self.grade())
        })
    }

    /// What it is known by in later runs. A row that could not be read is known by its place: nothing else is known of it.
    pub(super) fn fingerprint(self) -> String {
        let place = &self.asset.place;
        let given = self.finding.and_then(|finding| finding.fingerprint);
        let print = given.unwrap_or_else(|| {
            let sheet = place.sheet.as_deref().unwrap_or_default();
            Fingerprints::of(&[self.law(), &place.file, sheet, &place.line.to_string()])
        });
        print.to_string()
    }
}
