//! What is asked of whom: the open questions, by who can answer them.

use crate::{
    Verdict,
    audit::{Basis, Tally},
    reason::AskedFact,
    report::{
        Summary,
        fact_words::{Whom, words_of},
        line,
        questions::{OpenQuestion, open_questions},
        words,
    },
};

use super::sums::NameCounts;

/// Suppliers named.
const SUPPLIERS: usize = 8;

#[derive(Clone, Debug)]
pub(super) struct AskGroup {
    pub(super) whom: &'static str,
    pub(super) says: &'static str,
    pub(super) items: Vec<AskItem>,
}

impl AskGroup {
    /// Whether one of its questions is answered with an option.
    pub(super) fn has_options(&self) -> bool {
        self.items.iter().any(|item| !item.option.is_empty())
    }
}

/// One question, or one supplier.
#[derive(Clone, Debug)]
pub(super) struct AskItem {
    pub(super) text: String,
    pub(super) decides: String,
    pub(super) says: String,
    /// The option with which it is answered at a terminal, or nothing.
    pub(super) option: String,
}

impl Whom {
    const ALL: [Self; 4] = [Self::Counsel, Self::Sites, Self::Suppliers, Self::Register];

    /// Who can answer what is asked.
    fn of(asked: AskedFact) -> Self {
        match asked {
            AskedFact::Law => Self::Counsel,
            AskedFact::Row => Self::Register,
            AskedFact::Maker => Self::Suppliers,
            AskedFact::Field(field) => words_of(field).asked_of,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Counsel => "Contracts and counsel",
            Self::Sites => "Site owners",
            Self::Suppliers => "Suppliers",
            Self::Register => "Whoever keeps the register",
        }
    }

    fn says(self) -> &'static str {
        match self {
            Self::Counsel => {
                "Who the owner is, for whom goods are, who paid and who sold, and what the law leaves open."
            }
            Self::Sites => "What the equipment does there, and what kind of place it is.",
            Self::Suppliers => {
                "What was sold: proof of the maker is a full model number, a MAC address, an FCC ID, the rating plate or a statement of the maker."
            }
            Self::Register => "What the register does not say in a form that can be read.",
        }
    }
}

/// The questions, by who can answer them.
pub(super) fn asks(summary: &Summary, basis: &Basis, suppliers: &NameCounts) -> Vec<AskGroup> {
    let questions = open_questions(summary, basis);
    let unread = summary.tally.of(Verdict::Unchecked);
    let group = |whom: Whom| {
        let of_them = questions.iter().filter(|question| Whom::of(question.fact) == whom);
        let mut items: Vec<_> = of_them.map(AskItem::of).collect();
        if whom == Whom::Suppliers {
            items.extend(suppliers.ranked().into_iter().take(SUPPLIERS).map(AskItem::of_supplier));
        }
        if whom == Whom::Register && unread > 0 {
            items.push(AskItem {
                text: format!("{} could not be read.", words::count(unread, "row")),
                decides: "Nothing is said of them until the file is mended.".to_owned(),
                says: String::new(),
                option: String::new(),
            });
        }
        AskGroup { whom: whom.title(), says: whom.says(), items }
    };
    Whom::ALL.into_iter().map(group).filter(|group| !group.items.is_empty()).collect()
}

impl AskItem {
    fn of(question: &OpenQuestion) -> Self {
        Self {
            text: line(&question.text).into_owned(),
            decides: words::stopped(&words::sentence(&question.decides())),
            says: line(&question.says).into_owned(),
            option: question
                .option
                .as_deref()
                .map_or(String::new(), |option| line(option).into_owned()),
        }
    }

    fn of_supplier((name, rows): (&str, &Tally)) -> Self {
        let verdicts = [Verdict::Violation, Verdict::Review, Verdict::Advisory];
        Self {
            text: name.to_owned(),
            decides: format!(
                "Named as the seller in {}: {}.",
                words::count(rows.rows(), "row"),
                words::counted(rows, verdicts)
            ),
            says: String::new(),
            option: String::new(),
        }
    }
}
