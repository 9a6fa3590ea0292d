//! A text that stands in the cell itself, or among the shared texts: what of it its reader would leave out, or run together with another.

use super::Fault;

/// The text that is being read.
#[derive(Debug, Default)]
pub(super) struct OwnText {
    /// Elements of it inside one another, itself included; none where no text is read.
    depth: usize,
    /// There was a piece since it, or a part of it with a look of its own, began.
    has_piece: bool,
    in_piece: bool,
    /// How a piece is spoken, which its reader leaves out, begins here.
    spoken: Option<usize>,
    said: String,
}

impl OwnText {
    /// An element begins, which is the text itself or may stand in it.
    pub(super) fn start(&mut self, name: &str) -> Result<(), Fault> {
        if self.depth == 0 {
            if !matches!(name, "is" | "si") {
                return Ok(());
            }
            self.said.clear();
            self.has_piece = false;
        }
        self.depth += 1;
        match name {
            "r" => self.has_piece = false,
            "rPh" => {
                self.spoken = self.spoken.or(Some(self.depth));
            }
            "t" if self.spoken.is_none() => {
                if std::mem::replace(&mut self.has_piece, true) {
                    return Err(Fault::Damaged("a text of it stands there twice".into()));
                }
                self.in_piece = true;
            }
            _ => {}
        }
        Ok(())
    }

    /// An element ends.
    pub(super) fn end(&mut self) {
        if self.spoken == Some(self.depth) {
            self.spoken = None;
        }
        self.in_piece = false;
        self.depth = self.depth.saturating_sub(1);
    }

    /// Takes what stands in an element; an error where its reader would leave it out.
    pub(super) fn take(&mut self, text: &str) -> Result<(), Fault> {
        if self.depth == 0 || self.spoken.is_some() {
            return Ok(());
        }
        if !self.in_piece && !text.trim().is_empty() {
            return Err(Fault::Damaged("a text of it has words between its pieces".into()));
        }
        self.said.push_str(text);
        Ok(())
    }

    /// What the last one says.
    pub(super) fn said(&self) -> &str {
        &self.said
    }
}
