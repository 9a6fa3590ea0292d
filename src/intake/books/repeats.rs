//! How many cells a sheet of an `OpenDocument` file has once its repeated rows and cells are written out: a few bytes can ask
//! for thousands of millions.

use memchr::memmem;

/// The most columns and rows that a sheet can have.
const COLUMNS: u64 = 16_384;
const ROWS: u64 = 1_048_576;

/// One sheet while it is counted: its rows up to the last filled one, and its widest row.
#[derive(Default)]
struct Sheet {
    rows: u64,
    empty_rows: u64,
    widest: u64,
    /// Cells written out, row by row.
    cells: u64,
    row: Row,
}

/// One row while it is counted.
#[derive(Default)]
struct Row {
    repeated: u64,
    cells: u64,
    empty_cells: u64,
}

/// The cells of all sheets of a `content.xml`, as a reader that keeps whole sheets would hold them.
pub(super) fn cells(content: &[u8]) -> u64 {
    let (mut total, mut sheet) = (0_u64, Sheet::default());
    let mut rest = content;
    while let Some(at) = memmem::find(rest, b"<table:") {
        rest = &rest[at + 7..];
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        let tag = &rest[..end];
        if tag.starts_with(b"table-row") && !tag.starts_with(b"table-rows") {
            sheet.end_row();
            sheet.row.repeated = repeated(tag, b"number-rows-repeated=").min(ROWS);
        } else if tag.starts_with(b"table-cell") || tag.starts_with(b"covered-table-cell") {
            sheet.row.add(tag);
        } else if tag.starts_with(b"table ") {
            total = total.saturating_add(sheet.end());
            sheet = Sheet::default();
        }
        rest = &rest[end..];
    }
    total.saturating_add(sheet.end())
}

impl Row {
    fn add(&mut self, tag: &[u8]) {
        let cells = repeated(tag, b"number-columns-repeated=").min(COLUMNS);
        if memmem::find(tag, b"value").is_some() || memmem::find(tag, b"formula").is_some() {
            self.cells = (self.cells + self.empty_cells + cells).min(COLUMNS);
            self.empty_cells = 0;
        } else {
            self.empty_cells = (self.empty_cells + cells).min(COLUMNS);
        }
    }
}

impl Sheet {
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.cells == 0 {
            self.empty_rows = (self.empty_rows + row.repeated).min(ROWS);
            return;
        }
        self.rows = (self.rows + self.empty_rows + row.repeated).min(ROWS);
        self.empty_rows = 0;
        self.widest = self.widest.max(row.cells);
        self.cells += row.cells;
    }

    fn end(&mut self) -> u64 {
        self.end_row();
        self.cells.max(self.rows * self.widest)
    }
}

/// The number in an attribute; 1 where it is missing, the most where it cannot be read.
fn repeated(tag: &[u8], attribute: &[u8]) -> u64 {
    let Some(at) = memmem::find(tag, attribute) else { return 1 };
    let value = tag.get(at + attribute.len() + 1..).unwrap_or_default();
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&value[..digits]).ok().and_then(|text| text.parse().ok()).unwrap_or(ROWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_cells_are_counted() {
        let value = r#"<table:table-cell office:value-type="float" office:value="1""#;
        let empty = r#"<table:table-cell table:number-columns-repeated="16000"/>"#;
        let row = |inner: &str, times: u32| {
            format!(
                r#"<table:table-row table:number-rows-repeated="{times}">{inner}</table:table-row>"#
            )
        };
        let one = format!("{value}/>");
        let many = format!(r#"{value} table:number-columns-repeated="16000"/>"#);
        for (rows, expected) in [
            (vec![row(&one, 1), row(empty, 1_000_000)], 1),
            (vec![row(&format!("{one}{one}{empty}"), 3)], 6),
            (vec![row(&format!("{empty}{one}"), 2)], 32_002),
            (vec![row(&one, 1), row(empty, 999), row(&one, 1)], 1001),
            (vec![row(&many, 1_000_000)], 16_000_000_000),
            (vec![row(&one, 4_000_000_000)], 1_048_576),
        ] {
            let content = format!("<table:table table:name=\"a\">{}</table:table>", rows.concat());
            assert_eq!(cells(content.as_bytes()), expected, "{content}");
        }
    }
}
