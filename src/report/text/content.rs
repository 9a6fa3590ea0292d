//! What a report shows, put in order once for all its sections, and how much of it there is room for.

use std::collections::BTreeMap;

use crate::{
    audit::Basis,
    law::Law,
    reason::AskedFact,
    report::{
        PageLook, Summary,
        goods::{Action, Actions, Goods, GoodsList},
        questions::{OpenQuestion, open_questions},
        terminal::Page,
    },
};

/// How many lines the parts of a report may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// The first screen, which says everything in short.
    pub(super) screen: usize,
    /// The actions, and the questions, for which the first screen has no room.
    pub(super) further: usize,
    /// Cards of goods, which take two or three lines each. One more card than this is a name in a list.
    pub(super) cards: usize,
    pub(super) cases: usize,
    /// Goods named in one case for which there is no card.
    pub(super) names: usize,
    /// Goods by maker, where nothing is known of the owner.
    pub(super) makers: usize,
    /// What is only named with its reason: what is waived or exempt.
    pub(super) named: usize,
    /// Rows that could not be read.
    pub(super) unread: usize,
    /// Lines set aside, rows read with doubt.
    pub(super) odd: usize,
    pub(super) warnings: usize,
    /// The lines of one table of sums, and of the table by file.
    pub(super) table: usize,
    pub(super) files: usize,
    pub(super) laws: usize,
    /// Files, and what the settings name and no row has.
    pub(super) inputs: usize,
    /// The line after which nothing is shown that the sheet shows as well.
    pub(super) end: usize,
}

impl Limits {
    /// A report to be read on a screen.
    const SCREEN: Self = Self {
        screen: 40,
        further: 16,
        cards: 21,
        cases: 140,
        names: 39,
        makers: 0,
        named: 9,
        unread: 24,
        odd: 5,
        warnings: 20,
        table: 0,
        files: 6,
        laws: 50,
        inputs: 5,
        end: usize::MAX,
    };

    /// The same where nothing is known of the owner, so that nearly everything hangs on one question.
    const OWNER_UNKNOWN: Self = Self {
        further: 0,
        cards: 3,
        cases: 24,
        names: 10,
        makers: 30,
        named: 6,
        unread: 4,
        odd: 3,
        warnings: 5,
        files: 0,
        laws: 5,
        inputs: 2,
        end: 72,
        ..Self::SCREEN
    };

    /// The same with every kind of goods named, clear ones too.
    fn with_all(self) -> Self {
        let most = usize::MAX;
        Self { named: most, names: most, cases: most, end: most, ..self }
    }

    const DETAILS: Self = Self {
        screen: 40,
        further: usize::MAX,
        cards: usize::MAX,
        cases: usize::MAX,
        names: usize::MAX,
        makers: 0,
        named: usize::MAX,
        unread: usize::MAX,
        odd: usize::MAX,
        warnings: usize::MAX,
        table: 20,
        files: 20,
        laws: usize::MAX,
        inputs: 20,
        end: usize::MAX,
    };
}

/// Lines of a part for which there is no room: one that says something, and how much is left.
const LEAST: usize = 3;

/// What a report shows.
pub(super) struct TextContent<'r> {
    pub(super) summary: &'r Summary,
    pub(super) basis: &'r Basis,
    pub(super) list: &'r GoodsList,
    /// The goods, worst first.
    pub(super) goods: Vec<&'r Goods>,
    /// What is to be done, the most urgent first.
    pub(super) actions: Vec<Vec<&'r Action>>,
    pub(super) questions: Vec<OpenQuestion>,
    /// Whether all evidence is wanted.
    pub(super) details: bool,
    /// Whether all goods are to be named, clear ones too.
    pub(super) all: bool,
    pub(super) limits: Limits,
    numbers: BTreeMap<&'r str, usize>,
}

impl<'r> TextContent<'r> {
    pub(super) fn new(
        summary: &'r Summary,
        basis: &'r Basis,
        (list, actions): (&'r GoodsList, &'r Actions),
        look: PageLook,
    ) -> Self {
        let PageLook { details, all, .. } = look;
        let (goods, actions) = (list.sorted(), actions.merged());
        let limits = match (details, knows_owner(basis)) {
            (true, _) => Limits::DETAILS,
            (false, true) => Limits::SCREEN,
            (false, false) => Limits::OWNER_UNKNOWN,
        };
        let limits = if all { limits.with_all() } else { limits };
        let clauses = goods.iter().flat_map(|goods| &goods.clauses);
        let mut numbers = BTreeMap::new();
        for law in
            actions.iter().flatten().map(|action| &action.law).chain(clauses.map(|it| &it.law))
        {
            let next = numbers.len() + 1;
            numbers.entry(law.id.as_str()).or_insert(next);
        }
        let questions = open_questions(summary, basis);
        Self { summary, basis, list, goods, actions, questions, details, all, limits, numbers }
    }

    /// Those of `lines` that are left for what the sheet shows as well; never so few that only a heading would fit.
    pub(super) fn room(&self, page: &Page<'_>, lines: usize) -> usize {
        lines.min(self.limits.end.saturating_sub(page.lines()).max(LEAST))
    }

    /// Whether anything is known of the owner.
    pub(super) fn knows_owner(&self) -> bool {
        knows_owner(self.basis)
    }

    /// Whether rows come from several files, so that each place needs its own.
    pub(super) fn has_several_files(&self) -> bool {
        self.summary.has_several_files()
    }

    pub(super) fn question(&self, fact: AskedFact) -> Option<usize> {
        self.questions.iter().position(|question| question.fact == fact).map(|at| at + 1)
    }

    /// The number of a provision in the list of laws.
    pub(super) fn number(&self, law: &Law) -> usize {
        self.numbers.get(law.id.as_str()).copied().unwrap_or_default()
    }
}

fn knows_owner(basis: &Basis) -> bool {
    !basis.organisation.is_empty() || !basis.site_owners.is_empty()
}
