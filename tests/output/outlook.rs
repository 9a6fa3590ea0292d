//! What becomes of goods on days to come, and how the law changes between two days.

use std::fs;

use super::Folder;

const OWNER: &str =
    "-j US --org us-federal-contractor --assume status=in-service --assume purpose=public-safety";

#[test]
fn goods_are_followed_from_day_to_day() {
    let folder = Folder::new();
    let (status, said) =
        folder.printed(&format!("outlook x.csv {OWNER} --as-of 2018-12-01 --until 2020-12-31"));
    assert_eq!(status, Some(0), "{said}");
    assert!(said.starts_with("Outlook for x.csv from 2018-12-01 on: 2 rows"), "{said}");
    let day = said.split("\n2020-08-13\n").nth(1).expect(&said);
    let text = day.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "Contractors may not use covered equipment (us-ndaa-889/use) begins",
        "Violation: 1 row under Contractors may not use covered equipment",
        "Hikvision DS-2CD2143G2-I (by Hikvision): line 2",
        "What to do by then: Take the item out of service",
    ] {
        assert!(text.contains(expected), "{expected}: {said}");
    }
    assert!(!said.contains("Axis"), "{said}");
}

/// For each kind of goods the days with what becomes of it, before the days one by one; in JSON and on the page too.
#[test]
fn each_kind_of_goods_has_its_days() {
    let folder = Folder::new();
    let sheet = "Asset Tag,Manufacturer,Model,Category,Status,Network\n\
                 A1,Huawei,AAU5613,Base station,in service,5G\n\
                 A2,Huawei,AAU5613,Base station,in service,5G\n\
                 A3,Huawei,S5735-L24T4S-A1,Switch,in service,\n";
    fs::write(folder.at("x.csv"), sheet).unwrap();
    let of = "-j GB --org gb-telecom-provider --as-of 2026-11-28";
    let (status, said) = folder.printed(&format!("outlook x.csv {of}"));
    assert_eq!(status, Some(0), "{said}");
    let (table, _) = said.split_once("\n2028-01-01\n").expect(&said);
    let text = table.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |sure: &str, rows: &str| {
        format!("2027-12-31 must be gone{sure} {rows} gb-huawei-direction/remove-5g")
    };
    assert!(text.contains(&format!("Huawei AAU5613 (by Huawei) {}", line("", "2 rows"))), "{said}");
    assert!(text.contains(&line("?", "1 row")), "{said}");
    assert!(text.contains("With a question mark"), "{said}");
    let (_, json) = folder.printed(&format!("outlook x.csv {of} --format json"));
    let goods = "{\"called\":\"Huawei AAU5613\",\"maker\":\"Huawei\",\"coming\":[{\"day\":\"2028-01-01\",\"becomes\":\"must be gone\"";
    assert!(json.contains(goods), "{json}");
    let (_, page) = folder.printed(&format!("check x.csv {of} --format html"));
    assert!(page.contains("What becomes of each kind of goods, and when"), "{page}");
    assert!(page.contains("1 January 2028</time></td><td>must be gone</td>"), "{page}");
}

/// Goods that were bought before a ban on buying may stay; that they may not be bought again is what a budget has to know.
#[test]
fn goods_bought_in_time_are_not_to_be_bought_again() {
    let folder = Folder::new();
    let sheet = "Asset Tag,Manufacturer,Model,Category,Purchase date\n\
                 A1,DJI,Mavic 3,drone,2024-01-01\n\
                 A2,Axis,P3245-V,IP camera,2024-01-01\n";
    fs::write(folder.at("x.csv"), sheet).unwrap();
    let of = "-j US --org us-defense-department --as-of 2026-11-28 --until 2027-12-31";
    let (status, said) = folder.printed(&format!("outlook x.csv {of}"));
    assert_eq!(status, Some(0), "{said}");
    let (table, days) = said.split_once("\n2027-06-30\n").expect(&said);
    let text = table.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = "DJI Mavic 3 (by DJI) 2027-06-30 buy no more 1 row us-ndaa-805/acquire";
    assert!(text.contains(line), "{said}");
    let text = days.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Buy no more: 1 row under The Department of Defense may not"), "{said}");
    assert!(!said.contains("Axis"), "{said}");
}

#[test]
fn a_waiver_that_ends_is_a_day_to_come() {
    let folder = Folder::new();
    let waiver = "[[waiver]]\nregime = \"us-ndaa-889\"\nuntil = 2027-03-31\nreason = \"replacement ordered\"\nby = \"J. Doe\"\n";
    fs::write(folder.at("banlint.toml"), waiver).unwrap();
    let (status, said) =
        folder.printed(&format!("outlook x.csv {OWNER} --as-of 2026-11-26 --until 2027-12-31"));
    assert_eq!(status, Some(0), "{said}");
    let day = said.split("\n2027-04-01\n").nth(1).expect(&said);
    assert!(day.contains("line 2; now waived"), "{said}");
}

/// What turns on the day of purchase that a row names stands under that day, and not under the next one on which some law changes.
#[test]
fn a_day_of_purchase_to_come_is_a_day_of_its_own() {
    let folder = Folder::new();
    let sheet = "Asset Tag,Manufacturer,Model,Category,Purchase date\n\
                 A1,Hikvision,DS-2CD2143G2-I,IP camera,2026-12-24\n";
    fs::write(folder.at("x.csv"), sheet).unwrap();
    let owner = "-j US --org us-federal-agency --assume purpose=public-safety";
    let (status, said) =
        folder.printed(&format!("outlook x.csv {owner} --as-of 2026-11-28 --until 2028-12-31"));
    assert_eq!(status, Some(0), "{said}");
    let day = said.split("\n2026-12-24\n").nth(1).expect(&said);
    let day = day.split("\n\n").next().unwrap();
    let text = day.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.starts_with("The law stays as it is"), "{said}");
    assert!(
        text.contains("Violation: 1 row under Agencies may not buy covered equipment"),
        "{said}"
    );
}

#[test]
fn the_law_of_two_days_is_held_against_each_other() {
    let folder = Folder::new();
    let (status, said) = folder.printed("rules diff --from 2020-08-01 --to 2020-08-31 -j US");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("2020-08-13  US Contractors may not use covered equipment"), "{said}");
    let (_, said) = folder.printed("rules diff --from 2020-08-14 --to 2020-08-15 -j US");
    assert!(said.contains("It does not, as far as it is known."), "{said}");
    let (_, said) = folder.printed("rules diff --from 2025-01-30 --to 2025-02-01 -j US-TX");
    let listed = "under its entries \"deepseek\", \"moomoo\", \"tiger-brokers\"";
    assert!(said.contains(listed), "entries of one day stand in one line: {said}");
    let (status, said) =
        folder.printed(&format!("rules diff --from 2020-08-01 --to 2020-08-31 x.csv {OWNER}"));
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.starts_with("How the law changes for x.csv from 2020-08-01 to 2020-08-31: 2 rows"),
        "{said}"
    );
    let day = said.split("\n2020-08-13\n").nth(1).expect(&said);
    assert!(day.contains("Violation: 1 row"), "{said}");
    assert!(!said.contains("2020-08-31\n") && !said.contains("to come"), "{said}");
}

#[test]
fn what_cannot_be_looked_at_says_why() {
    let folder = Folder::new();
    for (arguments, why) in [
        ("outlook -", "name a file"),
        ("outlook nowhere.csv", "nowhere.csv"),
        ("outlook x.csv --until soon", "--until: `soon` is not a day"),
        ("rules diff --from 2026-01-02 --to 2026-01-01", "name the earlier day"),
        ("rules diff --from 2026", "--from: `2026` is not a day"),
    ] {
        let (status, said) = folder.printed(arguments);
        assert_eq!(status, Some(2), "{arguments}: {said}");
        assert!(said.contains(why), "{arguments}: {said}");
    }
}

/// Of a row that nobody could read it is not known what becomes of it.
#[test]
fn a_row_that_cannot_be_read_is_told() {
    let folder = Folder::new();
    let rows = "{\"asset\":\"A\",\"manufacturer\":\"Axis\"}\n{broken\n";
    fs::write(folder.at("u.jsonl"), rows).unwrap();
    let (status, said) = folder.printed("outlook u.jsonl -j US");
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("1 of the rows could not be checked"), "{said}");
}
