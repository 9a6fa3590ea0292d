//! What was found out about a cell, kept for the next row that says the same. Registers repeat a few categories many times.

use std::collections::HashMap;

/// So many different cells are kept; a column with more of them is not worth it.
const KEPT: usize = 4096;
/// Longer cells are not kept, so that the bound on their number bounds the memory.
const LONGEST: usize = 64;

/// Answers by the text of a cell; `None` where the cell alone does not tell.
#[derive(Debug, Default)]
pub(super) struct Memo {
    answers: HashMap<String, Option<bool>>,
}

impl Memo {
    /// The answer for a cell, found out if it is not known.
    pub(super) fn answer(
        &mut self,
        cell: &str,
        find_out: impl FnOnce() -> Option<bool>,
    ) -> Option<bool> {
        if let Some(&known) = self.answers.get(cell) {
            return known;
        }
        let answer = find_out();
        if self.answers.len() < KEPT && cell.len() <= LONGEST {
            self.answers.insert(cell.to_owned(), answer);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_looked_into_once() {
        let mut memo = Memo::default();
        let mut asked = 0;
        for _ in 0..3 {
            let answer = memo.answer("switch", || {
                asked += 1;
                Some(true)
            });
            assert_eq!(answer, Some(true));
        }
        assert_eq!(asked, 1);
    }

    #[test]
    fn no_more_is_kept_than_may_be() {
        let mut memo = Memo::default();
        for number in 0..2 * KEPT {
            memo.answer(&number.to_string(), || None);
        }
        memo.answer(&"x".repeat(LONGEST + 1), || None);
        assert_eq!(memo.answers.len(), KEPT);
    }
}
