//! The account of a sheet: what became of every record below its header.

use std::fmt;

use super::SetAside;

/// How many records of a sheet are rows, and how many were set aside as no assets. Nothing else can become of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    rows: u64,
    set_aside: [u64; SetAside::ALL.len()],
}

impl Account {
    pub(crate) fn add_row(&mut self) {
        self.add_rows(1);
    }

    pub(crate) fn add_rows(&mut self, rows: u64) {
        self.rows += rows;
    }

    pub(crate) fn add_set_aside(&mut self, why: SetAside) {
        self.set_aside[why as usize] += 1;
    }

    /// A record that was set aside for this reason is a row after all; `None` for one that was not counted.
    pub(crate) fn take_for_row(&mut self, why: Option<SetAside>) {
        if let Some(why) = why {
            self.set_aside[why as usize] -= 1;
        }
        self.rows += 1;
    }

    /// Adds what another sheet came to.
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        for (sum, more) in self.set_aside.iter_mut().zip(other.set_aside) {
            *sum += more;
        }
    }

    /// The records below the header.
    pub fn records(&self) -> u64 {
        self.rows + self.all_set_aside()
    }

    /// Those of them that are rows of the inventory, read or not.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Those that were set aside for this reason.
    pub fn set_aside(&self, why: SetAside) -> u64 {
        self.set_aside[why as usize]
    }

    /// All that were set aside.
    pub fn all_set_aside(&self) -> u64 {
        self.set_aside.iter().sum()
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (records, rows, aside) = (self.records(), self.rows, self.all_set_aside());
        let word = if rows == 1 { "row" } else { "rows" };
        write!(f, "{records} = {rows} {word} + {aside} set aside")?;
        let counted = SetAside::ALL.iter().filter(|&&why| self.set_aside(why) > 0);
        for (at, &why) in counted.enumerate() {
            let before = if at == 0 { " (" } else { ", " };
            write!(f, "{before}{} {}", self.set_aside(why), why.word())?;
        }
        f.write_str(if aside > 0 { ")" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_accounted_for() {
        let mut account = Account::default();
        assert_eq!(account.to_string(), "0 = 0 rows + 0 set aside");
        account.add_row();
        for why in [SetAside::Empty, SetAside::Footer, SetAside::Empty] {
            account.add_set_aside(why);
        }
        let mut all = account.clone();
        all.add(&account);
        assert_eq!((all.records(), all.rows(), all.all_set_aside()), (8, 2, 6));
        assert_eq!(all.to_string(), "8 = 2 rows + 6 set aside (4 empty, 2 page foot)");
    }

    #[test]
    fn a_line_that_is_a_row_after_all_moves_and_no_record_is_lost() {
        let mut account = Account::default();
        account.add_set_aside(SetAside::Footer);
        account.add_set_aside(SetAside::Footer);
        account.take_for_row(Some(SetAside::Footer));
        assert_eq!(account.to_string(), "2 = 1 row + 1 set aside (1 page foot)");
        // One that was not counted before is a row more.
        account.take_for_row(None);
        assert_eq!((account.records(), account.rows()), (3, 2));
    }
}
