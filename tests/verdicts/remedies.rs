//! Remedies: what the shipped law files say is to be done, for goods that are there already.

use std::{fs, path::Path};

use serde::Deserialize;

#[derive(Deserialize)]
struct Regime {
    #[serde(default)]
    provision: Vec<Provision>,
}

#[derive(Deserialize)]
struct Provision {
    id: String,
    act: String,
    force: String,
    remedy: String,
}

/// Words by which a remedy speaks of what has been bought or paid for, and not of what is yet to be bought alone.
const DONE: [&str; 8] = [
    "already",
    "replace",
    "remove",
    "return",
    "discovery",
    "points to a breach",
    "from that day on",
    "is caught",
];

/// A ban on buying or paying is broken by goods that are there: that they should not be bought helps nobody any more.
#[test]
fn what_is_bought_already_has_a_remedy() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut silent = Vec::new();
    for country in fs::read_dir(rules).unwrap().map(|entry| entry.unwrap().path()) {
        if !country.is_dir() {
            continue;
        }
        for file in fs::read_dir(&country).unwrap().map(|entry| entry.unwrap().path()) {
            let regime: Regime = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
            let bans = regime.provision.iter().filter(|provision| {
                matches!(provision.act.as_str(), "acquire" | "fund" | "import")
                    && provision.force == "prohibited"
            });
            let bare = bans.filter(|ban| {
                let remedy = ban.remedy.to_lowercase();
                !DONE.iter().any(|word| remedy.contains(word))
            });
            silent.extend(bare.map(|ban| format!("{}/{}", file.display(), ban.id)));
        }
    }
    assert!(silent.is_empty(), "nothing is said of what is bought already: {silent:#?}");
}
