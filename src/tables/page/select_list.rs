//! What is seen of a list to choose from: its choice, or else the first of what there is.

/// A list to choose from while it is read.
#[derive(Default)]
pub(super) struct SelectList {
    /// The text of the choice.
    chosen: Option<String>,
    /// The text of the first option.
    first: Option<String>,
    reads: Reads,
}

/// What the text that comes next is for.
#[derive(Default)]
enum Reads {
    Chosen,
    First,
    /// It is not seen.
    #[default]
    Other,
}

impl SelectList {
    /// Begins an option.
    pub(super) fn begin(&mut self, is_chosen: bool) {
        self.reads = if is_chosen {
            self.chosen = Some(String::new());
            Reads::Chosen
        } else if self.first.is_none() {
            self.first = Some(String::new());
            Reads::First
        } else {
            Reads::Other
        };
    }

    /// Takes text of an option.
    pub(super) fn take(&mut self, text: &str) {
        let into = match self.reads {
            Reads::Chosen => &mut self.chosen,
            Reads::First => &mut self.first,
            Reads::Other => return,
        };
        into.get_or_insert_default().push_str(text);
    }

    /// What is seen of it.
    pub(super) fn seen(self) -> String {
        self.chosen.or(self.first).unwrap_or_default()
    }
}
