//! Files of the user's that take the place of shipped ones.

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserialize;

use crate::knowledge::{Fault, File, Files, Placed};

/// The lines of a law file that say which law it is, and whose.
#[derive(Deserialize)]
struct LawIdentity {
    id: String,
    jurisdiction: Placed<String>,
}

impl LawIdentity {
    /// The head of a file, if it is sound enough to tell.
    fn of(file: &File) -> Option<Self> {
        toml::from_str(&file.text).ok()
    }
}

/// Faults files with the id of a shipped law of another country: the shipped one would no longer hold in its own.
pub(crate) fn of_another_jurisdiction(own: &Files, shipped: &[Arc<File>]) -> Vec<Fault> {
    let heads = shipped.iter().filter_map(|file| LawIdentity::of(file));
    let of_id: BTreeMap<_, _> = heads.map(|head| (head.id, head.jurisdiction)).collect();
    let fault = |file: &Arc<File>| {
        let head = LawIdentity::of(file)?;
        let is = of_id.get(&head.id)?.as_ref();
        if is == head.jurisdiction.as_ref() {
            return None;
        }
        let message = format!("`{}` is the id of a shipped regime of {is}", head.id);
        let expected = format!("expected \"{is}\", to take its place");
        let hint = "give this regime an id of its own, and the file the same name";
        Some(Fault::at(file, head.jurisdiction.span(), message, expected).hint(hint))
    };
    own.0.iter().filter_map(fault).collect()
}
