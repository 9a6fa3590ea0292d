//! Headers against their cells: a `Model` column full of dates, a `Serial` column of running numbers, a `MAC` column that holds
//! the makers of network chips.

use super::{Content, content, running};
use crate::{
    Field,
    asset::{FieldTrait, Role},
    intake::formats::Formats,
    measure::is_amount,
};

/// Fewer cells than this prove nothing against a header.
const ENOUGH: usize = 5;
/// What the cells say to their header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellCheck {
    /// Nothing against it.
    Agreed,
    /// They hold something that does not go with it, but may be what it says.
    Doubted(Content),
    /// They clearly are something else.
    Followed(Role, Content),
}

/// Checks the cells of a column that its header takes for a fact. `numbered` says that some column numbers the assets.
pub(super) fn check_cells(
    field: Field,
    cells: &[&str],
    numbered: bool,
    formats: &Formats,
) -> CellCheck {
    use Field::{Ip, Mac, Model, PartNumber, Quantity, Serial};
    if matches!(field, Serial | PartNumber)
        && (running::are_row_numbers(cells) || running::are_small_running(cells))
    {
        let role = if numbered { Role::Detail } else { Role::Field(Field::AssetId) };
        return CellCheck::Followed(role, Content::Running);
    }
    if cells.len() < ENOUGH {
        return CellCheck::Agreed;
    }
    let few = |test: &dyn Fn(&str) -> bool| {
        cells.iter().filter(|cell| test(cell)).count() * 5 < cells.len()
    };
    match field {
        Mac if few(&content::may_be_macs) => left(cells, formats),
        Ip if few(&content::is_ip) => left(cells, formats),
        Quantity if few(&|cell| cell.chars().any(char::is_numeric)) => left(cells, formats),
        dated if dated.is(FieldTrait::Dated) => {
            let no_dates = few(&|cell| formats.read_date(cell, None).is_some());
            if no_dates { left(cells, formats) } else { CellCheck::Agreed }
        }
        Model if few(&|cell| !is_amount(cell)) => {
            CellCheck::Followed(Role::Detail, Content::Numbers)
        }
        Mac | Ip | Quantity => CellCheck::Agreed,
        _ => weigh(field, content::of(cells, formats), cells),
    }
}

/// What cells are taken for that are not what their header says, and tell nothing by themselves or something else.
fn left(cells: &[&str], formats: &Formats) -> CellCheck {
    let content = content::of(cells, formats);
    let role = match content {
        Content::Dates | Content::Numbers | Content::Running => Role::Detail,
        _ => content.field().filter(|_| content.is_sure()).map_or(Role::Text, Role::Field),
    };
    CellCheck::Followed(role, content)
}

/// Whether the content of a column goes with a fact that is stated in words or codes.
fn weigh(field: Field, content: Content, cells: &[&str]) -> CellCheck {
    use Field::{
        AssetId, Banner, Brand, ControllerCountry, Country, CountryOfProduction, Description,
        Equipment, Firmware, Hostname, MakerCountry, Manufacturer, Network, Owner, PartNumber,
        Serial, Site, Status, Supplier,
    };
    let marked = || cells.iter().any(|cell| cell.contains([':', '-', '.']));
    match content {
        Content::Macs if matches!(field, Description | Banner) => CellCheck::Agreed,
        // Some makers number their devices by the MAC address, without marks.
        Content::Macs if matches!(field, Serial | AssetId | Hostname) && !marked() => {
            CellCheck::Agreed
        }
        Content::Ips if matches!(field, Description | Banner | Network | Firmware | PartNumber) => {
            CellCheck::Agreed
        }
        Content::Macs | Content::Ips | Content::Cpes => {
            let followed =
                content.field().map(|field| CellCheck::Followed(Role::Field(field), content));
            followed.filter(|_| content.field() != Some(field)).unwrap_or(CellCheck::Agreed)
        }
        Content::Dates if matches!(field, Description | Firmware | AssetId) => CellCheck::Agreed,
        Content::Dates => CellCheck::Followed(Role::Detail, content),
        Content::Numbers | Content::Running if matches!(field, Manufacturer | Brand | Supplier) => {
            CellCheck::Followed(Role::Detail, content)
        }
        Content::Numbers | Content::Running
            if matches!(
                field,
                Status
                    | Equipment
                    | Country
                    | CountryOfProduction
                    | MakerCountry
                    | ControllerCountry
                    | Site
                    | Owner
            ) =>
        {
            CellCheck::Doubted(content)
        }
        _ => CellCheck::Agreed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    #[test]
    fn cells_are_checked() {
        let formats = testing::formats();
        let dates = ["2021-03-05", "2021-03-06", "2020-01-02", "2019-12-01", "2021-05-05"];
        let count = ["1", "2", "3", "4", "5", "6"];
        let chips = ["Cisco", "Realtek", "Hangzhou Hikvision", "Intel", "Cisco"];
        let macs = ["00:11:22:33:44:55", "00:11:22:33:44:56", "n", "00:11:22:33:44:57"];
        let macs = [&macs[..], &["00:11:22:33:44:58", "00:11:22:33:44:59"]].concat();
        let streets = ["1 High St", "2 High St", "9 Low Rd", "Pier 4", "Old Mill"];
        let prices = ["12.50", "1,200.00", "80", "99.90", "3.00"];
        let measures = ["0.817", "~$14,000", "+2.8%", "74.723", "**$0**"];
        let words = ["yes", "no", "yes", "yes", "no"];
        let detail = |content| CellCheck::Followed(Role::Detail, content);
        let field = |field, content| CellCheck::Followed(Role::Field(field), content);
        for (header, cells, check) in [
            (Field::Model, &dates[..], detail(Content::Dates)),
            (Field::Model, &dates[..4], CellCheck::Agreed),
            (Field::Model, &measures[..], detail(Content::Numbers)),
            (Field::Model, &["6100", "6200.1", "12-5", "7", "X1"][..], CellCheck::Agreed),
            (Field::Firmware, &dates[..], CellCheck::Agreed),
            (Field::Acquired, &dates[..], CellCheck::Agreed),
            (Field::Contracted, &dates[..], CellCheck::Agreed),
            (Field::Renewed, &dates[..], CellCheck::Agreed),
            (Field::Acquired, &prices[..], detail(Content::Numbers)),
            (Field::Installed, &words[..], CellCheck::Followed(Role::Text, Content::Text)),
            (Field::Serial, &count[..], field(Field::AssetId, Content::Running)),
            (Field::Serial, &["4", "2", "9", "7", "5"][..], CellCheck::Agreed),
            (Field::Mac, &chips[..], CellCheck::Followed(Role::Text, Content::Text)),
            (Field::Ip, &streets[..], CellCheck::Followed(Role::Text, Content::Text)),
            (Field::Serial, &macs[..], field(Field::Mac, Content::Macs)),
            (Field::Mac, &macs[..], CellCheck::Agreed),
            (Field::Manufacturer, &prices[..], detail(Content::Numbers)),
            (Field::Status, &count[..], CellCheck::Doubted(Content::Running)),
            (Field::Manufacturer, &chips[..], CellCheck::Agreed),
        ] {
            assert_eq!(check_cells(header, cells, false, &formats), check, "{header}: {cells:?}");
        }
        assert_eq!(check_cells(Field::Serial, &count, true, &formats), detail(Content::Running));
    }
}
