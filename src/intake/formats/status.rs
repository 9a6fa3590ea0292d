//! Words for the stages of life, alone and in company: `In use - assigned`, `Retired 2023`, `1 - In service`.

use serde::{Deserialize, Serialize};

use rustc_hash::FxHashSet;

use crate::{facts::LifeCycle, fold::fold, phrases::covered, text_map::TextMap};

/// Longer cells, in bytes, are sentences.
const LONGEST: usize = 80;
/// Letters of the longest word that counts something: `12th`.
const ORDINAL: usize = 4;

/// What a word says of the stage.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct StatusWord {
    is: LifeCycle,
    /// It says so where nothing else does, and is noise beside another.
    alone: bool,
}

impl StatusWord {
    fn reading(self) -> StageReading {
        if self.alone { StageReading::Weak(self.is) } else { StageReading::Stage(self.is) }
    }
}

/// The words for stages of life.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Statuses {
    stages: TextMap<StatusWord>,
    /// Words beside a stage that leave it alone.
    noise: FxHashSet<String>,
}

impl Statuses {
    /// Says what a folded word stands for; gives what it stood for before.
    pub(super) fn insert(&mut self, folded: &str, is: LifeCycle, alone: bool) -> Option<LifeCycle> {
        self.stages.insert(folded.to_owned(), StatusWord { is, alone }).map(|before| before.is)
    }

    pub(super) fn add_noise(&mut self, word: &str) {
        self.noise.insert(fold(word));
    }

    /// The stage that a cell names. Of several parts all must name the same or say nothing; a part that is not known may
    /// deny the others.
    pub(super) fn read(&self, cell: &str) -> Option<LifeCycle> {
        let folded = fold(cell);
        if let Some(StatusWord { is, alone: false }) = self.stages.get(&folded) {
            return Some(*is);
        }
        if cell.len() > LONGEST {
            return None;
        }
        let parts = cell.split(is_border).map(fold).filter(|part| !part.is_empty());
        let told = parts.map(|part| self.part(&part)).try_fold(StageReading::Nothing, both);
        // A hyphen may stand inside of a word (`since fit-out`).
        match told.or_else(|| self.part(&folded))? {
            StageReading::Stage(stage) | StageReading::Weak(stage) => Some(stage),
            StageReading::Nothing => None,
        }
    }

    /// Whether a cell has nothing but numbers and words that leave the stage alone.
    pub(super) fn says_nothing(&self, cell: &str) -> bool {
        let mut parts = cell.split(is_border).map(fold).filter(|part| !part.is_empty());
        cell.len() <= LONGEST
            && parts.all(|part| matches!(self.part(&part), Some(StageReading::Nothing)))
    }

    /// What a folded part of a cell says: known words, with numbers and words that say nothing around them. `None` if it has
    /// any other word, or words that contradict each other.
    fn part(&self, folded: &str) -> Option<StageReading> {
        let known = |run: &str| {
            let stage = self.stages.get(run).copied().map(StatusWord::reading);
            stage.or_else(|| self.is_noise(run).then_some(StageReading::Nothing))
        };
        let told = covered(folded, known, is_number)?;
        told.into_iter().map(Some).try_fold(StageReading::Nothing, both)
    }
}

impl Statuses {
    /// Whether a run of words leaves a stage alone, as a place does that is told from others by a letter: `site B`.
    fn is_noise(&self, run: &str) -> bool {
        let of_letter = |(place, letter): (&str, &str)| {
            self.noise.contains(place) && letter.len() == 1 && letter != "n" && letter != "y"
        };
        self.noise.contains(run) || run.rsplit_once(' ').is_some_and(of_letter)
    }
}

/// What a cell, or a part of one, says of the stage.
#[derive(Clone, Copy)]
enum StageReading {
    Stage(LifeCycle),
    /// It does where nothing else does.
    Weak(LifeCycle),
    Nothing,
}

/// What two parts of a cell say together; `None` if one is not known or they contradict each other. What was taken down and then thrown
/// away is gone.
fn both(one: StageReading, other: Option<StageReading>) -> Option<StageReading> {
    use LifeCycle::{Disposed, InStock, Retired, Sold};
    use StageReading::{Nothing, Stage, Weak};
    Some(match (one, other?) {
        (Stage(one), Stage(other)) if one == other => Stage(one),
        (Stage(Sold), Stage(Retired | Disposed)) | (Stage(Retired | Disposed), Stage(Sold)) => {
            Stage(Sold)
        }
        (Stage(Retired | Disposed), Stage(Retired | Disposed)) => Stage(Disposed),
        (Stage(InStock), Stage(Retired)) | (Stage(Retired), Stage(InStock)) => Stage(Retired),
        (Stage(_), Stage(_)) => return None,
        (Stage(stage), _) | (_, Stage(stage)) => Stage(stage),
        (Weak(stage), _) | (Nothing, Weak(stage)) => Weak(stage),
        (Nothing, Nothing) => Nothing,
    })
}

/// Whether a word is a number, or counts something: `3rd`, `2F`.
fn is_number(word: &str) -> bool {
    let counts = word.starts_with(char::is_numeric) && word.chars().count() <= ORDINAL;
    counts || word.chars().all(char::is_numeric)
}

/// What stands between the parts of a cell.
fn is_border(c: char) -> bool {
    let marks = [
        '-', '–', '—', '/', '|', ';', ',', ':', '(', ')', '[', ']', '（', '）', '：', '、', '，',
        '_', '>',
    ];
    marks.contains(&c)
}
