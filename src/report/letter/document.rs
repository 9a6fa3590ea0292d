//! What a letter is made of, whatever it is written as. Its texts may come from cells: a writer makes each of them harmless in its own way.

/// A letter from its title to its last line.
#[derive(Debug, Default)]
pub(super) struct LetterDocument {
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
    /// What it was made with, in small print.
    pub(super) footer: String,
}

#[derive(Debug)]
pub(super) enum Block {
    Heading(String),
    Paragraph(Vec<TextSpan>),
    Bullets(Vec<Vec<TextSpan>>),
    Table(LetterTable),
    /// What follows has a title of its own, on a new page.
    NewPage(String),
}

/// Rows of cells below a header, which may be left out.
#[derive(Debug, Default)]
pub(super) struct LetterTable {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<Vec<TextSpan>>>,
    /// How wide the columns are, in parts of a hundred.
    pub(super) widths: Vec<usize>,
}

/// A piece of text in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextSpan {
    Text(String),
    Strong(String),
    /// What the sender has to fill in, by its name.
    Blank(String),
}

impl LetterDocument {
    pub(super) fn titled(title: impl Into<String>, footer: String) -> Self {
        Self { title: title.into(), blocks: Vec::new(), footer }
    }

    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    pub(super) fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(vec![TextSpan::Text(text.into())]));
    }

    pub(super) fn spans(&mut self, spans: Vec<TextSpan>) {
        self.blocks.push(Block::Paragraph(spans));
    }

    pub(super) fn bullets(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<_> = items.into_iter().map(|item| vec![TextSpan::Text(item)]).collect();
        if !items.is_empty() {
            self.blocks.push(Block::Bullets(items));
        }
    }

    pub(super) fn table(
        &mut self,
        header: Vec<String>,
        widths: Vec<usize>,
        rows: Vec<Vec<Vec<TextSpan>>>,
    ) {
        self.blocks.push(Block::Table(LetterTable { header, rows, widths }));
    }

    pub(super) fn new_page(&mut self, title: impl Into<String>) {
        self.blocks.push(Block::NewPage(title.into()));
    }

    /// Names with what is said of each.
    pub(super) fn facts(&mut self, facts: Vec<(String, Vec<TextSpan>)>) {
        let rows = facts.into_iter().map(|(name, says)| vec![vec![TextSpan::Strong(name)], says]);
        self.table(Vec::new(), vec![30, 70], rows.collect());
    }
}

pub(super) fn text(text: impl Into<String>) -> Vec<TextSpan> {
    vec![TextSpan::Text(text.into())]
}

/// Something to fill in.
pub(super) fn blank(name: impl Into<String>) -> Vec<TextSpan> {
    vec![TextSpan::Blank(name.into())]
}
