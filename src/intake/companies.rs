//! Companies by name, where a header leaves open what kind of company stands below it. Intake knows none itself.

use std::fmt;

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
