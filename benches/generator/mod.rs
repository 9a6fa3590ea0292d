//! Made-up registers of any size: the same bytes for the same settings, row by row, so that ten million rows take no memory.
//!
//! A row depends on the seed and its number alone. What is listed comes from the shipped catalogue, what is innocent from
//! `benches/data/innocent.toml`. Benchmarks, tests and `examples/generate.rs` include this module.

mod form;
mod innocent;
mod listed;

use std::io::Write;

use banlint::audit::Knowledge;
use fastrand::Rng;

use innocent::Innocent;
use listed::Listed;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The columns that every register has.
const COLUMNS: [&str; 12] = [
    "Asset ID",
    "Manufacturer",
    "Model",
    "Serial Number",
    "Category",
    "Description",
    "MAC Address",
    "IP Address",
    "Hostname",
    "Location",
    "Department",
    "Purchase Date",
];

/// How many different spellings of makers there are where there are many.
const SPELLINGS: u64 = 50_000;

/// How many different values a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    /// Twenty makers, few models and places: what one buyer has.
    Few,
    /// About two hundred spellings of makers: what a large register has.
    Usual,
    /// Misspelt makers, and hardly a model twice: what hands typed.
    Many,
}

/// What a register is to look like.
#[derive(Clone, Debug)]
pub(crate) struct Register {
    /// How many rows.
    pub rows: u64,
    /// Of a hundred rows, how many are goods of listed makers.
    pub listed: f64,
    /// Of a hundred of these, how many have a misspelt name.
    pub misspelt: f64,
    /// Whether there is a column of makers; else the description begins with the maker.
    pub makers: bool,
    /// How many different values.
    pub values: Values,
    /// How many columns, at least 12.
    pub columns: usize,
    /// How many words a description has.
    pub words: usize,
    /// Another seed gives another register of the same kind.
    pub seed: u64,
}

impl Default for Register {
    fn default() -> Self {
        Self {
            rows: 100_000,
            listed: 0.0,
            misspelt: 20.0,
            makers: true,
            values: Values::Usual,
            columns: COLUMNS.len(),
            words: 5,
            seed: 1,
        }
    }
}

impl Register {
    /// The registers that benchmarks measure, by name.
    pub(crate) const NAMED: [&str; 7] =
        ["clear", "listed3", "listed30", "unnamed", "many", "long", "wide"];

    /// A register that benchmarks measure.
    pub(crate) fn named(name: &str, rows: u64) -> Result<Self> {
        let clear = Self { rows, ..Self::default() };
        Ok(match name {
            "clear" => clear,
            "listed3" => Self { listed: 3.0, ..clear },
            "listed30" => Self { listed: 30.0, ..clear },
            "unnamed" => Self { makers: false, ..clear },
            "many" => Self { values: Values::Many, ..clear },
            "long" => Self { words: 200, ..clear },
            "wide" => Self { columns: 60, ..clear },
            _ => {
                let known = Self::NAMED.join(", ");
                return Err(
                    format!("there is no register `{name}`; expected one of {known}").into()
                );
            }
        })
    }

    /// Writes the register as CSV.
    pub(crate) fn write(&self, knowledge: &Knowledge, out: impl Write) -> Result<()> {
        let generator = Generator::new(self.clone(), knowledge)?;
        let mut out = csv::Writer::from_writer(out);
        out.write_record(generator.headers())?;
        let mut row = Vec::new();
        for number in 0..self.rows {
            generator.row(number, &mut row);
            out.write_record(&row)?;
        }
        Ok(out.flush()?)
    }
}

/// Makes the rows of one register.
pub(crate) struct Generator {
    register: Register,
    innocent: Innocent,
    listed: Listed,
}

/// What is written of one item, before its own numbers.
struct Goods {
    maker: String,
    model: String,
    kind: String,
    code: String,
    /// The beginning of its MAC addresses, six hexadecimal digits.
    block: u64,
}

impl Generator {
    pub(crate) fn new(register: Register, knowledge: &Knowledge) -> Result<Self> {
        if register.columns < COLUMNS.len() {
            return Err(format!("a register has at least {} columns", COLUMNS.len()).into());
        }
        let listed = Listed::of(knowledge, register.seed)?;
        let innocent = Innocent::read(&listed, register.seed)?;
        Ok(Self { register, innocent, listed })
    }

    /// The names of the columns.
    pub(crate) fn headers(&self) -> Vec<String> {
        let first = COLUMNS.iter().filter(|name| self.register.makers || **name != COLUMNS[1]);
        let mut headers: Vec<_> = first.map(ToString::to_string).collect();
        let more = self.register.columns - headers.len();
        headers.extend((0..more).map(|column| self.innocent.header(column)));
        headers
    }

    /// The cells of the row of this number.
    pub(crate) fn row(&self, number: u64, cells: &mut Vec<String>) {
        let register = &self.register;
        let mut rng = Rng::with_seed(mixed(number ^ mixed(register.seed)));
        let goods = if rng.f64() * 100.0 < register.listed {
            self.listed.goods(&mut rng, register)
        } else {
            self.innocent.goods(&mut rng, register.values)
        };
        let unique = mixed(number);
        let text = &self.innocent;
        let place = text.place(&mut rng, register.values);
        let maker = (!register.makers).then_some(&*goods.maker);
        let description = text.description(&mut rng, maker, &goods, register.words);
        cells.clear();
        cells.push(format!("A-{:07}", number + 1));
        if register.makers {
            cells.push(goods.maker);
        }
        cells.extend([
            goods.model,
            serial(unique),
            goods.kind,
            description,
            address(goods.block, unique),
            format!(
                "10.{}.{}.{}",
                1 + (number / 62_500) % 254,
                (number / 250) % 250,
                2 + number % 250
            ),
            format!("{}-{}-{:06}", goods.code, &place[..3].to_uppercase(), number + 1),
            place,
            text.department(&mut rng).to_owned(),
            format!("20{:02}-{:02}-{:02}", rng.u8(12..27), rng.u8(1..11), rng.u8(1..29)),
        ]);
        let more = register.columns - cells.len();
        cells.extend((0..more).map(|column| text.cell(&mut rng, column)));
    }
}

/// A serial number of ten characters that no other row has and no maker's numbering begins.
fn serial(unique: u64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKLMNPQRSTUVWX";
    let letter = |at: u64| {
        let index = usize::try_from((unique >> (5 * at)) & 31);
        char::from(LETTERS[index.unwrap_or_default()])
    };
    std::iter::once('5').chain((0..9).map(letter)).collect()
}

/// An address in a block.
fn address(block: u64, unique: u64) -> String {
    let bits = block << 24 | (unique & 0xFF_FFFF);
    let pair = |at: u32| format!("{:02X}", (bits >> (8 * at)) & 255);
    (0..6).rev().map(pair).collect::<Vec<_>>().join(":")
}

/// A number that looks like any other and belongs to this one alone (the finaliser of `SplitMix64`).
fn mixed(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// One of several.
fn any<'a, T>(rng: &mut Rng, of: &'a [T]) -> &'a T {
    &of[rng.usize(..of.len())]
}

/// One of several texts.
fn any_text<'a>(rng: &mut Rng, of: &'a [String]) -> &'a str {
    any::<String>(rng, of)
}

/// A text with one slip of the finger: two letters changed round, one left out, or one typed twice.
fn slip(rng: &mut Rng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 4 {
        return text.to_owned();
    }
    let at = rng.usize(1..letters.len() - 1);
    match rng.u8(..3) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}
