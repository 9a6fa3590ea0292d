//! Words for the stages of life, alone and in company: `In use - assigned`, `Retired 2023`, `1 - In service`.

use serde::{Deserialize, Serialize};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{facts::LifeCycle, fold::fold};

/// Longer cells, in bytes, are sentences.
const LONGEST: usize = 80;

/// The words for stages of life.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Statuses {
    stages: FxHashMap<String, LifeCycle>,
    /// Words that say a stage where nothing else does, and are noise beside another.
    alone: FxHashMap<String, LifeCycle>,
    /// Words beside a stage that leave it alone.
    noise: FxHashSet<String>,
}

impl Statuses {
    /// Says what a folded word stands for; gives what it stood for before.
    pub(super) fn insert(
        &mut self,
        folded: &str,
        stage: LifeCycle,
        alone: bool,
    ) -> Option<LifeCycle> {
        let other = if alone { &mut self.stages } else { &mut self.alone };
        let before = other.remove(folded);
        let own = if alone { &mut self.alone } else { &mut self.stages };
        own.insert(folded.to_owned(), stage).or(before)
    }

    pub(super) fn add_noise(&mut self, word: &str) {
        self.noise.insert(fold(word));
    }

    /// The stage that a cell names. Of several parts all must name the same or say nothing; a part that is not known may
    /// deny the others.
    pub(super) fn read(&self, cell: &str) -> Option<LifeCycle> {
        let folded = fold(cell);
        if let Some(stage) = self.stages.get(&folded) {
            return Some(*stage);
        }
        if cell.len() > LONGEST {
            return None;
        }
        let (mut stage, mut weak) = (None, None);
        for part in cell.split(is_border).map(fold).filter(|part| !part.is_empty()) {
            match (self.part(&part), stage) {
                (StageReading::Stage(here), None) => stage = Some(here),
                (StageReading::Stage(here), Some(before)) if here == before => {}
                (StageReading::Weak(here), _) => weak = weak.or(Some(here)),
                (StageReading::Nothing, _) => {}
                _ => return None,
            }
        }
        stage.or(weak)
    }

    /// Whether a cell has nothing but numbers and words that leave the stage alone.
    pub(super) fn says_nothing(&self, cell: &str) -> bool {
        let mut parts = cell.split(is_border).map(fold).filter(|part| !part.is_empty());
        cell.len() <= LONGEST && parts.all(|part| matches!(self.part(&part), StageReading::Nothing))
    }

    /// What a folded part of a cell says: a known word, with numbers and words that say nothing around it.
    fn part(&self, folded: &str) -> StageReading {
        if let Some(stage) = self.stages.get(folded) {
            return StageReading::Stage(*stage);
        }
        if self.noise.contains(folded) {
            return StageReading::Nothing;
        }
        if let Some(stage) = self.alone.get(folded) {
            return StageReading::Weak(*stage);
        }
        let weak = |word: &&str| self.alone.get(*word).copied();
        let says = |word: &&str| {
            !self.noise.contains(*word)
                && weak(word).is_none()
                && !word.chars().all(char::is_numeric)
        };
        let words: Vec<_> = folded.split(' ').collect();
        let first = words.iter().position(says);
        let last = words.iter().rposition(says);
        let Some((first, last)) = first.zip(last) else {
            return words.iter().find_map(weak).map_or(StageReading::Nothing, StageReading::Weak);
        };
        let told = words.get(first..=last).unwrap_or_default().join(" ");
        // Noise may be a part of the word itself, as `in` is of `in use`.
        let whole = |from: usize| words.get(from..=last).unwrap_or_default().join(" ");
        let stage = self.stages.get(&told).or_else(|| self.stages.get(&whole(0)));
        stage.map_or(StageReading::Unknown, |stage| StageReading::Stage(*stage))
    }
}

/// What a part of a cell says of the stage.
enum StageReading {
    Stage(LifeCycle),
    /// It does where nothing else does.
    Weak(LifeCycle),
    Nothing,
    Unknown,
}

/// What stands between the parts of a cell.
fn is_border(c: char) -> bool {
    let marks = [
        '-', '–', '—', '/', '|', ';', ',', ':', '(', ')', '[', ']', '（', '）', '：', '、', '，',
        '_', '>',
    ];
    marks.contains(&c)
}
