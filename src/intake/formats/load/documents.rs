//! Joining what the files say of documents: their shapes, their lists of names and values, and their dotted names.

use std::sync::Arc;

use super::{
    super::{
        document_file::DocumentEntry,
        documents::{Document, Pair},
        headers::Tail,
        key::key,
    },
    Loader, Of,
};
use crate::knowledge::{Fault, Pages, Placed, Stated as _};

impl Loader {
    pub(super) fn add_document(&mut self, of: Of<'_>, entry: &DocumentEntry) {
        entry.source.resolve(Pages::of(&of.parsed.sources), of.file, &mut self.faults);
        let rows = entry.rows.as_ref();
        if rows.is_empty() || entry.marker.len() != 1 && entry.root.is_none() {
            let message = "nothing tells this document, or where its rows stand".to_owned();
            let expected = "expected a `root` or one `marker`, and `rows`";
            self.faults.push(Fault::at(of.file, entry.rows.span(), message, expected));
        }
        let marker = entry.marker.iter().next();
        let documents = &mut self.formats.documents;
        // What the user says of a document goes before what is shipped.
        let at = if self.own.is_some() { 0 } else { documents.len() };
        let document = Document {
            title: Arc::clone(of.name),
            marker: marker.map(|(key, value)| (key.clone(), value.as_ref().clone())),
            root: entry.root.clone(),
            namespace: entry.namespace.clone(),
            lists: entry.lists.clone(),
            repeated: entry.repeated.iter().cloned().collect(),
            rows: rows.clone(),
            nested: entry.nested.clone(),
        };
        documents.insert(at, document);
    }

    pub(super) fn add_dotted(&mut self, of: Of<'_>) {
        let parsed = of.parsed;
        for table in &parsed.pair {
            table.sources(Pages::of(&parsed.sources), of.file, &mut self.faults);
            let keys = |words: &[Placed<String>]| {
                words.iter().map(|word| key(word.as_ref())).collect::<Vec<_>>()
            };
            let (names, values) = (keys(&table.words), keys(&table.values));
            self.formats.pairs.push(Pair { names, values });
        }
        self.each(of, &parsed.header_tail, |formats, table, word| {
            let (key, of, refers) = (key(word), table.of.clone(), table.refers);
            formats.headers.tails.push(Tail { key, of, refers });
        });
        self.each(of, &parsed.header_other, |formats, _, word| {
            formats.headers.others.insert(key(word));
        });
        self.each(of, &parsed.asset_list, |formats, entry, word| {
            formats.headers.devices.insert(key(word), entry.any);
        });
        self.each(of, &parsed.default_key, |formats, _, word| {
            formats.headers.defaults.insert(key(word));
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{
        Field,
        asset::Role,
        intake::Formats,
        knowledge::{File, Files},
    };

    fn load(text: &str) -> Result<Formats, String> {
        let words = "title = 'x'\n[sources.s]\ntitle = 't'\nurl = 'u'\nread = 2026-11-24\n[[header]]\nfield = 'model'\nonly-here = true\nwords = ['name']\nsource = 's'\nconfidence = 'documented'\n[[header]]\nfield = 'serial'\nwords = ['serial']\nconfidence = 'unverified'\n";
        let file = File::new("f.toml", format!("{words}{text}"));
        Formats::load(&Files(vec![Arc::new(file)])).map_err(|faults| faults.to_string())
    }

    #[test]
    fn documents_say_what_tells_them_and_where_their_rows_stand() {
        let whole = "[[document]]\nroot = 'r'\nrows = [{ at = 'a.b' }]\nsource = 's'\n";
        let formats = load(whole).unwrap();
        let document = &formats.documents[0];
        let export = formats.headers.export_of(document.title());
        assert_eq!(document.rows[0].at[..], ["a", "b"]);
        assert!(document.begins_with("r", ["urn:any"].into_iter()));
        let model = Some(Role::Field(Field::Model));
        assert_eq!(formats.headers.role("name", export), model);
        assert_eq!(formats.headers.role("name", None), None);
        for (text, words) in [
            ("", "describes no export"),
            (&whole.replace("root = 'r'\n", ""), "nothing tells this document"),
            (&whole.replace("{ at = 'a.b' }", ""), "nothing tells this document"),
            (&whole.replace("'s'", "'t'"), "the source `t` is not defined"),
            (&whole.replace("root", "stem"), "unknown key `stem`"),
            ("[[pair]]\nwords = ['name']\nconfidence = 'unverified'\n", "values"),
            ("[[header-tail]]\nwords = ['--']\nconfidence = 'unverified'\n", "neither letter nor"),
        ] {
            let shown = load(text).unwrap_err();
            assert!(shown.contains(words), "{words}: {shown}");
        }
    }

    #[test]
    fn keys_that_list_assets_are_known_in_their_plural_too() {
        let document = "[[document]]\nroot = 'r'\nrows = [{ at = 'a' }]\nsource = 's'\n";
        let words = "words = ['IP Camera', 'switch', 'devices']\nconfidence = 'unverified'\n";
        let formats = load(&format!("{document}[[asset-list]]\n{words}")).unwrap();
        for (name, is_known) in [
            ("ip_cameras", true),
            ("ipCamera", true),
            ("Switches", true),
            ("devices", true),
            ("device", false),
            ("tags", false),
            ("", false),
        ] {
            assert_eq!(formats.headers.names_device(name), is_known, "{name}");
        }
    }
}
