//! Small files that ask for much, and files whose bytes hide what they say.

use std::fs;

use super::{Folder, SHEET};

#[test]
fn bytes_without_order_are_no_clean_inventory() {
    let folder = Folder::new();
    // A generator of Lehmer's: any bytes, and the same ones in each run.
    let mut state = 1_u64;
    let mut byte = || {
        state = state * 48_271 % 0x7fff_ffff;
        u8::try_from(state >> 8 & 0xff).unwrap()
    };
    for length in [100, 200, 400, 1_000] {
        for _ in 0..8 {
            let bytes: Vec<u8> = (0..length).map(|_| byte()).collect();
            fs::write(folder.at("any.csv"), &bytes).unwrap();
            let status = folder.run("check any.csv -q").status.code();
            assert_eq!(status, Some(2), "{}", bytes.escape_ascii());
        }
    }
}

#[test]
fn utf16_that_lost_a_byte_is_refused() {
    let folder = Folder::new();
    let bytes: Vec<u8> =
        format!("\u{feff}{SHEET}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let second_row = bytes.len() / 2;
    let without = |missing: &[usize]| {
        let kept = bytes.iter().enumerate().filter(|(at, _)| !missing.contains(at));
        kept.map(|(_, byte)| *byte).collect::<Vec<_>>()
    };
    for (missing, status) in
        [(&[][..], 1), (&[second_row], 2), (&[100, bytes.len() - 10], 2), (&[bytes.len() - 1], 2)]
    {
        fs::write(folder.at("x.txt"), without(missing)).unwrap();
        let (ended, said) = folder.printed("check x.txt");
        assert_eq!(ended, Some(status), "{missing:?}: {said}");
        assert_eq!(said.contains("a byte of its UTF-16 is missing"), status == 2, "{said}");
    }
}

#[test]
fn records_that_a_bare_return_ends_are_rows_of_their_own() {
    let folder = Folder::new();
    let mixed =
        SHEET.replacen("IP camera\n", "IP camera\r", 1) + "A3,Bosch,NBE-3502-AL,IP camera\n";
    fs::write(folder.at("x.csv"), mixed).unwrap();
    assert_eq!(
        folder.run("check x.csv -q -o back.csv --org us-federal-contractor").status.code(),
        Some(1)
    );
    let back = fs::read_to_string(folder.at("back.csv")).unwrap();
    let verdicts = back.lines().skip(1).map(|line| line.split(',').nth(4).unwrap());
    assert_eq!(verdicts.collect::<Vec<_>>(), ["review", "clear", "clear"], "{back}");
}

#[test]
fn rows_of_a_list_that_names_a_maker_are_leads() {
    let folder = Folder::new();
    for (json, found) in [
        (r#"{"Axis": [{"model": "Q9"}], "Hikvision": [{"model": "Q1"}, {"model": "Q2"}]}"#, 2),
        (r#"{"devices": {"Dahua cameras": [{"model": "Q1", "serial": "77"}]}}"#, 1),
        (r#"{"Hikvision": [{"manufacturer": "Axis", "model": "Q1"}]}"#, 0),
    ] {
        fs::write(folder.at("x.json"), json).unwrap();
        let (_, said) = folder.printed("check x.json --format jsonl");
        let rows = said.lines().filter(|line| line.starts_with(r#"{"schema":"banlint/asset/"#));
        assert_eq!(rows.count(), found, "{json}");
    }
}

#[test]
fn what_is_repeated_is_quoted_in_part_and_bounded() {
    let folder = Folder::new();
    let long = "Hikvision by the gate. ".repeat(2_000);
    let sheet = format!("Manufacturer,Model,Description\nAxis,P1,{long}\nAxis,P2,ditto\n");
    fs::write(folder.at("x.csv"), sheet).unwrap();
    let (_, said) = folder.printed("check x.csv --all --format jsonl");
    assert!(said.contains("says that it is as above"), "{said}");
    assert!(!said.contains(&long[..1_000]), "the note holds the whole cell");

    let (status, said) = folder.printed("check x.csv --baseline /dev/zero --timeout 20s");
    assert_eq!(status, Some(2));
    assert!(said.contains("/dev/zero:1:1: expected value"), "{said}");
}

/// A quote without its end swallows rows, whatever ends their lines to some program, and whatever the cell is for.
#[test]
fn rows_that_a_quote_swallowed_are_unchecked_whatever_parts_them() {
    let folder = Folder::new();
    let breaks = ["\n", "\r", "\u{b}", "\u{c}", "\u{1e}", "\u{85}", "\u{2028}", "\u{2029}"];
    for column in ["Site", "Password", "Replaced by"] {
        for line_break in breaks {
            let text = format!(
                "Asset Tag,Manufacturer,Model,{column}\nA0,Axis,P1,\"x{line_break}A1,Hikvision,DS-2CD2143G2-I,q\"\n\
                 A5,Axis,P2,z\nA6,Axis,P2,z\n"
            );
            fs::write(folder.at("q.csv"), text).unwrap();
            let (_, said) = folder.printed("check q.csv -j US -q --format concise");
            assert!(
                said.contains("3 rows: 1 unchecked, 2 clear"),
                "{column} {line_break:?}: {said}"
            );
        }
    }
}

/// What a file says in another writing is not cleared because nobody could read it.
#[test]
fn what_cannot_be_read_is_not_clear() {
    let folder = Folder::new();
    let text = |name: &[u8]| {
        [b"Asset,Manufacturer,Model\nA1,".as_slice(), name, b",X-1\nA2,Axis,Z\xc3\xbcrich\n"]
            .concat()
    };
    for name in
        [b"Hik\xf8\x88\x80\x80\x80vision".as_slice(), b"Da\xed\xa0\x80hua", b"\xc1\x88ikvision"]
    {
        fs::write(folder.at("u.csv"), text(name)).unwrap();
        let (_, said) = folder.printed("check u.csv -j US -q --format concise");
        assert!(said.contains("2 rows: 1 unchecked, 1 clear"), "{}: {said}", name.escape_ascii());
    }
    fs::write(folder.at("hz.csv"), "Asset,Manufacturer,Model\nA1,~{:#?5M~JS~},X-1\n").unwrap();
    let (status, said) = folder.printed("check hz.csv -j US");
    assert!(status == Some(2) && said.contains("text in HZ"), "{said}");
    let sheet = "Asset Tag,Manufacturer,Model\nA1,Dahua,X\nTotal,1,,\nA2,ditto,Y\nA3,Axis,P\n";
    fs::write(folder.at("d.csv"), sheet).unwrap();
    let (_, said) = folder.printed("check d.csv -j US -q --format concise");
    assert!(said.contains("3 rows: 1 unchecked, 1 review, 1 clear"), "{said}");
}
