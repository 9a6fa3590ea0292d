//! Companies by name, and owners, where a header leaves open what stands below it. Intake knows none itself.

use std::{collections::HashSet, fmt};

/// What a company has to do with goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trade {
    /// It makes them.
    Makes,
    /// It sells what others make.
    Sells,
}

/// Who knows companies by their names.
pub trait Companies: fmt::Debug + Send + Sync {
    /// The trade of the company that a cell names; `None` if it is not known.
    fn trade(&self, cell: &str) -> Option<Trade>;

    /// Whether a cell names one who may own goods, such as a body of a state; `None` where its form of name is one that any owner may have, makers
    /// among them.
    fn names_owner(&self, _cell: &str) -> Option<bool> {
        Some(false)
    }
}

/// Whether more of the different cells of a column name owners than name anything else.
pub(super) fn are_owners(cells: &[&str], companies: &dyn Companies) -> bool {
    let different: HashSet<_> = cells.iter().collect();
    let named: Vec<_> = different.iter().filter_map(|cell| companies.names_owner(cell)).collect();
    let owners = named.iter().filter(|is_owner| **is_owner).count();
    owners * 2 > named.len()
}

/// The trade that the companies of a column are in: makers if most of its cells name one, sellers if more name a seller than a
/// maker.
pub(super) fn trade_of(cells: &[&str], companies: &dyn Companies) -> Option<Trade> {
    let trades: Vec<_> = cells.iter().filter_map(|cell| companies.trade(cell)).collect();
    let makers = trades.iter().filter(|trade| **trade == Trade::Makes).count();
    let sellers = trades.len() - makers;
    if makers * 2 > cells.len() {
        Some(Trade::Makes)
    } else if sellers > makers {
        Some(Trade::Sells)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct FewCompanies;

    impl Companies for FewCompanies {
        fn trade(&self, cell: &str) -> Option<Trade> {
            match cell {
                "Acme" | "Globex" => Some(Trade::Makes),
                "Shop" => Some(Trade::Sells),
                _ => None,
            }
        }

        fn names_owner(&self, cell: &str) -> Option<bool> {
            (!cell.ends_with("Ltd")).then(|| cell.starts_with("Ministry"))
        }
    }

    #[test]
    fn more_owners_than_others_make_a_column_of_owners() {
        for (cells, expected) in [
            (&["Ministry A", "Ministry B", "Finance"][..], true),
            (&["Ministry A", "Finance"], false),
            (&["Ministry A", "Finance", "Ministry A"], false),
            (&["Ministry A", "Acme Ltd", "Globex Ltd"], true),
            (&["Acme Ltd"], false),
            (&[], false),
        ] {
            assert_eq!(are_owners(cells, &FewCompanies), expected, "{cells:?}");
        }
    }

    #[test]
    fn the_cells_say_whose_the_column_is() {
        for (cells, expected) in [
            (&["Acme", "Globex", "x"][..], Some(Trade::Makes)),
            (&["Acme", "x", "y"], None),
            (&["Shop", "x", "y"], Some(Trade::Sells)),
            (&["Shop", "Acme"], None),
            (&[], None),
        ] {
            assert_eq!(trade_of(cells, &FewCompanies), expected, "{cells:?}");
        }
    }
}
