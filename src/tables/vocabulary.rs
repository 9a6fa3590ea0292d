//! What a reader of bytes must be told of words.

/// Knows the words that stand over columns. Where bytes alone do not tell an encoding or a separator, known words do.
pub(crate) trait Vocabulary {
    /// Whether all of a text is the name of a column.
    fn is_header(&self, text: &str) -> bool;
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
