//! The targets of fuzzing, on their corpus and on changed pieces of it. `fuzz/README.md` tells how to look further.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "the targets are written for another package, and a test reports by panicking"
)]

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::{fs, path::Path, process::Command};

use proptest::{collection::vec, prelude::*, test_runner::TestRunner};

/// One change of a piece of the corpus.
#[derive(Clone, Debug)]
enum Change {
    Cut(usize),
    Remove(usize, usize),
    Repeat(usize, usize),
    Put(usize, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let hostile: [&[u8]; 12] = [
        b"\0",
        b"\n",
        b"\"",
        b",",
        b"=1+1",
        b"\x1b[2J",
        b"\xff\xfe",
        "\u{202e}".as_bytes(),
        b"<",
        b"</row>",
        b"99999999999999999999",
        b"Hikvision",
    ];
    let put = prop_oneof![
        prop::sample::select(hostile.to_vec()).prop_map(<[u8]>::to_vec),
        vec(any::<u8>(), 1..6),
    ];
    prop_oneof![
        any::<usize>().prop_map(Change::Cut),
        (any::<usize>(), 1..40_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        (any::<usize>(), 1..200_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
        (any::<usize>(), put).prop_map(|(at, bytes)| Change::Put(at, bytes)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let place = |at: usize| at % (bytes.len() + 1);
        match change {
            Change::Cut(at) => bytes.truncate(place(*at).max(1)),
            Change::Remove(at, length) => {
                let from = place(*at);
                bytes.drain(from..(from + length).min(bytes.len()));
            }
            Change::Repeat(at, length) => {
                let from = place(*at);
                let piece = bytes[from..(from + length).min(bytes.len())].to_vec();
                bytes.splice(from..from, piece);
            }
            Change::Put(at, piece) => {
                let from = place(*at);
                bytes.splice(from..from, piece.iter().copied());
            }
        }
    }
    bytes
}

/// Tries a target on its corpus, and on so many changed pieces of it, the same in each run.
fn try_out(corpus: &str, target: impl Fn(&[u8]), cases: u32) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(corpus);
    let mut seeds: Vec<_> = folder.read_dir().unwrap().map(|file| file.unwrap().path()).collect();
    seeds.retain(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("seed"))
    });
    seeds.sort();
    assert!(!seeds.is_empty(), "{corpus}");
    let seeds: Vec<_> = seeds.iter().map(|path| fs::read(path).unwrap()).collect();
    for seed in &seeds {
        target(seed);
    }
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) };
    let strategy = (prop::sample::select(seeds), vec(change(), 1..5));
    let mut runner = TestRunner::new_with_rng(
        config,
        prop::test_runner::TestRng::deterministic_rng(prop::test_runner::RngAlgorithm::ChaCha),
    );
    let outcome = runner.run(&strategy, |(seed, changes)| {
        target(&changed(seed, &changes));
        Ok(())
    });
    outcome.unwrap_or_else(|failed| panic!("{failed}"));
}

#[test]
fn whole_runs() {
    try_out("run", targets::run, 40);
}

/// The sheet that comes back and the letters, which the command alone writes: it says that it cannot, or writes what can be read.
#[test]
fn sheets_and_letters() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let banlint = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
        command.current_dir(folder.path()).args(arguments).env("BANLINT_AS_OF", "2026-11-26");
        let ended = command.output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(!said.contains("panicked"), "{said}");
        ended.status.code().unwrap()
    };
    let written = |bytes: &[u8]| {
        fs::write(path("inventory"), bytes).unwrap();
        let sheets = ["check", "inventory", "-q", "-o", "s.csv", "-o", "s.xlsx", "-o", "s.jsonl"];
        let status = banlint(&sheets);
        assert_eq!(path("s.jsonl").exists(), status < 2, "all or none");
        if status < 2 {
            assert_eq!(path("s.csv").exists(), path("s.xlsx").exists());
            for sheet in ["s.csv", "s.xlsx"].into_iter().filter(|name| path(name).exists()) {
                assert!(banlint(&["check", sheet, "-q", "--format", "concise"]) < 2, "{sheet}");
            }
            let letters = banlint(&["letter", "inventory", "-q", "-o", "letters"]);
            assert!(letters < 2 || !path("letters").exists());
        }
        for name in ["s.csv", "s.xlsx", "s.jsonl"] {
            let _ = fs::remove_file(path(name));
        }
        let _ = fs::remove_dir_all(path("letters"));
    };
    try_out("run", written, 12);
}

#[test]
fn parts_of_workbooks() {
    try_out("workbook", targets::workbook, 40);
}

#[test]
fn files_of_knowledge_and_settings() {
    try_out("knowledge", targets::knowledge, 12);
}

#[test]
fn what_makers_are_recognised_in() {
    try_out("identify", targets::identify, 200);
}

#[test]
fn dates_counts_and_stages() {
    try_out("dates", targets::dates, 400);
}

#[test]
fn headers() {
    try_out("headers", targets::headers, 40);
}

#[test]
fn lists_of_companies() {
    try_out("list", targets::list, 30);
}

#[test]
fn findings_known_before() {
    try_out("baseline", targets::baseline, 100);
}
