//! Names that the rows of one finding bear, such as sites, by number.

const OF_ONE: usize = 200;

/// Names with the number of rows that bear each.
#[derive(Clone, Debug, Default)]
pub(super) struct RowNames {
    pub(super) known: Vec<(u32, u64)>,
    /// Rows that bear others, which were too many.
    pub(super) other: u64,
}

impl RowNames {
    /// Adds a row of the name with this number; `None` where the page has no room for it.
    pub(super) fn add(&mut self, number: Option<u32>) {
        let at = self.known.iter().position(|(known, _)| Some(*known) == number);
        match (at, number) {
            (Some(at), _) => self.known[at].1 += 1,
            (None, Some(name)) if self.known.len() < OF_ONE => self.known.push((name, 1)),
            (None, _) => self.other += 1,
        }
    }
}
