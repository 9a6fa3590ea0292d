//! What others wrote is not believed, what is read is not written, and folders that lead to one another end.

use super::*;

/// Three folders that link to one another make paths without end.
#[test]
fn folders_that_lead_to_one_another_are_looked_through_once() {
    let folder = Folder::new();
    for name in ["a", "b", "c"] {
        fs::create_dir_all(folder.at("f").join(name)).unwrap();
        fs::write(folder.at("f").join(name).join(format!("{name}.csv")), SHEET).unwrap();
        for other in ["a", "b", "c"] {
            symlink(format!("../{other}"), folder.at("f").join(name).join(format!("to-{other}")))
                .unwrap();
        }
    }
    let output = folder.run("check f --as-of 2026-11-26 -o r.txt");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("6 rows: 3 review, 3 clear") && !said.contains("warning"), "{said}");

    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cmd/fine");
    fs::create_dir(folder.at("knowledge")).unwrap();
    for link in ["one", "two"] {
        symlink(rules, folder.at("knowledge").join(link)).unwrap();
        symlink(".", folder.at("knowledge").join(format!("{link}-again"))).unwrap();
    }
    assert_eq!(folder.run("rules lint knowledge").status.code(), Some(0));
}

/// Neither a link that leads nowhere nor one to itself takes the report of the files beside it down.
#[test]
fn a_link_that_leads_nowhere_leaves_the_report_of_the_others() {
    let folder = Folder::new();
    fs::create_dir(folder.at("f")).unwrap();
    fs::write(folder.at("f/a.csv"), SHEET).unwrap();
    symlink("nowhere", folder.at("f/b.csv")).unwrap();
    symlink("c.csv", folder.at("f/c.csv")).unwrap();
    let output = folder.run("check f -o r.txt");
    assert_eq!(output.status.code(), Some(2));
    let report = fs::read_to_string(folder.at("r.txt")).unwrap();
    assert!(report.contains("NOT AUDITED f/b.csv, f/c.csv"), "{report}");
}

/// Settings can accept findings, so that those of somebody else are not applied without a word. Only root can give files away.
#[test]
fn settings_of_strangers_are_refused() {
    use std::os::unix::fs::{MetadataExt as _, chown};

    let folder = Folder::new();
    let settings = folder.at("banlint.toml");
    fs::write(&settings, "[fail]\nlevel = \"violation\"\n").unwrap();
    assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
    if fs::metadata(&settings).unwrap().uid() == 0 && chown(&settings, Some(65_534), None).is_ok() {
        let output = folder.run("check x.csv -q");
        assert_eq!(output.status.code(), Some(2));
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("another user") && message.contains("--config"), "{message}");
        assert_eq!(folder.run("columns x.csv").status.code(), Some(2));
        assert_eq!(folder.run("check x.csv -q --config banlint.toml").status.code(), Some(0));
        // Whoever owns the inventory may say what holds for it.
        chown(folder.at("x.csv"), Some(65_534), None).unwrap();
        assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
    }
    fs::remove_file(&settings).unwrap();
    assert!(Command::new("mkfifo").arg(&settings).status().unwrap().success());
    let output = folder.run("check x.csv -q");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("they are no file"));
}

#[test]
fn settings_that_anybody_may_write_are_refused() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    fs::write(folder.at("banlint.toml"), "[fail]\nlevel = \"violation\"\n").unwrap();
    let open = |name: &str| fs::set_permissions(folder.at(name), fs::Permissions::from_mode(0o666));
    open("banlint.toml").unwrap();
    let output = folder.run("check x.csv -q");
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && message.contains("anybody may write"), "{message}");
    // Where that holds of the inventory too, the file system may know no rights.
    open("x.csv").unwrap();
    assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
}

/// What accepts findings is taken from nobody but the user and whoever owns the inventory.
#[test]
fn baselines_of_strangers_are_refused() {
    use std::os::unix::fs::{MetadataExt as _, chown};

    let folder = Folder::new();
    let baseline = folder.at("known.json");
    assert_eq!(folder.run("baseline x.csv -q --output known.json").status.code(), Some(0));
    fs::write(folder.at("banlint.toml"), "baseline = \"known.json\"\n").unwrap();
    let refused = |words: &str| {
        let (status, said) = folder.printed("check x.csv -q");
        assert!(status == Some(2) && said.contains(words) && said.contains("--baseline"), "{said}");
    };
    assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
    fs::set_permissions(&baseline, Permissions::from_mode(0o666)).unwrap();
    refused("anybody may write it");
    assert_eq!(folder.run("check x.csv -q --baseline known.json").status.code(), Some(0));
    fs::set_permissions(&baseline, Permissions::from_mode(0o644)).unwrap();
    if fs::metadata(&baseline).unwrap().uid() == 0 && chown(&baseline, Some(65_534), None).is_ok() {
        refused("another user");
        assert_eq!(folder.run("check x.csv -q --no-baseline").status.code(), Some(1));
        chown(folder.at("x.csv"), Some(65_534), None).unwrap();
        assert_eq!(folder.run("check x.csv -q").status.code(), Some(0));
    }
}

/// What the next run would read as settings, or this one reads, is no place for a report.
#[test]
fn what_is_read_is_never_written() {
    let folder = Folder::new();
    for name in ["banlint.toml", ".gitignore"] {
        let (status, said) = folder.printed(&format!("check x.csv -o text={name}"));
        assert!(status == Some(2) && said.contains("is read as settings"), "{said}");
        assert!(!folder.at(name).exists(), "{name}");
    }
    fs::write(folder.at("banlint.toml"), "[fail]\nlevel = \"review\"\n").unwrap();
    fs::hard_link(folder.at("x.csv"), folder.at("link.md")).unwrap();
    for name in ["x.csv", "link.md", "banlint.toml", "summary.md"] {
        let before = fs::read(folder.at(name)).unwrap_or_default();
        let mut command = folder.command("check x.csv");
        let output =
            command.env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", name).output();
        let output = output.unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let is_read = name != "summary.md";
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert_eq!(fs::read(folder.at(name)).unwrap() == before, is_read, "{name}");
        assert_eq!(said.contains("no summary is added to it"), is_read, "{said}");
    }
}
