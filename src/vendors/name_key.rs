//! The key by which names of companies and labels are compared.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A name without case, accents, punctuation, legal forms and spaces: "HIK VISION", "Hik-Vision" and "hikvision" have one key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct NameKey(String);

impl NameKey {
    /// The key of a folded text from which all that shall not count is gone.
    pub(crate) fn from_folded(folded: &str) -> Self {
        Self(folded.split(' ').collect())
    }

    /// The key's text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NameKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn spacing_and_width_do_not_count() {
        let key = |name: &str| NameKey::from_folded(&fold(name));
        for name in ["Hik-Vision", "HIK VISION", "ＨＩＫＶＩＳＩＯＮ", " hikvision "] {
            assert_eq!(key(name).as_str(), "hikvision");
        }
        assert_ne!(key("Haivision"), key("Hikvision"));
    }
}
