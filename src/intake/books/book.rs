//! The bytes of a workbook, packed as they are. They are kept in memory, so that what is read is what was weighed.

use std::sync::Arc;

/// The bytes of a workbook. Clones share them.
#[derive(Clone)]
pub(super) struct Book(Arc<Vec<u8>>);

impl Book {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

impl AsRef<[u8]> for Book {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
