//! Every class of fault, as a user sees it.

mod schemas;

use std::sync::Arc;

use crate::{
    EquipmentTree,
    knowledge::{File, Files, Sources},
    vendors::Catalogue,
};

const TREE: &str = "[[kind]]\nid = 'camera'\ntitle = 'camera'\n";

const HEAD: &str = "
id = 'acme'
name = 'Acme Digital Co., Ltd.'
short = 'Acme'
country = 'NL'

[sources.page]
title = 'A page'
url = 'https://example.com/'
read = 2026-11-22
";

fn file(path: &str, text: &str) -> Arc<File> {
    Arc::new(File::new(path, text))
}

fn load(vendors: &[(&str, String)], labels: &[(&str, String)]) -> Result<Catalogue, String> {
    let tree = EquipmentTree::load(&file("equipment.toml", TREE)).unwrap();
    let files =
        |all: &[(&str, String)]| Files(all.iter().map(|(path, text)| file(path, text)).collect());
    Catalogue::load(&files(vendors), &files(labels), &Files::default(), &Sources::new(), &tree)
        .map_err(|faults| faults.to_string())
}

/// The faults of one vendor file with these facts behind the head.
fn faults(facts: &str) -> String {
    load(&[("vendors/acme.toml", format!("{HEAD}\n{facts}"))], &[]).unwrap_err()
}

/// A fact with a source.
fn sourced(fact: &str) -> String {
    format!("{fact}\nsource = 'page'\nconfidence = 'official'\n")
}

#[test]
fn a_sound_file_loads() {
    let facts = sourced("[[mark]]\nkind = 'oui'\nvalues = ['00BC99', '8C1F64D6C']");
    let catalogue = load(&[("vendors/acme.toml", format!("{HEAD}{facts}"))], &[]).unwrap();
    let vendor = catalogue.vendor("acme").unwrap();
    assert_eq!(vendor.mark_counts(), [(crate::MarkKind::Oui, 2)]);
    assert_eq!(vendor.own_proof.sources.len(), 1);
}

#[test]
fn files_are_faulted() {
    insta::assert_snapshot!("an_empty_folder", load(&[], &[]).unwrap_err());
    insta::assert_snapshot!(
        "no_toml",
        load(&[("acme.toml", "id = ".to_owned())], &[]).unwrap_err()
    );
    insta::assert_snapshot!("an_unknown_key", faults("[[alias]]\nnme = 'x'"));
    let twice = [("a/acme.toml", HEAD.to_owned()), ("b/acme.toml", HEAD.to_owned())];
    insta::assert_snapshot!("an_id_twice", load(&twice, &[]).unwrap_err());
    let misnamed = [("vendors/other.toml", HEAD.to_owned())];
    insta::assert_snapshot!("an_id_unlike_its_file", load(&misnamed, &[]).unwrap_err());
}

/// Each name against each other would take minutes.
#[test]
fn very_many_names_of_one_maker_are_read_at_once() {
    let alias = |n: usize| sourced(&format!("[[alias]]\nname = 'Acme {n} Works'\nmatch = 'short'"));
    let company = |n: usize| {
        sourced(&format!("[[company]]\nid = 'c{n}'\nname = 'Nadir {n}'\nrelation = 'subsidiary'"))
    };
    let facts: String = (0..6_000).map(alias).chain((0..6_000).map(company)).collect();
    let start = std::time::Instant::now();
    let catalogue = load(&[("vendors/acme.toml", format!("{HEAD}{facts}"))], &[]).unwrap();
    let vendor = catalogue.vendor("acme").unwrap();
    assert_eq!((vendor.aliases.len(), vendor.companies.len()), (6_000, 6_000));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn references_are_faulted() {
    insta::assert_snapshot!(
        "an_unknown_source",
        faults("[[alias]]\nname = 'Acmé'\nsource = ['page', 'book']\nconfidence = 'reported'")
    );
    insta::assert_snapshot!(
        "a_missing_source",
        faults("[[alias]]\nname = 'Acmé'\nconfidence = 'reported'")
    );
    insta::assert_snapshot!(
        "an_unknown_kind",
        faults(&sourced("[[model]]\npattern = 'AC-\\d'\nequipment = 'kamera'"))
    );
    insta::assert_snapshot!(
        "an_unknown_company",
        faults(&sourced("[[model]]\npattern = 'AC-\\d'\ncompany = 'acme-usa'"))
    );
    let label = "id = 'north'\nlabel = 'North'\n[[counter]]\nkind = 'declared'\nseries = ['N']\n\
        against = ['acne']\nsays = 'x'\nconfidence = 'unverified'\n";
    let vendors = [("vendors/acme.toml", HEAD.to_owned())];
    let labels = [("labels/north.toml", label.to_owned())];
    insta::assert_snapshot!("an_unknown_vendor", load(&vendors, &labels).unwrap_err());
}

#[test]
fn a_mark_without_values_is_faulted() {
    let fault = faults(&sourced("[[mark]]\nkind = 'oui'"));
    assert!(fault.contains("the mark has no `values`"), "{fault}");
}

#[test]
fn values_are_faulted() {
    insta::assert_snapshot!(
        "a_period_backwards",
        faults(&sourced(
            "[[company]]\nid = 'b'\nname = 'B'\nrelation = 'subsidiary'\nfrom = 2022-01-01\nuntil = '2021-12'"
        ))
    );
    insta::assert_snapshot!(
        "marks_of_the_wrong_shape",
        faults(
            &[
                sourced("[[mark]]\nkind = 'oui'\nvalues = ['00BC9', '00:BC:99']"),
                sourced("[[mark]]\nkind = 'fcc-grantee'\nvalues = ['2ADT']"),
                sourced("[[mark]]\nkind = 'iana-enterprise'\nvalues = ['0x1']"),
            ]
            .join("\n")
        )
    );
    insta::assert_snapshot!(
        "blocks_of_no_maker",
        faults(&sourced("[[mark]]\nkind = 'oui'\nvalues = ['01005E', '00BC99']"))
    );
    insta::assert_snapshot!(
        "values_and_patterns_misused",
        faults(
            &[
                sourced("[[mark]]\nkind = 'firmware'\nvalues = ['1.0']"),
                sourced("[[mark]]\nkind = 'oui'\npattern = '00BC'"),
                sourced("[[mark]]\nkind = 'http-banner'"),
                sourced("[[mark]]\nkind = 'model'\nvalues = ['x']"),
            ]
            .join("\n")
        )
    );
    insta::assert_snapshot!(
        "patterns_that_cannot_be",
        faults(
            &[
                sourced("[[model]]\npattern = 'AC-(\\d'"),
                sourced("[[model]]\npattern = '(\\w{200}){200}'"),
                sourced("[[model]]\npattern = 'x*'"),
            ]
            .join("\n")
        )
    );
}

#[test]
fn a_serial_mark_has_values_or_a_pattern() {
    for (form, fault) in [
        ("values = ['4C1']", None),
        ("pattern = '4C[0-9]{9}'", None),
        ("values = ['4C1']\npattern = '4C[0-9]{9}'", Some("`values` and a `pattern`")),
        ("values = [' ']", Some("expected a text")),
        ("values = []", Some("the list of values is empty")),
        ("", Some("neither `values` nor a `pattern`")),
    ] {
        let facts = sourced(&format!("[[mark]]\nkind = 'serial'\ncollision = 'low'\n{form}"));
        let said = load(&[("vendors/acme.toml", format!("{HEAD}{facts}"))], &[]).err();
        assert_eq!(said.is_some(), fault.is_some(), "{form}: {said:?}");
        assert!(said.unwrap_or_default().contains(fault.unwrap_or_default()), "{form}");
    }
}

#[test]
fn a_block_in_two_files_is_faulted() {
    let block = sourced("[[mark]]\nkind = 'oui'\nvalues = ['00BC99']");
    let label = format!(
        "id = 'north'\nlabel = 'North'\n[sources.page]\ntitle = 'p'\nurl = 'u'\nread = 2026-11-22\n{block}"
    );
    let vendors = [("vendors/acme.toml", format!("{HEAD}{block}"))];
    let labels = [("labels/north.toml", label)];
    insta::assert_snapshot!("a_block_twice", load(&vendors, &labels).unwrap_err());
}

/// A group with a company of these names, in the file of a maker.
fn group(maker: &str, company: &str, more: &str) -> (String, String) {
    let name = format!("{} Digital Co., Ltd.", company.to_uppercase());
    let fact = format!("[[company]]\nid = '{company}'\nname = '{name}'\n{more}");
    let head = HEAD.replace("acme", maker).replace("Acme", &maker.to_uppercase());
    (format!("vendors/{maker}.toml"), head + &sourced(&fact))
}

fn of_groups(groups: &[(String, String)]) -> Option<String> {
    let files: Vec<_> = groups.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    load(&files, &[]).err()
}

#[test]
fn a_ring_of_groups_is_faulted() {
    let owned = "relation = 'subsidiary'";
    let of = |maker, company| group(maker, company, owned);
    insta::assert_snapshot!(
        "a_ring_of_groups",
        of_groups(&[of("a", "b"), of("b", "c"), of("c", "a")]).unwrap()
    );
    insta::assert_snapshot!("a_maker_of_its_own_group", of_groups(&[of("a", "a")]).unwrap());
    // By name too, and whatever ties them now.
    let other_id = |(path, text): (String, String)| {
        (path, text.replace("id = 'b'\nname", "id = 'other'\nname"))
    };
    assert!(of_groups(&[other_id(of("a", "b")), of("b", "a")]).is_some());
    let tied = "relation = 'affiliate'";
    assert!(of_groups(&[group("a", "b", tied), of("b", "a")]).is_some());
    // A chain is none, nor is an owner whom the company has left.
    assert_eq!(of_groups(&[of("a", "b"), of("b", "c"), of("c", "d")]), None);
    assert_eq!(of_groups(&[of("a", "c"), of("b", "c"), of("c", "d")]), None);
    let left = "relation = 'subsidiary'\nuntil = 2020-01-01";
    assert_eq!(of_groups(&[group("a", "b", left), of("b", "a")]), None);
    let former = "relation = 'former-subsidiary'";
    assert_eq!(of_groups(&[group("a", "b", former), of("b", "a")]), None);
}
