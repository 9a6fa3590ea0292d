//! Where a fact was read. A start reads thousands of facts, and few runs ask for the pages of more than some of them: those of what is
//! shipped are made of their bytes when they are asked for.

use std::{
    fmt,
    ops::Deref,
    slice,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::Source;

/// The pages that a fact was read in.
#[derive(Debug, Default)]
pub struct ReadIn {
    written: Box<[u8]>,
    pages: OnceLock<Vec<Arc<Source>>>,
}

impl Deref for ReadIn {
    type Target = Vec<Arc<Source>>;

    fn deref(&self) -> &Self::Target {
        // What the program wrote itself can be read; no fact hangs on its pages.
        self.pages.get_or_init(|| postcard::from_bytes(&self.written).unwrap_or_default())
    }
}

impl<'a> IntoIterator for &'a ReadIn {
    type Item = &'a Arc<Source>;
    type IntoIter = slice::Iter<'a, Arc<Source>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Pages that many ask for are made once.
impl Clone for ReadIn {
    fn clone(&self) -> Self {
        self.to_vec().into()
    }
}

impl From<Vec<Arc<Source>>> for ReadIn {
    fn from(pages: Vec<Arc<Source>>) -> Self {
        Self { written: Box::default(), pages: pages.into() }
    }
}

impl PartialEq for ReadIn {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Serialize for ReadIn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_stdvec(&**self).map_err(ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for ReadIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WrittenPages;
        impl de::Visitor<'_> for WrittenPages {
            type Value = ReadIn;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<ReadIn, E> {
                Ok(ReadIn { written: bytes.into(), pages: OnceLock::new() })
            }
        }
        deserializer.deserialize_bytes(WrittenPages)
    }
}
