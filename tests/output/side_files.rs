//! Files that a walk opens beside the inventories: whoever can write one must not decide what is audited, nor hold up the run.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink},
    process::Command,
};

use super::{Folder, SHEET};

/// A folder with an inventory in `reg` that a `.gitignore` would leave out.
fn with_ignored() -> Folder {
    let folder = Folder::new();
    fs::create_dir(folder.at("reg")).unwrap();
    fs::write(folder.at("reg/.gitignore"), "old.csv\n").unwrap();
    fs::copy(folder.at("x.csv"), folder.at("reg/old.csv")).unwrap();
    fs::copy(folder.at("x.csv"), folder.at("reg/new.csv")).unwrap();
    folder
}

#[test]
fn a_gitignore_that_is_no_bounded_file_is_named_and_never_waited_for() {
    for (made, why) in [
        ("mkfifo", "it is no file"),
        ("link", "it is no file"),
        ("folder", "it is no file"),
        ("nowhere", "it cannot be read"),
        ("huge", "it has more than 256 KiB"),
        ("many", "more than 10000 patterns"),
    ] {
        let folder = with_ignored();
        for at in ["reg/.gitignore", "reg/below/.gitignore"] {
            fs::create_dir_all(folder.at("reg/below")).unwrap();
            let file = folder.at(at);
            let _ = fs::remove_file(folder.at("reg/.gitignore"));
            match made {
                "mkfifo" => {
                    assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
                }
                "link" => symlink("/dev/zero", &file).unwrap(),
                "folder" => fs::create_dir(&file).unwrap(),
                "nowhere" => symlink("nowhere", &file).unwrap(),
                "huge" => fs::File::create(&file).unwrap().set_len(1 << 34).unwrap(),
                _ => fs::write(&file, "a*b\n".repeat(10_001)).unwrap(),
            }
            let (status, said) = folder.printed("check reg --timeout 20s");
            assert_eq!(status, Some(2), "{made}: {said}");
            assert!(said.contains(at) && said.contains(why), "{made}: {said}");
            assert!(said.contains("--no-ignore"), "{made}: {said}");
            assert_eq!(folder.printed("check reg -q --no-ignore").0, Some(1), "{made}");
            if made == "folder" { fs::remove_dir(&file) } else { fs::remove_file(&file) }.unwrap();
        }
    }
}

#[test]
fn a_gitignore_of_another_user_leaves_nothing_out() {
    let folder = with_ignored();
    let file = folder.at("reg/.gitignore");
    assert!(folder.printed("check reg").1.contains("not read, as .gitignore names them"));
    // Only root can give files away.
    if fs::metadata(&file).unwrap().uid() != 0 || chown(&file, Some(65_534), None).is_err() {
        return;
    }
    let (status, said) = folder.printed("check reg");
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("another user") && said.contains("--no-ignore"), "{said}");
    assert_eq!(folder.printed("check reg -q --no-ignore").0, Some(1));
    // Whoever owns the folder can leave out what they like.
    chown(folder.at("reg"), Some(65_534), None).unwrap();
    assert!(folder.printed("check reg").1.contains("not read, as .gitignore names them"));
}

#[test]
fn the_nearest_gitignore_decides_and_those_of_the_repository_count() {
    let folder = with_ignored();
    fs::create_dir(folder.at(".git")).unwrap();
    fs::create_dir_all(folder.at("reg/below/deep")).unwrap();
    fs::write(folder.at(".gitignore"), "/reg/new.csv\n*.tsv\n").unwrap();
    fs::write(folder.at("reg/below/.gitignore"), "!old.csv\ndeep/\n\\!x.csv\n").unwrap();
    for name in ["old.csv", "a.tsv", "deep/b.csv", "!x.csv"] {
        fs::copy(folder.at("x.csv"), folder.at("reg/below").join(name)).unwrap();
    }
    symlink("nowhere", folder.at("reg/link.tsv")).unwrap();
    let said = folder.printed("check reg -q --format concise").1;
    assert!(said.lines().all(|line| !line.contains("csv:") || line.contains("below/old.csv:")));
    assert!(said.contains("reg/below/old.csv:2"), "{said}");
    let said = folder.printed("check reg -o r.json").1;
    for name in ["below/!x.csv", "below/a.tsv", "below/deep", "link.tsv", "new.csv", "old.csv"] {
        assert!(said.contains(&format!("reg/{name}")), "{name}: {said}");
    }
    assert!(!said.contains("not read: there is no such file"), "{said}");
}

/// What a folder hides is not read, and is told; what cannot be looked at ends the run like a file that cannot be opened.
#[test]
fn nothing_in_a_folder_is_passed_over_in_silence() {
    let folder = Folder::new();
    fs::create_dir_all(folder.at("reg/.old")).unwrap();
    for name in ["reg/a.csv", "reg/.b.csv", "reg/.old/c.csv", "reg/.keep", "reg/~$a.csv"] {
        fs::write(folder.at(name), SHEET).unwrap();
    }
    let (status, said) = folder.printed("check reg --org us-federal-contractor");
    assert_eq!(status, Some(1), "{said}");
    let hidden = "not read, as hidden: reg/.b.csv, reg/.old; name a file";
    assert!(said.contains(hidden) && !said.contains(".keep"), "{said}");
    assert!(said.contains("a.csv, ~$a.csv: 4 rows"), "{said}");
    fs::write(folder.at("reg/~$a.csv"), b"\x04Jane\x20\x20\x04\0J\0a\0n\0e\0").unwrap();
    fs::write(folder.at("reg/.~lock.a.csv#"), ",jane,host,30.11.2026 10:00,file:///x;").unwrap();
    fs::write(folder.at("reg/.~lock.b.csv#"), SHEET).unwrap();
    let (_, said) = folder.printed("check reg --org us-federal-contractor");
    assert!(said.contains("as hidden: reg/.b.csv, reg/.old, reg/.~lock.b.csv#;"), "{said}");
    assert!(!said.contains("~$a") && !said.contains("lock.a"), "{said}");
    symlink("nowhere.csv", folder.at("reg/z.csv")).unwrap();
    let (status, said) = folder.printed("check reg --org us-federal-contractor");
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("reg/z.csv: there is no such file"), "{said}");
}

/// Pipes and the like are told and never opened; what may hold rows and cannot be read ends the run as not checked.
#[test]
fn what_in_a_folder_cannot_be_checked_is_told() {
    let folder = Folder::new();
    fs::create_dir_all(folder.at("reg/closed")).unwrap();
    fs::write(folder.at("reg/a.csv"), SHEET).unwrap();
    assert!(Command::new("mkfifo").arg(folder.at("reg/pipe.csv")).status().unwrap().success());
    symlink("/dev/zero", folder.at("reg/zero.csv")).unwrap();
    let arguments = "check reg --org us-federal-contractor";
    let (status, said) = folder.printed(arguments);
    assert_eq!(status, Some(1), "{said}");
    let special = "not opened, as pipes, sockets or devices: reg/pipe.csv, reg/zero.csv; name one";
    assert!(said.contains(special), "{said}");
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n";
    fs::write(folder.at("reg/b.csv"), pointer).unwrap();
    let (status, said) = folder.printed(arguments);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("reg/b.csv: this looks like a pointer") && said.contains("git lfs pull"));
    fs::remove_file(folder.at("reg/b.csv")).unwrap();
    fs::set_permissions(folder.at("reg/closed"), Permissions::from_mode(0o0)).unwrap();
    // Root looks through any folder.
    if fs::read_dir(folder.at("reg/closed")).is_err() {
        let (status, said) = folder.printed(arguments);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("reg/closed: this folder cannot be looked through"), "{said}");
    }
}

/// A report without a finding is no clean one where something was left out.
#[test]
fn every_report_with_room_for_it_says_what_was_left_out() {
    let folder = Folder::new();
    fs::create_dir(folder.at("reg")).unwrap();
    fs::write(folder.at("reg/a.csv"), "Asset Tag,Manufacturer,Model\nA1,Axis,P3245\n").unwrap();
    fs::write(folder.at("reg/.b.csv"), SHEET).unwrap();
    fs::write(folder.at("banlint.toml"), "[rules]\nskip = [\"us-ndaa-889\"]\n").unwrap();
    for format in ["concise", "junit", "github", "markdown", "sarif", "json", "text"] {
        let (status, said) = folder.printed(&format!("check reg -q -j US --format {format}"));
        assert_eq!(status, Some(0), "{said}");
        assert!(said.contains(".b.csv") && said.contains("us-ndaa-889"), "{format}: {said}");
    }
}

/// Settings that lie beside an inventory may be somebody else's.
#[test]
fn settings_neither_hide_a_column_in_silence_nor_show_other_files() {
    let folder = Folder::new();
    fs::write(folder.at("a.csv"), SHEET).unwrap();
    fs::write(folder.at("banlint.toml"), "[columns]\n\"Manufacturer\" = \"ignore\"\n").unwrap();
    let report =
        folder.printed("check a.csv -o r.txt").1 + &fs::read_to_string(folder.at("r.txt")).unwrap();
    assert_eq!(
        report.matches("by its name `Manufacturer` tells who made an asset").count(),
        2,
        "{report}"
    );
    fs::write(folder.at("secret"), "https://jane:ghp_16C7e42F292c6912E7@example.org\n").unwrap();
    for table in ["formats", "rules"] {
        fs::write(folder.at("banlint.toml"), format!("[{table}]\nextra = [\"secret\"]\n")).unwrap();
        let (status, said) = folder.printed("check a.csv");
        assert!(
            status == Some(2) && said.contains("ends in .toml") && !said.contains("jane"),
            "{said}"
        );
    }
}

#[test]
fn a_man_page_replaces_nothing_but_a_man_page() {
    let folder = Folder::new();
    assert_eq!(folder.run("man --output .").status.code(), Some(0));
    assert_eq!(folder.run("man --output .").status.code(), Some(0));
    fs::write(folder.at("banlint.1"), "mine").unwrap();
    let (status, said) = folder.printed("man --output .");
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("`banlint.1` exists there and is no page of banlint"), "{said}");
    assert_eq!(fs::read_to_string(folder.at("banlint.1")).unwrap(), "mine");
}
