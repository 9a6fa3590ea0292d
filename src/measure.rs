//! Measures: amounts with a unit, such as the power of a plant, the weight of a device or a share of its content. Each is kept in one small unit, so that they
//! compare whatever they were written in.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A fraction has no more digits on either side of its point.
const FRACTION: usize = 3;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Dimension {
    /// Power, kept in milliwatts.
    Power,
    /// Mass, kept in milligrams.
    Mass,
    /// A share, kept in thousandths of a percent.
    Share,
}

impl Dimension {
    /// A measure of it, as an example of how one is written.
    pub fn example(self) -> &'static str {
        match self {
            Self::Power => "100 kW",
            Self::Mass => "2 kg",
            Self::Share => "65 %",
        }
    }

    /// The units in which it is written.
    pub(crate) fn units(self) -> impl Iterator<Item = &'static str> {
        UNITS.into_iter().filter(move |(_, of, _)| *of == self).map(|(unit, ..)| unit)
    }
}

worded! {
    /// A side of a limit.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[non_exhaustive]
    pub enum Side {
        /// More than it.
        Above = "above",
        /// As much or more.
        AtLeast = "at-least",
        /// As much or less.
        AtMost = "at-most",
        /// Less than it.
        Below = "below",
    }
}

impl Side {
    /// Whether an amount that compares so to a limit lies on this side of it.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Above => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::AtMost => order.is_le(),
            Self::Below => order.is_lt(),
        }
    }
}

/// A limit, with the side of it on which an amount must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The side.
    pub side: Side,
    /// The limit itself.
    pub measure: Measure,
}

/// The units that are understood, with how many of the unit that is kept make one.
const UNITS: [(&str, Dimension, f64); 18] = [
    ("W", Dimension::Power, 1e3),
    ("kW", Dimension::Power, 1e6),
    ("MW", Dimension::Power, 1e9),
    ("GW", Dimension::Power, 1e12),
    ("kWp", Dimension::Power, 1e6),
    ("MWp", Dimension::Power, 1e9),
    ("g", Dimension::Mass, 1e3),
    ("kg", Dimension::Mass, 1e6),
    ("t", Dimension::Mass, 1e9),
    ("lb", Dimension::Mass, 453_592.37),
    ("lbs", Dimension::Mass, 453_592.37),
    ("pound", Dimension::Mass, 453_592.37),
    ("pounds", Dimension::Mass, 453_592.37),
    ("oz", Dimension::Mass, 28_349.523_125),
    ("ounces", Dimension::Mass, 28_349.523_125),
    ("%", Dimension::Share, 1e3),
    ("percent", Dimension::Share, 1e3),
    ("per cent", Dimension::Share, 1e3),
];

/// An amount of something, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    dimension: Dimension,
    /// In the unit in which it is kept.
    amount: u64,
    /// What it is by the other way of writing numbers, where it may be read either way: `1,900` is nearly two as well.
    or: Option<u64>,
    text: String,
}

impl Measure {
    /// Reads a measure of a dimension; an amount without a unit is of the one that its header ends with, such as `Power (kW)`. `None`
    /// where the unit is missing or another's.
    pub fn read(text: &str, header: &str, dimension: Dimension) -> Option<Self> {
        let text = text.trim();
        let (number, unit) = split(text);
        let written = if unit.is_empty() { unit_of(header)? } else { unit.trim() };
        let (_, _, factor) = UNITS
            .into_iter()
            .find(|(word, of, _)| *of == dimension && written.eq_ignore_ascii_case(word))?;
        let (number_read, or) = amount(number.trim())?;
        let (amount, or) = (kept(number_read * factor)?, or.map(|or| or * factor));
        let or = match or {
            Some(or) => Some(kept(or)?),
            None => None,
        };
        let text = if unit.is_empty() { format!("{number} {written}") } else { text.to_owned() };
        Some(Self { dimension, amount, or, text })
    }

    /// Whether there is one way alone to read it.
    pub(crate) fn is_plain(&self) -> bool {
        self.or.is_none()
    }

    /// What keeps a text from being a measure of a dimension.
    pub(crate) fn no_measure(text: &str, dimension: Dimension) -> NoMeasure<'_> {
        let text = text.trim();
        let (number, unit) = split(text);
        let is_unit = |unit: &str| dimension.units().any(|known| known.eq_ignore_ascii_case(unit));
        match (amount(number.trim()), unit.trim()) {
            (Some(_), "") => NoMeasure::Unit,
            (Some(_), unit) if !is_unit(unit) => NoMeasure::KnownUnit(unit),
            (Some((_, Some(_))), _) => NoMeasure::OneAmount,
            _ => NoMeasure::Amount,
        }
    }

    /// Whether it is more than another; `None` where they measure different things, and where it is more by one reading alone.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        let readings = |one: &Self| [Some(one.amount), one.or].into_iter().flatten();
        let orders =
            readings(self).flat_map(|one| readings(other).map(move |other| one.cmp(&other)));
        let mut orders = orders.filter(|_| self.dimension == other.dimension);
        let first = orders.next()?;
        orders.all(|order| order == first).then_some(first)
    }
}

/// Why a text is no measure: what it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoMeasure<'t> {
    /// A unit behind its number.
    Unit,
    /// One that is known in the place of this.
    KnownUnit(&'t str),
    /// One way alone to read its number.
    OneAmount,
    /// A number that can be read.
    Amount,
}

/// A number and the unit behind it.
fn split(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(text.len()))
}

/// The last word of a header, which may be a unit.
fn unit_of(header: &str) -> Option<&str> {
    header.split(|c: char| !c.is_alphanumeric() && c != '%').rfind(|word| !word.is_empty())
}

/// An amount in the unit in which it is kept. Beyond its bound no plant and no device goes, and each whole number below it is exact.
fn kept(amount: f64) -> Option<u64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded before")]
    (0.0..=9e15).contains(&amount).then(|| amount.round() as u64)
}

/// A number in the spellings of several countries, and what it is by another where that differs.
fn amount(text: &str) -> Option<(f64, Option<f64>)> {
    let joined = in_thousands(text);
    let text = joined.as_deref().unwrap_or(text);
    let separators: Vec<_> = text.match_indices(['.', ',']).collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = match separators.as_slice() {
        [] => text.to_owned(),
        &[(at, mark)] => {
            let (whole, rest) = (&text[..at], &text[at + mark.len()..]);
            if !digits(whole) || !digits(rest) {
                return None;
            }
            let tenths = format!("{whole}.{rest}").parse().ok()?;
            // `1.500` is one and a half here and fifteen hundred there.
            let may_be_grouped = rest.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
            let thousands = may_be_grouped.then(|| format!("{whole}{rest}").parse().ok());
            return Some((tenths, thousands.flatten()));
        }
        _ => return None,
    };
    let number = digits(&plain).then(|| plain.parse().ok())?;
    number.map(|number| (number, None))
}

/// A whole number whose thousands a space parts: `250 000`.
fn in_thousands(text: &str) -> Option<String> {
    let mut groups = text.split([' ', '\u{a0}', '\u{202f}']);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = |group: &str| (1..=3).contains(&group.len()) && digits(group);
    let first = groups.next().filter(|group| is_first(group))?;
    let rest: Vec<_> = groups.collect();
    let is_parted = !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && digits(group));
    is_parted.then(|| first.to_owned() + &rest.concat())
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A text that is no measure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no amount with a unit: expected one such as \"100 kW\" or \"2 kg\"")]
pub struct UnknownMeasure(pub String);

impl FromStr for Measure {
    type Err = UnknownMeasure;

    fn from_str(text: &str) -> Result<Self, UnknownMeasure> {
        let dimensions = [Dimension::Power, Dimension::Mass, Dimension::Share];
        let read = dimensions.into_iter().find_map(|dimension| Self::read(text, "", dimension));
        read.ok_or_else(|| UnknownMeasure(text.to_owned()))
    }
}

/// Whether a text is a price, a share or a fraction, which no model is called by: `0.817`, `~$14,000`, `1,500–12,000`, `+2.8%`. Whole
/// numbers may be names, and so may longer ones with a point.
pub(crate) fn is_amount(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,~+-–%$€£¥*".contains(c);
    let is_number = |text: &str| {
        (1..=FRACTION).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = text.trim_matches(|c: char| !c.is_ascii_digit());
    let is_fraction = number
        .split_once(['.', ','])
        .is_some_and(|(whole, rest)| is_number(whole) && is_number(rest));
    !number.is_empty()
        && text.chars().all(is_sign)
        && (is_fraction || text.contains(|c| "~+–%$€£¥".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::{Dimension, Measure, Ordering, is_amount};

    #[test]
    fn amounts_compare_whatever_their_unit() {
        let measure = |text: &str| text.parse::<Measure>().unwrap();
        for (one, other, order) in [
            ("0.1 MW", "100 kW", Some(Ordering::Equal)),
            ("100,5 kW", "100 kW", Some(Ordering::Greater)),
            ("99999 W", "100kW", Some(Ordering::Less)),
            ("2 kg", "4.4 lb", Some(Ordering::Greater)),
            ("1995 g", "4.4 pounds", Some(Ordering::Less)),
            ("2 kg", "2 kW", None),
            ("65%", "65 percent", Some(Ordering::Equal)),
            ("65.1 %", "65 per cent", Some(Ordering::Greater)),
            ("65 %", "65 W", None),
            // Either way of reading it lies on one side of one limit, and not of the other.
            ("1,900 g", "4.4 lb", Some(Ordering::Less)),
            ("1.500 kW", "1 kW", Some(Ordering::Greater)),
            ("1.500 kW", "100 kW", None),
        ] {
            assert_eq!(measure(one).compare(&measure(other)), order, "{one} and {other}");
        }
    }

    #[test]
    fn a_header_gives_the_unit_that_a_cell_leaves_out() {
        let read =
            |text, header| Measure::read(text, header, Dimension::Power).map(|it| it.to_string());
        assert_eq!(read("120", "Plant power (kW)"), Some("120 kW".to_owned()));
        assert_eq!(read("120 MW", "Plant power (kW)"), Some("120 MW".to_owned()));
        let power = |text| Measure::read(text, "", Dimension::Power);
        let order = power("250 000 W").zip(power("250 kW")).map(|(one, other)| one.compare(&other));
        assert_eq!(order, Some(Some(Ordering::Equal)));
        let share = Measure::read("70", "Domestic content (%)", Dimension::Share);
        assert_eq!(share.map(|it| it.to_string()), Some("70 %".to_owned()));
        for (text, header) in [
            ("120", "Plant power"),
            ("2 500 00 W", ""),
            ("100-200 kW", ""),
            ("2 kg", ""),
            ("kW", ""),
        ] {
            assert_eq!(read(text, header), None, "{text} under {header}");
        }
    }

    #[test]
    fn amounts_are_told_from_numbers_that_may_be_names() {
        for text in ["0.817", "~$14,000", "1,500–12,000", "+2.8%", "74.723", "**$0**", "€ 12"] {
            assert!(is_amount(text), "{text}");
        }
        for text in ["6100", "6200.1", "12-5", "7", "X1", "10.0.0.1", "", "-", "3.5 mm"] {
            assert!(!is_amount(text), "{text}");
        }
    }
}
