//! The parts of an Excel workbook that belong to its sheets: in which part each stands, and in which its comments.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use quick_xml::{escape::unescape, events::Event};

use super::{
    Fault,
    archive::{Archive, plain, resolved},
    fault::shown,
    markup::{self, Pieces},
};

/// The largest part that describes the workbook, and the largest list of relations.
pub(super) const OUTLINE: u64 = 16 << 20;
const WORKBOOK: &str = "xl/workbook.xml";

/// The parts of an archive by their names, as names are compared.
pub(super) struct Parts {
    by_name: BTreeMap<String, usize>,
}

/// What a part says of another.
#[derive(Clone)]
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    /// The name of the other part.
    pub(super) target: String,
    /// It is given by steps or otherwise than as a plain name.
    pub(super) is_odd: bool,
}

impl Parts {
    pub(super) fn of(archive: &Archive) -> Self {
        let names = archive.file_names().filter_map(Result::ok).enumerate();
        Self { by_name: names.map(|(index, name)| (plain(&name), index)).collect() }
    }

    /// The number of a part in the archive.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The part that the outermost relations call the workbook.
    pub(super) fn workbook(outermost: &[Relation]) -> String {
        let workbook = outermost.iter().find(|own| own.kind.ends_with("/officeDocument"));
        workbook.map_or_else(|| WORKBOOK.to_owned(), |own| own.target.clone())
    }

    /// The name of the part that says what another says of others.
    pub(super) fn list_of(part: &str) -> String {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let between = if folder.is_empty() { "" } else { "/" };
        format!("{folder}{between}_rels/{file}.rels")
    }

    /// The sheets with what the workbook says of the parts in which they stand.
    pub(super) fn sheets(&self, archive: &mut Archive) -> Result<Vec<(String, Relation)>, Fault> {
        let workbook = Self::workbook(&self.relations(archive, "")?);
        let relations = self.relations(archive, &workbook)?;
        let mut sheets = Vec::new();
        let Some(index) = self.index(&workbook) else { return Ok(sheets) };
        let mut pieces = Pieces::new(archive.by_index(index)?, OUTLINE);
        while let Some(piece) = pieces.next()? {
            let Event::Start(tag) = piece else { continue };
            if tag.local_name().as_ref() != "sheet" {
                continue;
            }
            let name = markup::attribute(&tag, "name").map(|name| text(&name));
            let id = tag.attributes().flatten().find(|own| own.key.local_name().as_ref() == "id");
            let part = id.and_then(|id| relations.iter().find(|own| *own.id == *id.value));
            if let (Some(name), Some(part)) = (name, part) {
                sheets.push((name, part.clone()));
            }
        }
        Ok(sheets)
    }

    /// The parts that are related to another and whose kind ends so.
    pub(super) fn related(
        &self,
        archive: &mut Archive,
        part: &str,
        kinds: &[&str],
    ) -> Result<Vec<String>, Fault> {
        let relations = self.relations(archive, part)?.into_iter();
        let wanted = |own: &Relation| kinds.iter().any(|kind| own.kind.ends_with(kind));
        Ok(relations.filter(wanted).map(|own| own.target).collect())
    }

    /// What a part says of others.
    pub(super) fn relations(
        &self,
        archive: &mut Archive,
        part: &str,
    ) -> Result<Vec<Relation>, Fault> {
        let (folder, name) =
            (part.rsplit_once('/').map_or("", |(folder, _)| folder), Self::list_of(part));
        let mut relations = Vec::new();
        let Some(index) = self.index(&name) else { return Ok(relations) };
        let mut pieces = Pieces::new(archive.by_index(index)?, OUTLINE);
        while let Some(piece) = pieces.next()? {
            let Event::Start(tag) = piece else { continue };
            let value = |name| markup::attribute(&tag, name).map(|value| text(&value));
            if let (Some(id), Some(kind), Some(target)) =
                (value("Id"), value("Type"), value("Target"))
            {
                let whole = resolved(folder, &target);
                let is_outside = value("TargetMode").is_some_and(|mode| mode == "External");
                let is_odd = !is_outside && !is_plain(folder, &target, &whole);
                relations.push(Relation { id, kind, target: whole, is_odd });
            }
        }
        let mut ids = BTreeSet::new();
        if let Some(again) = relations.iter().find(|own| !ids.insert(&*own.id)) {
            let what = format!("`{}` says twice where `{}` is", shown(&name), shown(&again.id));
            return Err(Fault::Damaged(what));
        }
        Ok(relations)
    }
}

fn text(value: &str) -> String {
    unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}

/// Whether a part is named in full, or by its name in the folder.
fn is_plain(folder: &str, target: &str, whole: &str) -> bool {
    let target = target.to_lowercase();
    let inside = match folder {
        "" => Some(whole),
        folder => whole.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
    };
    Some(&*target) == inside || target.strip_prefix('/') == Some(whole)
}

#[cfg(test)]
mod tests {
    use super::{is_plain, resolved};

    #[test]
    fn parts_are_named_from_where_they_are_named() {
        for (folder, target, name) in [
            ("xl", "worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("xl/worksheets", "/xl/comments/comment1.xml", "xl/comments/comment1.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl", "../../a.xml", "a.xml"),
            ("", "/xl//./worksheets\\..\\Workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(resolved(folder, target), name);
        }
        for (folder, target, expected) in [
            ("xl", "worksheets/Sheet1.xml", true),
            ("xl", "/xl/worksheets/sheet1.xml", true),
            ("", "xl/workbook.xml", true),
            ("", "./xl/workbook.xml", false),
            ("xl", "./worksheets/sheet1.xml", false),
            ("xl", "../xl/worksheets/sheet1.xml", false),
            ("xl", "worksheets\\sheet1.xml", false),
        ] {
            let whole = resolved(folder, target);
            assert_eq!(is_plain(folder, target, &whole), expected, "{target}");
        }
    }
}
