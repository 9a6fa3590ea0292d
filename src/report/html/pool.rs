//! What many findings say alike is kept, and written, once.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use serde::{Serialize, Serializer};

/// Values by number, each once.
#[derive(Debug)]
pub(super) struct Pool<T> {
    numbers: HashMap<Arc<T>, u32>,
    values: Vec<Arc<T>>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), values: Vec::new() }
    }
}

impl<T: Eq + Hash> Pool<T> {
    /// The number of a value, which is added if it is new.
    pub(super) fn number(&mut self, value: T) -> u32 {
        self.number_within(value, usize::MAX).unwrap_or(u32::MAX)
    }

    /// The same; `None` where it is new and there are `most` already.
    pub(super) fn number_within(&mut self, value: T, most: usize) -> Option<u32> {
        if let Some(&known) = self.numbers.get(&value) {
            return Some(known);
        }
        let number = u32::try_from(self.values.len()).ok().filter(|_| self.values.len() < most)?;
        let value = Arc::new(value);
        self.numbers.insert(Arc::clone(&value), number);
        self.values.push(value);
        Some(number)
    }

    /// A value by its number.
    pub(super) fn get(&self, number: u32) -> Option<&T> {
        self.values.get(usize::try_from(number).ok()?).map(|value| &**value)
    }
}

impl<T: Serialize> Serialize for Pool<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.values.iter().map(|value| &**value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_kept_once_and_room_is_bounded() {
        let mut pool = Pool::default();
        assert_eq!((pool.number("a"), pool.number("b"), pool.number("a")), (0, 1, 0));
        assert_eq!((pool.number_within("b", 2), pool.number_within("c", 2)), (Some(1), None));
        assert_eq!((pool.get(1), pool.get(2)), (Some(&"b"), None));
        assert_eq!(serde_json::to_string(&pool).unwrap(), r#"["a","b"]"#);
    }
}
