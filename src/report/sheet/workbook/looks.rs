//! How the cells of a workbook look: colours by verdict, quiet and strong texts, links, and the formats of numbers.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::added_columns::FirstCell;
use crate::Verdict;

/// The colours of the program.
const INK: Color = Color::RGB(0x1F_2933);
const QUIET: Color = Color::RGB(0x6B_7280);
const LINE: Color = Color::RGB(0xD5_D9E0);
const OURS: Color = Color::RGB(0x1F_3A5F);
const THEIRS: Color = Color::RGB(0xE8_ECF1);
const LINK: Color = Color::RGB(0x0B_57D0);
/// Number formats that are kept.
const FORMATS: usize = 4_000;

/// The formats of a workbook, each made once.
pub(super) struct Looks {
    pub(super) text: Format,
    /// The header of the original, and of the added columns.
    pub(super) header: Format,
    pub(super) added_header: Format,
    pub(super) number_header: Format,
    /// The text of an added column.
    pub(super) added: Format,
    pub(super) link: Format,
    /// Parts of the sheets of ours.
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) strong: Format,
    pub(super) quiet: Format,
    pub(super) number: Format,
    says: BTreeMap<FirstCell, Format>,
    numbers: HashMap<Arc<str>, Format>,
}

impl Looks {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top).set_font_color(INK);
        let wrapped = || top().set_text_wrap();
        let head = |fill: Color| {
            let edge = Format::new().set_border_bottom(FormatBorder::Thin);
            edge.set_border_bottom_color(LINE)
                .set_background_color(fill)
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
        };
        // A line separates rows of several lines.
        let lined = |format: Format| {
            format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(LINE)
        };
        Self {
            text: Format::new().set_align(FormatAlign::Top),
            header: head(THEIRS).set_font_color(INK),
            added_header: head(OURS).set_font_color(Color::White),
            number_header: head(THEIRS)
                .set_font_color(INK)
                .set_align(FormatAlign::Right)
                .set_indent(1),
            added: lined(wrapped()),
            link: lined(top().set_font_color(LINK)),
            title: Format::new().set_bold().set_font_size(16).set_font_color(OURS),
            heading: Format::new()
                .set_bold()
                .set_font_size(12)
                .set_font_color(OURS)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(OURS),
            strong: wrapped().set_bold(),
            quiet: wrapped().set_font_color(QUIET),
            number: top().set_num_format("#,##0").set_align(FormatAlign::Right).set_indent(1),
            says: Verdict::ALL
                .map(FirstCell::Verdict)
                .into_iter()
                .chain([FirstCell::SetAside])
                .map(|says| (says, of(says)))
                .collect(),
            numbers: HashMap::new(),
        }
    }

    /// The look of a number that is shown in a format of its own.
    pub(super) fn number_as(&mut self, code: &Arc<str>) -> &Format {
        if !self.numbers.contains_key(code) && self.numbers.len() >= FORMATS {
            return &self.text;
        }
        let new = || Format::new().set_align(FormatAlign::Top).set_num_format(&**code);
        self.numbers.entry(Arc::clone(code)).or_insert_with(new)
    }

    pub(super) fn says(&self, says: FirstCell) -> &Format {
        self.says.get(&says).unwrap_or(&self.text)
    }
}

fn of(says: FirstCell) -> Format {
    let base = Format::new().set_align(FormatAlign::Top);
    match says {
        FirstCell::SetAside => base.set_font_color(QUIET).set_italic(),
        FirstCell::Verdict(verdict) => {
            let (fill, ink) = colours(verdict);
            base.set_bold().set_background_color(fill).set_font_color(ink)
        }
    }
}

/// The ground and the ink of a verdict; they differ in lightness too, for those who see no colours and for print.
fn colours(verdict: Verdict) -> (Color, Color) {
    match verdict {
        Verdict::Violation => (Color::RGB(0xB4_2318), Color::White),
        Verdict::Review => (Color::RGB(0xFE_DF89), Color::RGB(0x5C_3B00)),
        Verdict::Advisory => (Color::RGB(0xFE_F7C3), Color::RGB(0x5C_4A00)),
        Verdict::Waived => (Color::RGB(0xE4_E3F7), Color::RGB(0x3B_3580)),
        Verdict::Exempt => (Color::RGB(0xE3_EEF9), Color::RGB(0x1D_4B78)),
        Verdict::Clear => (Color::RGB(0xE2_F3E7), Color::RGB(0x1B_5E37)),
        Verdict::Unchecked => (Color::RGB(0x3F_4650), Color::White),
    }
}
