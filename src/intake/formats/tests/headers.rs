use super::read;
use crate::{
    asset::{DateOrder, Role},
    intake::{formats::Fit, testing},
    text_map::TextMap,
};

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
        "SNMP v2 string",
        "Netzwerkschlüssel",
        "Kľúč",
        "Titkos kulcs",
        "Пін-код",
        "الرمز السري",
        "گذرواژه",
        "কূটশব্দ",
        "Kata laluan",
        "合言葉",
        "Pasahitza",
        "Contrasinal",
        "Pasfhocal",
        "Cyfrinair",
        "Nywila",
        "Wagwoord",
        "Գաղտնաբառ",
        "BGP md5",
        "Kerberos keytab",
        "Verif. code",
        "Pairing code",
        "JDBC URL",
        "Logon",
    ] {
        assert_eq!(read(&formats, header).0, "secret", "{header}");
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
        ("Toner tray serial number", "other-thing", Guess),
        ("hardware.cpu.model", "other-thing", Guess),
    ] {
        let (seen, how) = read(&formats, header);
        if (seen.as_str(), how.unwrap_or(fit)) != (role, fit) {
            odd.push(format!("{header}: {seen} {how:?}"));
        }
    }
    assert_eq!(odd, Vec::<String>::new());
}

#[test]
fn short_words_are_read_in_full() {
    let formats = testing::formats();
    let mut odd = Vec::new();
    for (header, role) in [
        ("Date Inst.", "installed"),
        ("Inst. Dt", "installed"),
        ("In-Svc Dt", "installed"),
        ("Purch. Date", "acquired"),
        ("ACQ_DT", "acquired"),
        ("Locn Descr", "site"),
        ("Ser. Num", "serial"),
        ("Eqpt Cat.", "equipment"),
        ("Mdl Nbr", "model"),
        ("Herst.", "manufacturer"),
        ("Warr. Exp. Dt", "other-thing"),
        ("Disp Dt", "status"),
    ] {
        let (found, _) = read(&formats, header);
        odd.extend((found != role).then(|| format!("{header}: {found}, not {role}")));
    }
    assert_eq!(odd, [] as [&str; 0]);
}

#[test]
fn of_several_names_for_a_column_the_first_or_a_makers_model_counts() {
    let formats = testing::formats();
    for (header, role) in [
        ("Serial/MAC", "serial"),
        ("MAC, IP", "mac"),
        ("Model | Part No", "model"),
        ("Tag/Serial", "asset-id"),
        ("Purchase Date / Install Date", "acquired"),
        ("Manufacturer, Model, Serial", "model"),
    ] {
        assert_eq!(read(&formats, header).0, role, "{header}");
    }
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
        assert!(
            ["other-thing", "text", "detail", "other"].contains(&role.as_str()),
            "{header}: {role}"
        );
    }
    for header in [
        "Compliance state",
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
fn columns_of_registers_and_bills_are_known() {
    let formats = testing::formats();
    let mut odd = Vec::new();
    for (header, role) in [
        ("Inventarschlüssel", "asset-id"),
        ("Gerät", "description"),
        ("Fabrikat/Typ", "model"),
        ("BME", "detail"),
        ("Date d'acquis.", "acquired"),
        ("Affectation", "site"),
        ("Nbre", "quantity"),
        ("Valeur brute", "detail"),
        ("Clave de inventario", "asset-id"),
        ("Clave de acceso", "secret"),
        ("Clave wifi", "secret"),
        ("Estado físico", "status"),
        ("Data de incorporação", "acquired"),
        ("Nº de fabrico", "serial"),
        ("Cod. art.", "part-number"),
        ("Materieel", "description"),
        ("Przedmiot zamówienia", "description"),
        ("Taşınırın Adı", "description"),
        ("Nomor Pabrik", "serial"),
        ("货物名称", "description"),
        ("开始使用日期", "installed"),
        ("財產名稱", "description"),
        ("狀況 Condition", "status"),
        ("商品名", "description"),
        ("품목명", "description"),
        ("도입일자", "acquired"),
        ("Основное средство", "description"),
        ("Дата принятия к учету", "acquired"),
        ("Тип, марка", "model"),
        ("اسم الصنف", "description"),
        ("Nomenclature", "description"),
        ("NSN", "detail"),
        ("Rec'd Dt", "acquired"),
        ("Qty on Hand", "quantity"),
        ("Radio Make", "manufacturer"),
        ("MDN", "other"),
        ("Última modificación", "detail"),
        ("CMDB-Status", "status"),
        ("In Use", "status"),
        ("Date decommissioned", "status"),
    ] {
        let (found, _) = read(&formats, header);
        odd.extend((found != role).then(|| format!("{header}: {found}, not {role}")));
    }
    assert_eq!(odd, [] as [&str; 0]);
}

#[test]
fn people_and_other_devices_are_not_looked_at() {
    let formats = testing::formats();
    let mut odd = Vec::new();
    for header in [
        "Custodian",
        "Issued To",
        "Responsible Party",
        "Requestor",
        "Contact (2)",
        "sysContact",
        "Last Audited By",
        "Lessor",
        "Bill To",
        "Department Name",
        "User e-mail",
        "Neighbor Device",
        "Recording Software",
        "AV Status",
        "保管人",
        "使用部门",
        "使用部門名稱",
        "利用者名",
        "담당자",
        "Resguardante",
        "Osoba odpowiedzialna",
        "Zimmetli Kişi",
        "МОЛ",
        "Подразделение",
        "العهدة",
        "Ansprechpartner (Tel.)",
    ] {
        let (role, _) = read(&formats, header);
        odd.extend((role != "other").then(|| format!("{header}: {role}")));
    }
    assert_eq!(odd, [] as [&str; 0]);
}

#[test]
fn what_was_replaced_or_only_fits_need_not_be_there() {
    let formats = testing::formats();
    for header in ["Replaced Item", "Prev Mfr", "Compatible With", "Vorgängergerät", "替换设备"]
    {
        assert_eq!(read(&formats, header).0, "absent", "{header}");
    }
}

#[test]
fn a_code_that_opens_something_is_a_secret() {
    let formats = testing::formats();
    for header in [
        "Activation Code",
        "P2P code",
        "Duress code",
        "Preshared",
        "u/p",
        "KEK",
        "SAS URL",
        "Password hash",
        "hash",
        "NTLM",
        "SNMP comm",
        "read string",
        "ro_string",
        "Code wifi",
        "Passkode",
        "Lykilorð",
        "ログイン情報",
        "Security question",
        "Security code",
        "Лозинка",
        "MFA",
        "BitLocker",
        "Keypad",
    ] {
        assert_eq!(read(&formats, header).0, "secret", "{header}");
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
        "Radio headset 2PIN",
        "Hash rate",
        "Connection type",
        "Security",
        "Community Center",
        "Keypad model",
        "MFA status",
        "Monkey",
        "Compass",
    ] {
        assert_ne!(read(&formats, header).0, "secret", "{header}");
    }
}

#[test]
fn a_way_in_is_a_secret_where_nothing_more_is_said() {
    let formats = testing::formats();
    for header in [
        "SNMP",
        "SNMPv3",
        "Authentication",
        "Authentifizierung",
        "认证",
        "IPMI",
        "IPMI credentials",
        "Kennung",
        "Κωδικός",
        "Κωδικός πρόσβασης",
        "Installer code",
    ] {
        assert_eq!(read(&formats, header).0, "secret", "{header}");
    }
    for header in [
        "SNMP enabled",
        "SNMP location",
        "SNMP version",
        "SNMP contact",
        "Authentication type",
        "Authentication method",
        "IPMI IP",
        "IPMI MAC",
        "Gerätekennung",
        "Product code",
        "Κωδικός προϊόντος",
        "Barcode",
        "Zip code",
        "Zugang am",
    ] {
        assert_ne!(read(&formats, header).0, "secret", "{header}");
    }
}

#[test]
fn no_shipped_word_makes_a_secret_visible() {
    let formats = testing::formats();
    let secrets = &formats.headers.secrets;
    let words = formats.headers.exports.iter().map(|export| &export.words);
    for (word, meaning) in words.chain([&formats.headers.general]).flat_map(TextMap::iter) {
        let named = secrets.surely_named_in(word);
        assert!(
            !named
                || matches!(meaning.role, Role::Secret | Role::Detail | Role::Other | Role::Text),
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
        ("Purchase date (yyyy-mm-dd)", Some(DateOrder::YearFirst)),
        ("Purchase date", None),
    ] {
        assert_eq!(formats.headers.date_order(header), order, "{header}");
    }
}
