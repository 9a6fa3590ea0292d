//! Answers about texts that come again and again, in bounded memory.

use std::collections::HashMap;

/// The most texts that are remembered.
const MOST: usize = 4096;
/// The longest text that is remembered, in bytes.
const LONGEST: usize = 256;

/// What is known of texts that came before. Texts beyond the first few thousand are asked after anew each time.
#[derive(Clone, Debug)]
pub(super) struct Remembered<V>(HashMap<String, V>);

impl<V> Default for Remembered<V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<V: Copy> Remembered<V> {
    /// What is remembered of a text, or else the answer, which is remembered if there is room.
    pub(super) fn get_or(&mut self, text: &str, answer: impl FnOnce() -> V) -> V {
        if let Some(&known) = self.0.get(text) {
            return known;
        }
        let answer = answer();
        if self.0.len() < MOST && text.len() <= LONGEST {
            self.0.insert(text.to_owned(), answer);
        }
        answer
    }

    /// Whether anything is remembered of a text.
    pub(super) fn has(&self, text: &str) -> bool {
        self.0.contains_key(text)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_does_not_grow_with_what_is_read() {
        let mut lengths = Remembered::default();
        for number in 0..2 * MOST {
            let text = format!("cameras_{number}");
            assert_eq!(lengths.get_or(&text, || text.len()), text.len());
        }
        assert_eq!(lengths.0.len(), MOST);
        assert!(lengths.has("cameras_0") && !lengths.has(&format!("cameras_{}", MOST + 1)));
        assert_eq!(lengths.get_or("cameras_0", || 0), "cameras_0".len());
        let mut long = Remembered::default();
        long.get_or(&"x".repeat(LONGEST + 1), || ());
        assert!(long.is_empty());
    }
}
