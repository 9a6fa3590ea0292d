//! Files of the user's own: what they change is said, wherever it is reported.

use std::fs;

use super::*;

/// A maker of the id of a shipped one, of which nothing else is known.
const HIKVISION: &str =
    "id = \"hikvision\"\nname = \"Hikvision\"\nshort = \"Hikvision\"\ncountry = \"CN\"\n";
const BRAND: &str = "[[brand]]\nlabel = \"Tailspin Eye\"\nrelation = \"white-label\"\ncoverage = \"most\"\n\
                     equipment = [\"video-surveillance\"]\nconfidence = \"unverified\"\n";

impl Folder {
    fn holds(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn own_files_are_named_and_what_they_replace_is_a_warning() {
    let folder = Folder::new();
    folder.holds("own/hikvision.toml", HIKVISION);
    folder.holds("own/dahua/labels.toml", BRAND);
    folder.holds(
        "words/ours.toml",
        "[[header]]\nfield = \"model\"\nwords = [\"Gizmo\"]\nconfidence = \"unverified\"\n",
    );
    let replaced = "own/hikvision.toml takes the place of the shipped maker `hikvision`";
    let own = "--vendors own --formats words";
    let made = "-o r.txt -o r.html -o r.json -o r.jsonl -o r.sarif -o r.md -o concise=r.concise -o github=r.github";
    let (status, said) = folder.printed(&format!("check x.csv --all {own} {made}"));
    assert!(status < Some(2), "{said}");
    assert_eq!(said.matches(replaced).count(), 1, "{said}");
    for name in ["txt", "html", "json", "jsonl", "sarif", "md", "concise", "github"] {
        let report = fs::read_to_string(folder.at(&format!("r.{name}"))).unwrap();
        let report = report
            .replace('\n', " ")
            .replace('\\', "")
            .replace("&#96;", "`")
            .replace("&#x60;", "`");
        let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(report.contains("takes the place of the shipped maker"), "{name}: {report}");
        if ["txt", "html", "json", "jsonl", "md"].contains(&name) {
            for file in ["own/dahua/labels.toml", "words/ours.toml"] {
                assert!(report.contains(file), "{name}: {file}: {report}");
            }
        }
    }
    let json = fs::read_to_string(folder.at("r.json")).unwrap();
    let named = r#"{"file":"own/hikvision.toml","holds":"maker","takes_place_of":"hikvision"},{"file":"own/dahua/labels.toml","holds":"maker","adds_to":"dahua"},{"file":"words/ours.toml","holds":"formats"}"#;
    assert!(json.contains(named), "{json}");
    for command in ["vendors list", "vendors show dahua", "identify Hikvision", "explain x.csv 2"] {
        let (_, said) = folder.printed(&format!("{command} --vendors own"));
        assert!(said.contains(replaced), "{command}: {said}");
    }
    let (status, said) = folder.printed("rules lint own");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("this takes the place of the shipped maker `hikvision`"), "{said}");
    assert!(said.contains("a folder `hikvision`"), "{said}");
}

/// A file on a label stands among those on makers, as `rules lint` takes it.
#[test]
fn a_file_on_a_label_of_ones_own_is_read() {
    let folder = Folder::new();
    folder.holds("own/tailspin.toml", "id = \"tailspin\"\nlabel = \"Tailspin\"\n");
    let (status, said) = folder.printed("identify \"Tailspin\" --vendors own");
    assert!(status == Some(0) && said.contains("a label"), "{said}");
}

#[test]
fn a_label_that_a_maker_bears_and_an_id_that_is_none_are_pointed_out() {
    let folder = Folder::new();
    let maker = |label: &str, series: &str| {
        let head =
            "id = \"contoso\"\nname = \"Contoso Ltd\"\nshort = \"Contoso\"\ncountry = \"CN\"\n";
        format!("{head}{}{series}", BRAND.replace("Tailspin Eye", label))
    };
    for (label, series, doubted) in
        [("Axis", "", true), ("Axis", "series = [\"P9\"]\n", false), ("Tailspin", "", false)]
    {
        folder.holds("own/contoso.toml", &maker(label, series));
        let (status, said) = folder.printed("rules lint own");
        assert_eq!((status, said.contains("makes goods of its own")), (Some(0), doubted), "{said}");
    }
    folder.holds("own/The Label.toml", "id = \"The Label\"\nlabel = \"Tailspin\"\n");
    let (status, said) = folder.printed("rules lint own");
    assert!(status == Some(2) && said.contains("`The Label` is no id"), "{said}");
}

#[test]
fn tables_in_a_folder_called_as_a_maker_add_to_it() {
    let folder = Folder::new();
    folder.holds("own/hikvision/ours.toml", BRAND);
    for named in ["own", "own/hikvision", "own/hikvision/ours.toml"] {
        let (_, said) = folder.printed(&format!("vendors show hikvision --vendors {named}"));
        assert!(said.contains("Tailspin Eye") && said.contains("LTS"), "{named}: {said}");
        let (status, said) = folder.printed(&format!("rules lint {named}"));
        assert!(status == Some(0) && !said.contains("takes the place"), "{named}: {said}");
    }
    // A fault is shown in the file that has it.
    folder.holds("own/hikvision/ours.toml", &BRAND.replace("coverage", "covrage"));
    let (status, said) = folder.printed("check x.csv --vendors own");
    assert_eq!(status, Some(2));
    assert!(said.contains("own/hikvision/ours.toml:4:1") && said.contains("`covrage`"), "{said}");
    // The name of a folder that is no maker's leaves the file what it is: one whose head is missing.
    fs::rename(folder.at("own/hikvision"), folder.at("own/hikvisoin")).unwrap();
    let (status, said) = folder.printed("check x.csv --vendors own");
    assert_eq!(status, Some(2));
    assert!(said.contains("`id`"), "{said}");
}

#[test]
fn what_is_no_file_of_knowledge_is_told_what_is_expected() {
    let folder = Folder::new();
    for option in ["--rules", "--vendors", "--formats"] {
        let (status, said) = folder.printed(&format!("check x.csv {option} /dev/zero"));
        assert_eq!(status, Some(2));
        assert!(said.contains("/dev/zero: cannot be read: expected a file that ends in .toml, or a folder of such files"), "{said}");
    }
}

/// Whoever wrote the settings may have named a file that only whoever runs the program can read.
#[test]
fn settings_show_nothing_of_files_outside_of_their_folder() {
    let folder = Folder::new();
    folder.holds("elsewhere/tokens.toml", "api_token = \"s3cr3t-of-somebody\"\n");
    folder.holds("here/x.csv", SHEET);
    for (key, file) in [("rules", "../elsewhere/tokens.toml"), ("formats", "../elsewhere")] {
        folder.holds("here/banlint.toml", &format!("[{key}]\nextra = [\"{file}\"]\n"));
        let (status, said) = folder.printed("check here/x.csv");
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("tokens.toml:1:1") && !said.contains("s3cr3t"), "{said}");
    }
    folder.holds("here/own/rule.toml", "api_token = \"of-our-own\"\n");
    folder.holds("here/banlint.toml", "[rules]\nextra = [\"own\"]\n");
    let (_, said) = folder.printed("check here/x.csv");
    assert!(said.contains("of-our-own"), "{said}");
    let (_, said) = folder.printed("check x.csv --rules elsewhere/tokens.toml");
    assert!(said.contains("s3cr3t"), "typed, so shown: {said}");
}

/// Whichever way rows are read: looked at closely, or passed over where they are clear at first sight.
#[test]
fn another_header_further_down_may_name_a_column_by_a_number() {
    let folder = Folder::new();
    let row = "A1,Axis,P3245-V,x\n";
    let sheet = format!(
        "Asset Tag,Manufacturer,Model,Extra\n{row}{row}Asset Tag,Manufacturer,Model,Extra2\n{row}"
    );
    folder.holds("twice.csv", &sheet);
    for all in ["", " --all"] {
        let (_, said) = folder.printed(&format!("check twice.csv --format concise{all}"));
        assert!(said.contains("3 rows"), "{said}");
    }
}

#[test]
fn hard_links_are_names_of_one_file() {
    let folder = Folder::new();
    fs::hard_link(folder.at("x.csv"), folder.at("y.csv")).unwrap();
    let (_, said) = folder.printed("check x.csv y.csv --format concise");
    assert!(said.contains("y.csv: named more than once, and read once"), "{said}");
    assert!(said.contains("2 rows"), "{said}");
    let (_, said) = folder.printed("check . --format concise");
    assert!(said.contains("2 rows"), "{said}");
    let (status, said) = folder.printed("check x.csv -o y.csv");
    assert!(status == Some(2) && said.contains("is the inventory itself"), "{said}");
    folder.printed("check x.csv -o a.json");
    fs::hard_link(folder.at("a.json"), folder.at("b.json")).unwrap();
    let (status, said) = folder.printed("check x.csv -o a.json -o b.json");
    assert!(status == Some(2) && said.contains("named twice"), "{said}");
}
