//! What is secret by its look or by its header is shown by no command, and hides no maker.

use std::fs;

use super::Folder;

/// Secrets, each of a form of its own; the stretches behind them are what nobody may see.
const SECRETS: [(&str, &str); 17] = [
    ("Bearer abc123def456ghi789jkl", "abc123def456ghi789jkl"),
    ("-----BEGIN PRIVATE KEY----- MIIEvQIBADANBgkq -----END PRIVATE KEY-----", "MIIEvQIBADANBgkq"),
    ("Server=db1;Password=hunter2secret;", "hunter2secret"),
    ("snmp-server community n0tpublic RO", "n0tpublic"),
    ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "16C7e42F292c6912E7710c838347Ae178B4a"),
    ("rtsp://admin:s3cr3tpass@10.0.0.5/live", "s3cr3tpass"),
    ("admin:s3cr3tword@10.0.0.6", "s3cr3tword"),
    ("q7Jal4XUtnFEMI7K7MDENGbPx3fiCYzEX9mPLEKEY3", "q7Jal4XUtnFEMI7K7MDENGbPx3fiCYzEX9mPLEKEY3"),
    ("Пароль: Zima2024x", "Zima2024x"),
    ("CONTRASEÑA: Verano2025z", "Verano2025z"),
    ("MYSQL_ROOT_PASSWORD=kr0mePl8", "kr0mePl8"),
    ("adminPassword: w1nterSun", "w1nterSun"),
    ("rocommunity s3cr3tcomm", "s3cr3tcomm"),
    ("snmp-agent community read cipher h1ddencomm", "h1ddencomm"),
    ("SNMP community string is t0psecretcs", "t0psecretcs"),
    ("snmp-server host 10.1.1.1 version 2c v2ccomm9", "v2ccomm9"),
    ("snmp-server user u g v3 auth sha Auth9word", "Auth9word"),
];

/// Every column that a report may quote, each filled with a secret, beside a listed maker. A third of the pairs: each secret stands in some
/// columns, and each column holds some secrets.
fn sheet() -> String {
    let columns = "Asset Tag,Name,Manufacturer,Model,Category,Description,Notes,Site,Hostname,Firmware,Status,Price,Supplier,Recorder";
    let mut text = format!("Cameras {}\n\n{columns}\n", SECRETS[0].0);
    for (at, (secret, _)) in SECRETS.iter().enumerate() {
        for column in (1..columns.split(',').count()).filter(|column| (at + column) % 3 == 0) {
            let cells = columns.split(',').enumerate().map(|(own, header)| match header {
                _ if own == column => format!("\"Hikvision {secret}\""),
                "Asset Tag" => format!("A{at}-{column}"),
                "Manufacturer" => "Hikvision".to_owned(),
                "Model" => "DS-2CD2143G2-I".to_owned(),
                "Category" => "IP camera".to_owned(),
                _ => String::new(),
            });
            text += &cells.collect::<Vec<_>>().join(",");
            text.push('\n');
        }
        text.extend(["Note: Hikvision ", secret, "\n"]);
    }
    text
}

/// The secrets that a text shows.
fn shown(text: &str) -> Vec<&'static str> {
    SECRETS.iter().map(|(_, hidden)| *hidden).filter(|hidden| text.contains(hidden)).collect()
}

#[test]
fn no_command_shows_what_is_secret_by_its_look() {
    let folder = Folder::new();
    fs::write(folder.at("s.csv"), sheet()).unwrap();
    fs::write(folder.at("s.json"), {
        let rows = SECRETS.iter().map(|(secret, _)| {
            format!(r#"{{"name":"{secret}","manufacturer":"Hikvision","model":"DS-2CD2143G2-I {secret}","extra":["{secret}"]}}"#)
        });
        format!("[{}]", rows.collect::<Vec<_>>().join(",\n"))
    })
    .unwrap();
    let keys = |value: &str| {
        let keys = SECRETS.iter().map(|(secret, _)| format!(r#""{secret}":{value}"#));
        keys.collect::<Vec<_>>().join(",\n")
    };
    let (row, list) = (r#"{"model":"DS-2CD2143G2-I"}"#, r#"[{"model":"DS-2CD2143G2-I"}]"#);
    let keyed = format!(r#"[{row},{{"model":"DS-2CD2143G2-I",{}}}]"#, keys(r#""Hikvision""#));
    fs::write(folder.at("keys.json"), keyed).unwrap();
    fs::write(folder.at("lists.json"), format!("{{{}}}", keys(list))).unwrap();
    let mut outputs = Vec::new();
    for file in ["keys.json", "lists.json"] {
        outputs
            .extend(["text", "json", "html"].map(|form| format!("check {file} --format {form}")));
        outputs.push(format!("columns {file}"));
    }
    for file in ["s.csv", "s.json"] {
        let forms = "text json jsonl html sarif junit github gitlab markdown concise csv-findings";
        for form in forms.split(' ') {
            for more in ["", " --details --all", " --details --assume status=in-service"] {
                if form != "text" && more.contains("all") && !form.starts_with("json") {
                    continue;
                }
                outputs.push(format!("check {file} --format {form}{more}"));
            }
        }
        outputs.extend([format!("columns {file}"), format!("columns {file} --format json")]);
        outputs.extend([format!("init {file} -o -"), format!("explain {file} 4")]);
        outputs.push(format!("explain {file} 8 --format json"));
    }
    for command in outputs {
        let (status, said) = folder.printed(&command);
        assert!(status == Some(0) || status == Some(1), "{command}: {said}");
        let shown = shown(&said);
        let line = shown.first().and_then(|one| said.lines().find(|line| line.contains(one)));
        assert_eq!(shown, [] as [&str; 0], "{command}: {line:?}");
    }
}

#[test]
fn a_secret_hides_no_maker() {
    let folder = Folder::new();
    let text = "Asset Tag,Description\nA1,pwd: Hikvision@2020 of the dome\nA2,\"admin:x9DS-2CD2143G2-I@10.0.0.6\"\n\
                A3,pwd: hunter2secret\n";
    fs::write(folder.at("s.csv"), text).unwrap();
    let (_, said) = folder.printed("check s.csv --format jsonl --all");
    let rows: Vec<serde_json::Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|row: &serde_json::Value| row["schema"] == "banlint/asset/4")
        .collect();
    let evidence = |row: &serde_json::Value| {
        let one = &row["attributions"][0];
        (one["vendor"].clone(), one["evidence"][0]["text"].clone())
    };
    assert_eq!(evidence(&rows[0]), ("hikvision".into(), "…".into()), "{said}");
    assert_eq!(rows[2]["verdict"], "clear");
}

#[test]
fn the_sheet_comes_back_with_what_it_held() {
    let folder = Folder::new();
    fs::write(folder.at("s.csv"), sheet()).unwrap();
    let (status, said) = folder.printed("check s.csv -q -o back.csv");
    assert_eq!(status, Some(1), "{said}");
    let back = fs::read_to_string(folder.at("back.csv")).unwrap();
    let before = |line: &str| line.split(",banlint").next().unwrap_or_default().to_owned();
    assert_eq!(shown(&back).len(), SECRETS.len(), "the cells are the user's own");
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .has_headers(false)
        .flexible(true)
        .from_reader(back.trim_start_matches('\u{feff}').as_bytes());
    for record in reader.records().map(Result::unwrap) {
        let added: Vec<_> = record.iter().skip(14).collect();
        assert_eq!(shown(&added.join(" ")), [] as [&str; 0], "{}", before(&added.join(",")));
    }
}

/// In a row that has shifted, or that names no maker, one may stand among the secrets.
#[test]
fn a_maker_in_a_column_of_secrets_is_found_and_not_shown() {
    let folder = Folder::new();
    let rows = "A2,pw1,Axis\n".repeat(3);
    let short = format!("Asset Tag,Password,Manufacturer\nA1,Hikvision DS-2CD2143G2-I\n{rows}");
    let rows = "A2,10.0.0.2,Axis,P3245,public\n".repeat(3);
    let whole = format!(
        "Asset Tag,IP,Manufacturer,Model,SNMP\nA1,10.0.0.1,,,Hikvision NVR DS-7608NI-K2\n{rows}"
    );
    for sheet in [short, whole] {
        fs::write(folder.at("s.csv"), sheet).unwrap();
        let (status, said) = folder.printed("check s.csv -j US --format json");
        assert!(
            said.contains(r#""vendor":"hikvision""#) && said.contains(r#""clear":3"#),
            "{said}"
        );
        assert!(!said.contains("DS-2CD") && !said.contains("DS-7608"), "{status:?} {said}");
    }
}

/// What somebody has chosen for a password tells nothing of the goods.
#[test]
fn a_password_that_spells_a_maker_names_none() {
    let folder = Folder::new();
    let sheet = "nickname,ip,Type,username,password\nSRV01,10.1.1.1,Server,root,Huawei@123\n";
    fs::write(folder.at("s.csv"), sheet).unwrap();
    let (_, said) = folder.printed("check s.csv -j US --format concise");
    assert!(said.contains("1 row: 1 clear"), "{said}");
}

#[test]
fn settings_at_fault_show_none_of_their_values() {
    let folder = Folder::new();
    for text in [
        "password = hunter2\n",
        "[organisation]\npassword = \"hunter2\"\n",
        "[columns]\n\"Password\" = [\"hunter2\"]\n",
        "-----BEGIN KEY-----\nhunter2\n",
    ] {
        fs::write(folder.at("banlint.toml"), text).unwrap();
        let (status, said) = folder.printed("check x.csv");
        assert!(status == Some(2) && said.contains("banlint.toml:"), "{said}");
        assert!(!said.contains("hunter"), "{said}");
    }
}
