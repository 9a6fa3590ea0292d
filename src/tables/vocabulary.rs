//! What a reader of bytes must be told of words.

/// Knows the words that stand over columns and the names of companies. Where bytes alone do not tell an encoding or a separator, known words do.
pub(crate) trait Vocabulary {
    /// Whether all of a text is the name of a column.
    fn is_header(&self, text: &str) -> bool;

    /// Whether all of a text is the name of a company that is known.
    fn is_company(&self, text: &str) -> bool {
        let _ = text;
        false
    }
}

/// Knows none: nothing has to be guessed.
pub(crate) struct NoWords;

impl Vocabulary for NoWords {
    fn is_header(&self, _: &str) -> bool {
        false
    }
}

#[cfg(test)]
impl Vocabulary for [&str] {
    fn is_header(&self, text: &str) -> bool {
        self.contains(&text)
    }
}
