use std::sync::Arc;

use super::{Fit, Formats, Reading};
use crate::{
    asset::{DateOrder, Role},
    facts::LifeCycle,
    intake::testing,
    knowledge::{File, Files},
};

fn load(text: &str) -> Result<Formats, String> {
    let file = File { path: "f.toml".into(), text: text.into() };
    Formats::load(&Files(vec![Arc::new(file)])).map_err(|faults| faults.to_string())
}

/// What a header is taken for, and how it was known.
fn read(formats: &Formats, header: &str) -> (String, Option<Fit>) {
    match formats.headers.read(header, None) {
        Reading::Known(meaning, fit) => {
            let role = match meaning.role {
                Role::Field(field) => field.key(),
                Role::Text => "text",
                Role::Ignored => "ignored",
                Role::Secret => "secret",
            };
            (role.to_owned(), Some(fit))
        }
        Reading::Secret => ("secret".to_owned(), None),
        Reading::Beside => ("beside".to_owned(), None),
        Reading::Unknown => ("unknown".to_owned(), None),
    }
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
        assert_eq!(read(&formats, header).0, role, "{header}");
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
        assert_eq!(read(&formats, header).0, "secret", "{header}");
    }
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

#[test]
fn headers_are_known_by_their_parts() {
    use Fit::{Guess, Misspelt, Part, Whole};
    let formats = testing::formats();
    let mut odd = Vec::new();
    for (header, role, fit) in [
        ("Serial Number *", "serial", Whole),
        ("serialNumber", "serial", Whole),
        ("MAC_ADDRESS", "mac", Whole),
        ("Serien-\nnummer", "serial", Whole),
        ("Loc.", "site", Whole),
        ("Mfg", "manufacturer", Whole),
        ("M/N", "model", Whole),
        ("P/N", "part-number", Whole),
        ("Inst. date", "installed", Whole),
        ("Make/Model", "model", Whole),
        ("Hersteller / Typ", "model", Whole),
        ("Manufacturer & Model No.", "model", Part),
        ("Brand + Model", "model", Whole),
        ("Marque et modèle", "model", Whole),
        ("Fabricant et modèle", "model", Part),
        ("品牌型号", "model", Whole),
        ("厂商/型号", "model", Part),
        ("Purchase date (dd/mm/yyyy)", "acquired", Part),
        ("Purchase Date [required]", "acquired", Part),
        ("MAC 2", "mac", Part),
        ("Camera 1 Model", "model", Part),
        ("Serial number A", "serial", Part),
        ("序列号A", "serial", Part),
        ("deviceModel", "model", Whole),
        ("u_serial_number", "serial", Part),
        ("cf_model", "model", Part),
        ("custom: MAC", "mac", Part),
        ("hardware[serial]", "serial", Part),
        ("HB.manufacturer", "manufacturer", Whole),
        ("Asset Manufacturer", "manufacturer", Part),
        ("Device Serial", "serial", Whole),
        ("Gerät Seriennummer", "serial", Part),
        ("Geräteseriennummer", "serial", Whole),
        ("Número de serie del equipo", "serial", Part),
        ("Data zakupu sprzętu", "acquired", Part),
        ("硬件购买日期", "acquired", Part),
        ("장비 시리얼번호", "serial", Part),
        ("Name of manufacturer", "manufacturer", Part),
        ("Site city", "site", Part),
        ("Manufaturer", "manufacturer", Misspelt),
        ("Serail No", "serial", Misspelt),
        ("Loaction", "site", Misspelt),
        ("Purchsae Date", "acquired", Misspelt),
        ("storage_location", "site", Guess),
        ("Toner tray serial number", "beside", Guess),
        ("hardware.cpu.model", "beside", Guess),
    ] {
        let (seen, how) = read(&formats, header);
        if (seen.as_str(), how.unwrap_or(fit)) != (role, fit) {
            odd.push(format!("{header}: {seen} {how:?}"));
        }
    }
    assert_eq!(odd, Vec::<String>::new());
}

#[test]
fn what_is_no_statement_about_the_asset_is_not_taken_for_one() {
    let formats = testing::formats();
    for header in [
        "BIOS Manufacturer",
        "CPU model",
        "Festplatte Seriennummer",
        "Gateway MAC",
        "Parent device name",
        "Warranty status",
        "License purchase date",
        "Driver version",
        "ssl.cert.serial",
        "processors[0].manufacturer",
        "Switch IP address",
    ] {
        let (role, _) = read(&formats, header);
        assert!(["beside", "text", "ignored"].contains(&role.as_str()), "{header}: {role}");
    }
    for header in [
        "Compliance state",
        "Date decommissioned",
        "Uninstalled",
        "Vocation",
        "Purchase",
        "Modem",
        "Toner manufacturers",
        "Status of request",
    ] {
        let (role, _) = read(&formats, header);
        assert!(
            !["installed", "acquired", "status", "site", "model", "manufacturer"]
                .contains(&role.as_str()),
            "{header}: {role}"
        );
    }
}

#[test]
fn a_secret_is_one_in_any_language_and_company() {
    let formats = testing::formats();
    for header in [
        "Admin Passwort",
        "Passwort-Hash",
        "密码",
        "登录密码",
        "設備密碼",
        "パスワード",
        "管理者パスワード",
        "비밀번호",
        "관리자 비밀번호",
        "пароль",
        "Пароль администратора",
        "كلمة المرور",
        "kata sandi",
        "şifre",
        "Şifresi",
        "hasło",
        "wachtwoord",
        "contraseña",
        "Contraseña WiFi",
        "senha",
        "Senha do DVR",
        "mot de passe",
        "Password strength",
        "x_authkey",
        "licenseKey",
        "apiToken",
        "wifiPassphrase",
        "PIN code",
        "SNMP community",
        "RW Community",
        "Credential ID",
        "WINPRODKEY",
        "secret",
        "Access-Token",
        "activationLockBypassCode",
        "PASSWORD (default)",
        "Model/Password",
        "Serial & PIN",
        "Pass word",
    ] {
        assert_eq!(read(&formats, header).0, "secret", "{header}");
    }
    for header in [
        "Keyboard",
        "Key Account",
        "Token Ring",
        "Community Center",
        "Keypad model",
        "Monkey",
        "Spin",
        "Compass",
    ] {
        assert_ne!(read(&formats, header).0, "secret", "{header}");
    }
}

#[test]
fn no_shipped_word_makes_a_secret_visible() {
    let formats = testing::formats();
    let secrets = &formats.headers.secrets;
    let words = formats.headers.exports.iter().map(|export| &export.words);
    for (word, meaning) in words.chain([&formats.headers.general]).flatten() {
        let named = secrets.surely_named_in(word);
        assert!(
            !named || matches!(meaning.role, Role::Secret | Role::Ignored | Role::Text),
            "{word}"
        );
    }
}

#[test]
fn a_header_may_tell_the_order_of_its_dates() {
    let formats = testing::formats();
    for (header, order) in [
        ("Purchase date (dd/mm/yyyy)", Some(DateOrder::DayFirst)),
        ("Datum (TT.MM.JJJJ)", Some(DateOrder::DayFirst)),
        ("Date d'achat (JJ/MM/AAAA)", Some(DateOrder::DayFirst)),
        ("Installed MM/DD/YYYY", Some(DateOrder::MonthFirst)),
        ("Дата покупки (дд.мм.гггг)", Some(DateOrder::DayFirst)),
        ("Purchase date (yyyy-mm-dd)", None),
        ("Purchase date", None),
    ] {
        assert_eq!(formats.headers.date_order(header), order, "{header}");
    }
}

/// The shipped files with one of the user's own.
fn with_own(text: &str) -> Result<Formats, String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats");
    let own = Files(vec![Arc::new(File { path: "own.toml".into(), text: text.into() })]);
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
fn stages_of_life_are_read_in_company() {
    use LifeCycle::{Disposed, InService, InStock, Retired};
    let formats = testing::formats();
    for (cell, stage) in [
        ("Deployed (in use)", Some(InService)),
        ("In Use - Assigned", Some(InService)),
        ("Active / Online", Some(InService)),
        ("1 - In service", Some(InService)),
        ("In Betrieb seit 2019", Some(InService)),
        ("in service since 12/03/2019", Some(InService)),
        ("使用中（正常）", Some(InService)),
        ("Deployable", Some(InStock)),
        ("Stock - spare", Some(InStock)),
        ("Retired 2023", Some(Retired)),
        ("Retired (archived)", Some(Retired)),
        ("Sold - 2022-05-01", Some(Disposed)),
        ("not in use", Some(Retired)),
        ("Active (bad)", None),
        ("decommissioned - was active", None),
        ("Active - decommissioned", None),
        ("in use? no", None),
        ("not - in use", Some(Retired)),
        ("no longer active", None),
        ("in service until 2019", None),
        ("never deployed", None),
        ("was in use", None),
        ("inactive", None),
        ("online", None),
        ("2019", None),
        ("In use, lost", None),
        ("Sold to ACME", None),
    ] {
        assert_eq!(formats.life_cycle(cell), stage, "{cell}");
    }
}
