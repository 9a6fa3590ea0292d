//! Where the parts of an Excel workbook are, in the words that its reader takes: it knows a name in the folder of the workbook or from the
//! outermost one, and looks for shared texts and styles under their usual names alone. Others may be given as well, by steps and links.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::{
    Fault,
    archive::Archive,
    fault::shown,
    parts::{Parts, Relation},
    repacked::Repacked,
    weighed::is_markup,
};

/// How the kind of relation to a part ends, and what its reader takes that to be called.
const USUAL: [(&str, &str); 2] =
    [("/sharedStrings", "sharedStrings.xml"), ("/styles", "styles.xml")];

/// Has each part named in full, and the parts of usual names called so, where the reader would not find them.
pub(super) fn make_plain(archive: &mut Archive, repacked: &mut Repacked) -> Result<(), Fault> {
    let parts = Parts::of(archive);
    let outermost = parts.relations(archive, "")?;
    let workbook = Parts::workbook(&outermost);
    rewrite(&parts, "", &outermost, repacked);
    let relations = parts.relations(archive, &workbook)?;
    rewrite(&parts, &workbook, &relations, repacked);
    let folder =
        workbook.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    // Old programs part the names of folders as Windows does.
    let backward = archive.file_names().filter_map(Result::ok).enumerate();
    for (index, name) in backward.filter(|(_, name)| name.contains('\\')) {
        repacked.rename(index, name.replace('\\', "/"));
    }
    for (kind, name) in USUAL {
        let usual = format!("{folder}{name}");
        let of_kind = relations.iter().find(|own| own.kind.ends_with(kind));
        let Some(own) = of_kind.filter(|own| own.target != usual.to_lowercase()) else { continue };
        // What was not weighed is not read.
        let Some(index) = parts.index(&own.target).filter(|_| is_markup(&own.target)) else {
            continue;
        };
        if parts.index(&usual.to_lowercase()).is_some() {
            let what = format!(
                "it keeps what it needs in `{}`, and has `{usual}` as well",
                shown(&own.target)
            );
            return Err(Fault::Damaged(what));
        }
        repacked.rename(index, usual);
    }
    Ok(())
}

/// Writes what a part says of others anew, if anything of it is odd.
fn rewrite(parts: &Parts, part: &str, relations: &[Relation], repacked: &mut Repacked) {
    let Some(index) =
        parts.index(&Parts::list_of(part)).filter(|_| relations.iter().any(|own| own.is_odd))
    else {
        return;
    };
    let mut list = String::from(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    for Relation { id, kind, target, .. } in relations {
        // Writing to a string cannot fail.
        let _ = write!(
            list,
            "<Relationship Id=\"{}\" Type=\"{}\" Target=\"/{}\"/>",
            escape(id),
            escape(kind),
            escape(target)
        );
    }
    list.push_str("</Relationships>");
    repacked.put(index, list.into_bytes());
}
