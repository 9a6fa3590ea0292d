use std::sync::Arc;

use super::read;
use crate::{
    asset::Role,
    facts::LifeCycle,
    intake::formats::{Fit, Formats, Reading, file::FormatFile},
    knowledge::{File, Files, published_schema::published},
};

fn load(text: &str) -> Result<Formats, String> {
    let file = File::new("f.toml", text);
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
            "names no source",
        ),
        (
            "title = 'x'\n[[header]]\nfield = 'model'\nwords = ['a']\nconfidence = 'documented'\nsource = 's'",
            "the source `s` is not defined",
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

/// The shipped files with one of the user's own.
fn with_own(text: &str) -> Result<Formats, String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats");
    let own = Files(vec![Arc::new(File::new("own.toml", text))]);
    Formats::load_with(&Files::read(&folder).unwrap(), &own).map_err(|faults| faults.to_string())
}

#[test]
fn the_users_file_goes_before_the_shipped_ones() {
    let own = with_own(
        "title = 'our register'\n[[export]]\nsignature = ['Name', 'Tenant', 'Kasten']\n[[header]]\nfield = 'serial'\nwords = ['Model', 'Key']\nconfidence = 'unverified'\n[[header]]\nfield = 'owner'\nonly-here = true\nwords = ['Name']\nconfidence = 'unverified'\n[[status]]\nis = 'retired'\nwords = ['deployed']\nconfidence = 'unverified'\n",
    )
    .unwrap();
    assert_eq!(read(&own, "Model").0, "serial");
    assert_eq!(read(&own, "Key").0, "serial");
    assert_eq!(read(&own, "Name").0, "hostname");
    assert_eq!(own.life_cycle("Deployed"), Some(LifeCycle::Retired));
    let headers = ["Name", "Tenant", "Kasten"].map(str::to_owned);
    let export = own.headers.export(&headers).unwrap();
    assert_eq!(own.headers.title(export).as_ref(), "our register");
    let Reading::Known(meaning, Fit::Whole) = own.headers.read("Name", Some(export)) else {
        panic!("not known")
    };
    assert_eq!(meaning.role, Role::Field(crate::Field::Owner));
}

#[test]
fn the_users_word_takes_the_place_of_one_of_a_shipped_export() {
    let own = with_own(
        "title = 'NetBox'\n[[export]]\nsignature = ['Role', 'Kasten']\n[[header]]\nfield = 'purpose'\nwords = ['Type']\nconfidence = 'unverified'\n",
    )
    .unwrap();
    let headers = ["Name", "Tenant", "Rack", "Role", "Type"].map(str::to_owned);
    let export = own.headers.export(&headers).unwrap();
    assert_eq!(own.headers.title(export).as_ref(), "NetBox");
    let Reading::Known(meaning, _) = own.headers.read("Type", Some(export)) else {
        panic!("not known")
    };
    assert_eq!(meaning.role, Role::Field(crate::Field::Purpose));
    assert!(own.headers.export(&["Role", "Kasten"].map(str::to_owned)).is_some());
}

#[test]
fn a_users_file_that_contradicts_itself_is_a_fault() {
    for (text, words) in [
        (
            "[[header]]\nfield = 'serial'\nwords = ['Model']\nconfidence = 'unverified'\n[[header]]\nfield = 'owner'\nwords = ['model']\nconfidence = 'unverified'\n",
            "`model` has another meaning already: `serial`",
        ),
        (
            "[[status]]\nis = 'retired'\nwords = ['x']\nconfidence = 'unverified'\n[[status]]\nis = 'ordered'\nwords = ['X']\nconfidence = 'unverified'\n",
            "stands for two stages of life",
        ),
        ("[[header]]\nfeld = 'serial'", "unknown key `feld`"),
    ] {
        let shown = with_own(text).unwrap_err();
        assert!(shown.contains(words) && shown.contains("own.toml"), "{shown}");
    }
}

#[test]
fn the_schema_of_files_of_words_is_published() {
    let files = Files::read("data/formats".as_ref()).unwrap();
    let texts: Vec<_> = files.0.iter().map(|file| (file.path.clone(), file.text.clone())).collect();
    let title = "Words of inventories that banlint knows: data/formats/";
    published::<FormatFile>("format", title, &texts);
}
