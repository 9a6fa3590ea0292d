//! Secrets by what they look like, and what is none.

use std::path::Path;

use crate::intake::testing;

#[test]
fn secrets_are_known_by_what_they_look_like() {
    let formats = testing::formats();
    for (text, shown) in [
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- Hikvision",
            "… Hikvision",
        ),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n", "…"),
        ("Hikvision, Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNry", "Hikvision, Bearer …"),
        ("Bearer abc123def456ghi7", "Bearer …"),
        ("key AKIAIOSFODNN7ABCDEFG of 2019", "key … of 2019"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "…"),
        ("glpat-z_sxgtrfAxKr8q1TPY8Y", "…"),
        ("xoxb-123456789012-AbCdEfGhIjKl", "…"),
        (
            "Server=db1;User Id=sa;Password=hunter2;Timeout=9",
            "Server=db1;User Id=sa;Password=…;Timeout=9",
        ),
        ("snmp-server community n0tpublic RO", "snmp-server community … RO"),
        ("SNMP community: n0tpublic", "SNMP community: …"),
        ("admin, pwd: hunter2", "admin, pwd: …"),
        ("Passwort: geheim", "Passwort: …"),
        ("enable secret 5 $1$abc$defghijkl", "enable secret 5 …"),
        ("admin:hunter2@10.0.0.5", "admin:…@10.0.0.5"),
        ("$6$salt$abcdefghijklmnop of root", "… of root"),
        ("q7Jal4XUtnFEMI/K7MDENG/bPx3fiCYzEX9mPLEKEY3 4K", "… 4K"),
        ("WIFI:T:WPA;S:lobby;P:hunter22;;", "WIFI:T:WPA;S:lobby;P:…;;"),
        (r#"{"password":"x y z"}"#, r#"{"password":"…"}"#),
        ("{'password': 'hunter'}", "{'password': '…'}"),
        ("<password>hunter</password>", "<password>…</password>"),
        ("password => hunter, password→hunter2", "password => …, password→…"),
        ("password\thunter", "password\t…"),
        ("password\nhunter2", "password\n…"),
        ("PASSWORD：hunter", "PASSWORD：…"),
        ("pass\u{200b}word: hunter2 \u{2060}of it", "pass\u{200b}word: … \u{2060}of it"),
        ("the password is hunter2", "the password is …"),
        ("pwd Zq7mT3xKp", "pwd …"),
        ("pass: Zq7mT3xKp", "pass: …"),
        ("P/W: hunter; mdp: lapin", "P/W: …; mdp: …"),
        ("jelszó: nyuszi / şifre: kedi / lösenord: hund", "jelszó: … / şifre: … / lösenord: …"),
        ("token: Zq7mT3xKp", "token: …"),
        ("x-api-key: Zq7mT3xKpZq7mT3xKp", "x-api-key: …"),
        ("community=n0tpublic", "community=…"),
        ("SNMP: Zq7mT3xKp", "SNMP: …"),
        ("snmp ro Zq7mT3xKp", "snmp ro …"),
        ("snmpv3 authPass hunter22 privPass hunter33", "snmpv3 authPass … privPass …"),
        ("tacacs-server key hunter", "tacacs-server key …"),
        ("wpa-psk ascii 0 hunter22", "wpa-psk ascii 0 …"),
        ("psk Zq7mT3xKp, WPA2: Zq7mT3xKp", "psk …, WPA2: …"),
        ("wifi key: hunter", "wifi key: …"),
        ("PIN: 48213", "PIN: …"),
        ("creds: admin:hunter2", "creds: admin:…"),
        ("admin:Zq7mT3xKp", "admin:…"),
        ("TOTP JBSWY3DPEHPK3PXP", "TOTP …"),
    ] {
        let cleared = formats.secret_values.cleared(text);
        assert_eq!(cleared.map(|cleared| cleared.shown).as_deref(), Some(shown), "{text}");
    }
}

#[test]
fn passwords_without_a_word_are_known_by_their_look() {
    let formats = testing::formats();
    for (text, shown) in [
        ("Kx8#mQ2!vR9$zT4pLw", "…"),
        ("set to fT7kQz9LmX2vRb8N by J. Doe", "set to … by J. Doe"),
        ("community: s3cr3tcom", "community: …"),
        ("Community：n0tpublic", "Community：…"),
    ] {
        let cleared = formats.secret_values.cleared(text);
        assert_eq!(cleared.map(|cleared| cleared.shown).as_deref(), Some(shown), "{text}");
    }
    // Shorter, or of an order: a number of goods may look so, or a place.
    for text in ["C6F0SgZ3N0PL2", "fT7kQz9LmX2", "Community: Springfield", "iDS-2cd7a46G0/P-IZHSy"]
    {
        assert_eq!(formats.secret_values.cleared(text), None, "{text}");
    }
}

/// Tokens made up of the prefix and the length that a well-kept list gives.
#[test]
fn tokens_of_services_are_known_by_their_prefix_and_length() {
    let formats = testing::formats();
    let of = |prefix: &str, letters: &str, length: usize| {
        prefix.to_owned() + &letters.chars().cycle().take(length).collect::<String>()
    };
    let hex = "0123456789abcdef";
    for token in [
        of("LTAI", "abc1234", 20),
        of("dapi", hex, 32),
        of("doo_v1_", hex, 64),
        of("glsa_", "ab12", 32) + "_0123abcd",
        of("lin_api_", "ab12", 40),
        of("PMAK-", hex, 24) + &of("-", hex, 34),
        of("pul-", hex, 40),
        of("rubygems_", hex, 48),
        of("sntryu_", hex, 64),
        of("sq0atp-", "ab12", 22),
        of("key-", hex, 32),
        of("ATATT3", "xY-1_", 186),
    ] {
        let text = format!("of 2024 {token} kept");
        let cleared = formats.secret_values.cleared(&text).map(|cleared| cleared.shown);
        assert_eq!(cleared.as_deref(), Some("of 2024 … kept"), "{token}");
    }
    let meraki = format!("meraki api key: {}", of("", hex, 40));
    let cleared = formats.secret_values.cleared(&meraki).map(|cleared| cleared.shown);
    assert_eq!(cleared.as_deref(), Some("meraki api key: …"));
}

#[test]
fn keys_and_codes_are_known_behind_their_words() {
    let formats = testing::formats();
    for (text, shown) in [
        ("WPA2 key: W1f1Key99, LAPS: 7#kQz!p2Vw", "WPA2 key: …, LAPS: …"),
        ("admin/Sl4shPass and admin 222222", "admin/… and admin …"),
        ("default pw admin:12345abc", "default pw admin:…"),
        ("door code: 4471#, alarm code 7391", "door code: …, alarm code …"),
        ("Cookie JSESSIONID=0A1B2C3D4E5F", "Cookie JSESSIONID=…"),
        ("hvs.CAESIJ0aBcDeFgHiJkLmNoPq", "…"),
        (
            "BitLocker key 111111-222222-333333-444444-555555-666666-777777-888888",
            "BitLocker key …",
        ),
        ("AWS secret key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS secret key …"),
        ("token abcdef12345", "token …"),
    ] {
        let cleared = formats.secret_values.cleared(text);
        assert_eq!(cleared.map(|cleared| cleared.shown).as_deref(), Some(shown), "{text}");
    }
}

#[test]
fn secrets_are_known_behind_the_words_of_many_languages() {
    let formats = testing::formats();
    for (text, shown) in [
        ("Hikvision contraseña Zq7sunshine", "Hikvision contraseña …"),
        ("Hikvision пароль Zq7sunshine, x", "Hikvision пароль …, x"),
        ("Hikvision 密码 Zq7sunshine", "Hikvision 密码 …"),
        ("密码Zq7sunshine", "密码…"),
        ("Hikvision パスワード\u{3000}Zq7sunshine", "Hikvision パスワード\u{3000}…"),
        ("hasło Zq7sunshine", "hasło …"),
        ("mot de passe Zq7sunshine / senha Zq7sunshine", "mot de passe … / senha …"),
        ("pw is Zq7sunshine, pass Zq7sunshine", "pw is …, pass …"),
        ("login admin / Zq7sunshine", "login admin / …"),
        ("ww: Zq7sunshine", "ww: …"),
        ("Dahua PIN 837261", "Dahua PIN …"),
        ("סיסמא: Zq7sun, mật khẩu: conmeo", "סיסמא: …, mật khẩu: …"),
        ("ｐａｓｓｗｏｒｄ：hunter", "ｐａｓｓｗｏｒｄ：…"),
        ("Şifre: Zq7sun, раssword: hunter", "Şifre: …, раssword: …"),
        ("clé WiFi : sunshine", "clé WiFi : …"),
        ("WLAN-Schlüssel: sunshine", "WLAN-Schlüssel: …"),
        ("password changed to Zq7sunshine", "password changed to …"),
        ("password (Zq7sunshine), Password is: hunter", "password (…), Password is: …"),
        ("new password \"hunter\"", "new password \"…\""),
        ("login: admin Zq7sunshine", "login: admin …"),
        ("u: admin p: hunter", "u: admin p: …"),
        ("vault token abcdef7", "vault token …"),
        ("sshpass -p hunter ssh x", "sshpass -p … ssh x"),
        ("crypto isakmp key hunter address 10.0.0.1", "crypto isakmp key … address 10.0.0.1"),
        ("AWS_SECRET_ACCESS_KEY=hunter7", "AWS_SECRET_ACCESS_KEY=…"),
        ("P@ssw0rd!2024 on the unit", "… on the unit"),
        ("AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY of 2019", "… of 2019"),
        ("AKIAIOSFODNN7EXAMPLE, secret key: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "…"),
    ] {
        let cleared = formats.secret_values.cleared(text);
        assert_eq!(cleared.map(|cleared| cleared.shown).as_deref(), Some(shown), "{text}");
    }
}

/// Signs that point, and the words for a user and a password together.
#[test]
fn passwords_behind_other_signs_are_hidden() {
    let formats = testing::formats();
    for (text, shown) in [
        ("password >> hunter", "password >> …"),
        ("P3245 Password>>hunterhunter", "P3245 Password>>…"),
        ("pwd = x1", "pwd = …"),
        ("kennwort > Sommer", "kennwort > …"),
        ("password ~ hunter", "password ~ …"),
        ("password == \"no way\"", "password == \"…\""),
        ("password / hunter24", "password / …"),
        ("password - hunter24", "password - …"),
        ("pass: hunter", "pass: …"),
        ("pass: 12345", "pass: …"),
        ("pass=> 4711x", "pass=> …"),
        ("user admin pass 12345", "user admin pass …"),
        ("user/pass admin/12345", "user/pass admin/…"),
        ("user/pass = admin/sommer", "user/pass = …"),
        ("u/p: root/sommer", "u/p: root/…"),
        ("login/pwd operator : sommer", "login/pwd operator : …"),
        ("admin:12345@", "admin:…@"),
        ("root:toor@recorder", "root:…@recorder"),
        ("PIN >> 4711", "PIN >> …"),
    ] {
        let cleared = formats.secret_values.cleared(text);
        assert_eq!(cleared.map(|cleared| cleared.shown).as_deref(), Some(shown), "{text}");
    }
    for text in [
        "band pass 2400 MHz, pass: ok, pass: no",
        "admin privileges to pass commands",
        "password/PIN pad",
        "U/P converter DS-6704/HFI",
        "Admin: jane@example.com",
        "passage - DS-2CD2143G2-I",
    ] {
        assert_eq!(formats.secret_values.cleared(text), None, "{text}");
    }
}

#[test]
fn what_only_speaks_of_secrets_is_none() {
    let formats = testing::formats();
    for text in [
        "DS-2CD2143G2-I",
        "DS-2CD2T47G2-LSU/SLF(C)(2.8mm)",
        "DS-2CD2143G2-I20210101AAWRF12345678",
        "IPC-HDW2849H-S-IL-0280B-S2-Black",
        "community center camera",
        "Community: Hillcrest",
        "pass: yes",
        "QA pass: 98%, 2023-05-01",
        "community centre, token ring",
        "token: RSA-SID700",
        "SNMP: v3 / enabled",
        "SNMP: v3/AES128",
        "SNMPv3: AES256/SHA512",
        "WPA2: Enterprise",
        "PIN: 4-pin connector",
        "pin count: 48",
        "password\nreset pending",
        "the password is unknown",
        "wifi keypad",
        "QA pass 2023-05-01",
        "pass P3265-LV",
        "pass 4MP2",
        "senha pendente, contraseña desconocida",
        "密码待定",
        "PIN 4-pin connector",
        "login via portal / SSO",
        "admin: floor 2",
        "Community: 12B",
        "Secretariat, password reset pending",
        "password expires",
        "SNMP enabled, community unknown",
        "Bearer bonds office",
        "bearer certificates department, floor 3",
        "basic dome camera, 4 MP",
        "Basic VideoSurveillanceSystem",
        "SK-12345",
        "sk-1234",
        "-----BEGIN CERTIFICATE-----",
        "mailto:info@example.com",
        "Contact: jane@example.com",
        "550e8400-e29b-41d4-a716-446655440000",
        "{550E8400-E29B-41D4-A716-446655440000}",
        "44:19:B6:01:02:03",
        "XXXXX-XXXXX-12345-ABCDE-FGHIJ",
        "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
        "CN=HikvisionDeviceRootCertificate2019",
        "admin DS-2CD2042WD-I",
        "Admin/Office building 2",
        "admin: 2nd floor, root bridge 4",
        "door code lock, alarm code panel",
        "wifi key fob reader",
        "LAPTOP-WarehouseNorth2-Floor3-Desk14",
        "/dev/disk/by-id/ata-Samsung_SSD_860_EVO_500GB",
        "cpe:2.3:o:hikvision:ds-2cd2143g2-i_firmware:5.7.3:*:*:*:*:*:*:*",
    ] {
        assert_eq!(formats.secret_values.cleared(text), None, "{text}");
    }
}

#[test]
fn sentences_about_passwords_and_logins_hold_none() {
    let formats = testing::formats();
    for text in [
        "password was reset in 2023, password is set by the vendor",
        "password (see the vault)",
        "obtain a username and password by forging a request",
        "login: portal P3265-LV",
        "user: jane, p/n: P3265-LV",
    ] {
        assert_eq!(formats.secret_values.cleared(text), None, "{text}");
    }
}

/// The cells of the labelled rows, of the samples and of the models of other makers.
fn cells_of_inventories() -> Vec<String> {
    let folders =
        ["tests/recognition", "tests/recognition/labelled", "data/samples", "tests/vendors"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = folders.into_iter().flat_map(|folder| root.join(folder).read_dir().unwrap());
    let paths = files.map(|file| file.unwrap().path());
    let texts = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv" || ending == "txt"));
    texts
        .flat_map(|path| {
            let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).replace('\0', "");
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.has_headers(false).flexible(true).from_reader(text.as_bytes());
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            records
                .into_iter()
                .flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn nothing_in_an_inventory_is_taken_for_a_secret() {
    let formats = testing::formats();
    let cells = cells_of_inventories();
    assert!(cells.len() > 100_000, "{}", cells.len());
    let hidden = cells.iter().filter(|cell| formats.secret_values.cleared(cell).is_some());
    // Two banners of web servers hand out a session, which is one.
    let odd: Vec<_> = hidden.filter(|cell| !cell.starts_with("vxoaSessionID=")).collect();
    assert!(odd.is_empty(), "{} of {}: {odd:#?}", odd.len(), cells.len());
}

#[test]
fn what_was_taken_out_and_what_is_left_are_the_whole() {
    let formats = testing::formats();
    let text = "pwd: Hik12345 beside AKIAIOSFODNN7ABCDEFG";
    let cleared = formats.secret_values.cleared(text).unwrap();
    assert_eq!(cleared.shown, "pwd: … beside …");
    assert_eq!(cleared.taken, ["Hik12345", "AKIAIOSFODNN7ABCDEFG"]);
}

#[test]
fn passwords_of_several_words_are_hidden_whole() {
    let formats = testing::formats();
    for (text, shown) in [
        ("passphrase: correct horse battery staple", "passphrase: …"),
        ("password: correct horse battery staple; HQ", "password: …; HQ"),
        ("password: \"correct horse\", HQ", "password: \"…\", HQ"),
        ("password: \"correct horse", "password: \"…"),
        ("Passwort: „offen wie immer“", "Passwort: „…“"),
        ("password: Zq7sunshine or hunter2", "password: …"),
        ("password: hunter of the gate", "password: … of the gate"),
        ("kodeord: hunter, geslo: lovec", "kodeord: …, geslo: …"),
        ("aðgangsorð: hunter", "aðgangsorð: …"),
        ("Verification code: QWERTZ", "Verification code: …"),
        ("mysql -uroot -pZq7sunshine db", "mysql -uroot -p… db"),
        ("curl -u admin:hunter http://h", "curl -u admin:… http://h"),
        ("login p@ss: hunter", "login p@ss: …"),
    ] {
        let cleared = formats.secret_values.cleared(text);
        assert_eq!(cleared.map(|cleared| cleared.shown).as_deref(), Some(shown), "{text}");
    }
    for text in ["the activation code is on the box", "mysql -p", "nome: Dahua", "access code"] {
        assert_eq!(formats.secret_values.cleared(text), None, "{text}");
    }
}
