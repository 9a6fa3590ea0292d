use std::sync::Arc;

use super::Formats;
use crate::{
    asset::Role,
    facts::LifeCycle,
    intake::testing,
    knowledge::{File, Files},
};

fn load(text: &str) -> Result<Formats, String> {
    let file = File { path: "f.toml".into(), text: text.into() };
    Formats::load(&Files(vec![Arc::new(file)])).map_err(|faults| faults.to_string())
}

#[test]
fn faults_are_shown_in_place() {
    for (text, words) in [
        ("title = 'x'\n", "no header word is known"),
        ("title = 'x'\ncolour = 1", "unknown key `colour`"),
        (
            "title = 'x'\n[[header]]\nfield = 'colour'\nwords = ['a']\nconfidence = 'unverified'",
            "`colour` is not a field",
        ),
        (
            "title = 'x'\n[[header]]\nfield = 'model'\nwords = ['--']\nconfidence = 'unverified'",
            "neither letter nor digit",
        ),
        (
            "title = 'x'\n[[header]]\nfield = 'model'\nwords = ['a']\nconfidence = 'documented'",
            "name no source",
        ),
        (
            "title = 'x'\n[[header]]\nfield = 'model'\nwords = ['a']\nconfidence = 'documented'\nsource = 's'",
            "no source `s`",
        ),
        (
            "title = 'x'\n[[header]]\nfield = 'model'\nwords = ['a']\nconfidence = 'unverified'\nonly-here = true",
            "describes no export",
        ),
        (
            "title = 'x'\n[[header]]\nfield = 'model'\nwords = ['A a']\nconfidence = 'unverified'\n[[header]]\nfield = 'serial'\nwords = ['a-A']\nconfidence = 'unverified'",
            "has another meaning already",
        ),
        (
            "title = 'x'\n[[month]]\nnumber = 13\nwords = ['a']\nconfidence = 'unverified'",
            "no month 13",
        ),
    ] {
        let shown = load(text).unwrap_err();
        assert!(shown.contains(words), "{words}: {shown}");
        assert!(shown.contains("f.toml"), "{shown}");
    }
}

#[test]
fn headers_of_many_languages_are_known() {
    let formats = testing::formats();
    for (header, role) in [
        ("Manufacturer", "manufacturer"),
        ("Hersteller", "manufacturer"),
        ("Fabricant", "manufacturer"),
        ("Производитель", "manufacturer"),
        ("メーカー", "manufacturer"),
        ("제조사", "manufacturer"),
        ("Marca", "brand"),
        ("品牌", "brand"),
        ("Сatégorie", "equipment"),
        ("Seriennr.", "serial"),
        ("Nº de patrimônio", "asset-id"),
        ("Camera Serial Number", "serial"),
        ("MAC Address 2", "mac"),
        ("Hersteller / Manufacturer", "manufacturer"),
        ("Serial No. (S/N)", "serial"),
        ("Data zakupu", "acquired"),
        ("Company", "owner"),
        ("mac_vendors", "text"),
        ("FCC ID", "fcc-id"),
        ("Herkunftsland", "country-of-production"),
        ("Aantal", "quantity"),
    ] {
        let meaning = formats.headers.read(header, None).map(|(meaning, _)| meaning.role);
        let expected = match role {
            "text" => Role::Text,
            field => Role::Field(field.parse().unwrap()),
        };
        assert_eq!(meaning, Some(expected), "{header}");
    }
}

#[test]
fn secrets_are_known_by_their_header() {
    let formats = testing::formats();
    for header in [
        "Admin Password",
        "Kennwort",
        "SNMP Community",
        "API Key",
        "HardwarePassword",
        "Mot de passe",
        "Key",
        "wifi-psk",
    ] {
        let exact = formats.headers.read(header, None).map(|(meaning, _)| meaning.role);
        let secret =
            exact == Some(Role::Secret) || exact.is_none() && formats.headers.names_secret(header);
        assert!(secret, "{header}");
    }
    assert!(!formats.headers.names_secret("Keyboard"));
}

#[test]
fn empty_values_are_known_in_every_spelling() {
    let formats = testing::formats();
    for cell in [
        "N/A",
        "n/a",
        "NA",
        "None",
        "null",
        "Unknown",
        "Generic",
        "Other",
        "TBC",
        "-",
        "--",
        "?",
        "(empty)",
        "k.A.",
        "k. A.",
        "K. A.",
        "s.n.",
        "sin marca",
        "Sin Marca",
        "无",
        "нет",
        "Нет",
        "НЕТ",
        "00:00:00:00:00:00",
        "FF:FF:FF:FF:FF:FF",
        "ff-ff-ff-ff-ff-ff",
        " N/A ",
        "#N/A",
        "unbekannt",
        "NÉANT",
        "néant",
    ] {
        assert!(formats.is_empty_value(cell), "{cell}");
    }
    for cell in [
        "Nest",
        "Generic Electric",
        "NAC-1",
        "00:09:18:0E:99:12",
        "Otherside",
        "нетто",
        "0",
        "KA-7",
    ] {
        assert!(!formats.is_empty_value(cell), "{cell}");
    }
}

#[test]
fn stages_of_life_are_told_apart() {
    let formats = testing::formats();
    for (cell, stage) in [
        ("Ready to Deploy", Some(LifeCycle::InStock)),
        ("Deployed", Some(LifeCycle::InService)),
        ("in Betrieb", Some(LifeCycle::InService)),
        ("außer Betrieb", Some(LifeCycle::Retired)),
        ("AUSSER BETRIEB", Some(LifeCycle::Retired)),
        ("Not in use", Some(LifeCycle::Retired)),
        ("Archived", Some(LifeCycle::Retired)),
        ("verschrottet", Some(LifeCycle::Disposed)),
        ("en commande", Some(LifeCycle::Ordered)),
        ("dado de baja", Some(LifeCycle::Disposed)),
        ("使用中", Some(LifeCycle::InService)),
        ("в эксплуатации", Some(LifeCycle::InService)),
        ("Pending", None),
        ("Active (bad)", None),
        ("", None),
    ] {
        assert_eq!(formats.life_cycle(cell), stage, "{cell}");
    }
}
