//! Where an asset is in its life.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A stage of an asset's life, as the law tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LifeCycle {
    /// Bought, not yet there.
    Ordered,
    /// There, not in use.
    InStock,
    /// In use.
    InService,
    /// Taken out of use, still there.
    Retired,
    /// No longer there.
    Disposed,
}

impl LifeCycle {
    /// Every stage, from first to last.
    pub const ALL: [Self; 5] =
        [Self::Ordered, Self::InStock, Self::InService, Self::Retired, Self::Disposed];

    /// The kebab-case word used in rule files and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::InStock => "in-stock",
            Self::InService => "in-service",
            Self::Retired => "retired",
            Self::Disposed => "disposed",
        }
    }
}

impl fmt::Display for LifeCycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no stage of life.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a status: expected ordered, in-stock, in-service, retired or disposed")]
pub struct UnknownLifeCycle(pub String);

impl FromStr for LifeCycle {
    type Err = UnknownLifeCycle;

    fn from_str(text: &str) -> Result<Self, UnknownLifeCycle> {
        let stage = Self::ALL.into_iter().find(|stage| stage.word() == text);
        stage.ok_or_else(|| UnknownLifeCycle(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for stage in LifeCycle::ALL {
            assert_eq!(stage.word().parse(), Ok(stage));
            assert_eq!(serde_json::to_value(stage).unwrap(), stage.word());
        }
        let message = "gone".parse::<LifeCycle>().unwrap_err().to_string();
        assert_eq!(
            message,
            "`gone` is not a status: expected ordered, in-stock, in-service, retired or disposed"
        );
    }
}
