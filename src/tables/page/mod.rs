//! Web pages: each table of one as rows, and the text beside its tables line by line. What systems call an export to Excel is often
//! a page under the name of a workbook.
//!
//! `html5gum` cuts the page into tags and texts as a browser does; `reader` knows which tag begins what, and `grid` puts cells
//! that go over several rows and columns where they stand.

mod grid;
mod limits;
mod reader;
mod select_list;

use std::io::Read;

use html5gum::{DefaultEmitter, Tokenizer};

pub(crate) use self::{grid::PageTable, reader::WebPage};
use self::{
    limits::{PAGE, too_large},
    reader::PageReader,
};
use super::{ReadError, bytes::Bytes};

impl WebPage {
    /// Reads a page in UTF-8; `file` is what messages call it.
    pub(crate) fn read(file: &str, bytes: Bytes) -> Result<Self, ReadError> {
        let mut page = Vec::new();
        let read = bytes.take((PAGE << 20) + 1).read_to_end(&mut page);
        read.map_err(|cause| ReadError::system(file, cause))?;
        if page.len() as u64 > PAGE << 20 {
            return Err(ReadError::new(file, too_large(format!("it is longer than {PAGE} MiB"))));
        }
        let page = String::from_utf8_lossy(&page);
        let mut emitter = DefaultEmitter::new_with_span();
        emitter.naively_switch_states(true);
        let mut reader = PageReader::new(&page);
        for token in Tokenizer::new_with_emitter(page.as_ref(), emitter) {
            let Ok(token) = token;
            reader.take(token).map_err(|kind| ReadError::new(file, kind))?;
        }
        reader.end().map_err(|fault| fault.of(file))
    }
}
