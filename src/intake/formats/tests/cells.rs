use crate::{facts::LifeCycle, intake::testing};

/// Cells in which people say that they say nothing.
const EMPTY: &[&str] = &[
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
    "#DIV/0!",
    "#WERT!",
    "unbekannt",
    "NÉANT",
    "néant",
    "nicht angegeben",
    "non renseigné",
    "sin información",
    "não informado",
    "non specificato",
    "niet opgegeven",
    "brak danych",
    "belirtilmemiş",
    "tidak ada",
    "lain-lain",
    "未知",
    "無資料",
    "該当なし",
    "알 수 없음",
    "неизвестно",
    "غير معروف",
];

#[test]
fn empty_values_are_known_in_every_spelling() {
    let formats = testing::formats();
    for cell in EMPTY {
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
        ("Online", Some(LifeCycle::InService)),
        ("online since 2023-04-01", Some(LifeCycle::InService)),
        ("In stock - online", Some(LifeCycle::InStock)),
        ("Retired (connected)", Some(LifeCycle::Retired)),
        ("offline", None),
        ("online, unknown", None),
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
fn stages_of_life_are_read_in_company() {
    use LifeCycle::{Disposed, InService, InStock, Retired, Sold};
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
        ("Sold - 2022-05-01", Some(Sold)),
        ("Surplus, sold", Some(Sold)),
        ("Removed and destroyed", Some(Disposed)),
        ("Stock, in use", None),
        ("removed and returned", None),
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
        ("inactive", Some(Retired)),
        ("2019", None),
        ("In use, lost", None),
        ("Sold to ACME", None),
        ("in use - 3rd floor", Some(InService)),
        ("in use at HQ", Some(InService)),
        ("deployed (roof)", Some(InService)),
        ("deployed to site 2", Some(InService)),
        ("운용 중", Some(InService)),
        ("運轉中", Some(InService)),
        ("Y (in service)", Some(InService)),
        ("N (in service)", None),
        ("in use until floor 3", None),
        ("in use - until 2024", None),
        ("in use - no office", None),
        ("disposed (WEEE)", Some(Disposed)),
        ("EOL - disposed", Some(Disposed)),
        ("EOL", None),
        ("EOL - in use", Some(InService)),
        ("written off - skip", Some(Disposed)),
        ("retired & wiped", Some(Retired)),
        ("removed from site", Some(Retired)),
        ("removed from site, in use", None),
        ("HQ", None),
    ] {
        assert_eq!(formats.life_cycle(cell), stage, "{cell}");
    }
}

#[test]
fn totals_and_feet_of_pages_are_known_in_every_language() {
    let formats = testing::formats();
    for cell in [
        "Grand Total",
        "Total for site HQ",
        "Gesamtsumme: 12",
        "Sous-total",
        "Suma total",
        "Total geral",
        "Totale complessivo",
        "Eindtotaal",
        "Razem:",
        "Genel Toplam",
        "Jumlah",
        "Total Keseluruhan",
        "合计",
        "小计",
        "總計",
        "総合計",
        "합계",
        "Итого по объекту",
        "الإجمالي",
        "المجموع الكلي",
    ] {
        assert!(formats.is_total(cell), "{cell}");
    }
    for cell in ["Total Station", "Summit X440", "Total Control", "Sumatra"] {
        assert!(!formats.is_total(cell), "{cell}");
    }
    for cell in [
        "Page 3 of 7",
        "Seite 1 von 2",
        "Imprimé le 5/3/2021",
        "Página 1",
        "Stampato il 5/3/2021",
        "Afgedrukt op 5-3-2021",
        "Strona 2",
        "Sayfa 1",
        "Halaman 2",
        "打印日期 2021-03-05",
        "列印日期：2021/3/5",
        "印刷日 2021/3/5",
        "출력일 2021.3.5",
        "Страница 1",
        "صفحة 1",
    ] {
        assert!(formats.is_footer(cell), "{cell}");
    }
}

/// Stages of life in many languages.
const STAGES: &[(&str, LifeCycle)] = &[
    ("bestellt", LifeCycle::Ordered),
    ("auf Lager", LifeCycle::InStock),
    ("im Einsatz", LifeCycle::InService),
    ("außer Betrieb genommen", LifeCycle::Retired),
    ("entsorgt", LifeCycle::Disposed),
    ("en commande", LifeCycle::Ordered),
    ("en réserve", LifeCycle::InStock),
    ("en service", LifeCycle::InService),
    ("désinstallé", LifeCycle::Retired),
    ("mis au rebut", LifeCycle::Disposed),
    ("en pedido", LifeCycle::Ordered),
    ("en bodega", LifeCycle::InStock),
    ("en uso", LifeCycle::InService),
    ("en desuso", LifeCycle::Retired),
    ("dado de baja", LifeCycle::Disposed),
    ("encomendado", LifeCycle::Ordered),
    ("em estoque", LifeCycle::InStock),
    ("em operação", LifeCycle::InService),
    ("em desuso", LifeCycle::Retired),
    ("descartado", LifeCycle::Disposed),
    ("ordinato", LifeCycle::Ordered),
    ("a magazzino", LifeCycle::InStock),
    ("in esercizio", LifeCycle::InService),
    ("dismesso", LifeCycle::Retired),
    ("rottamato", LifeCycle::Disposed),
    ("besteld", LifeCycle::Ordered),
    ("op voorraad", LifeCycle::InStock),
    ("in gebruik", LifeCycle::InService),
    ("buiten gebruik", LifeCycle::Retired),
    ("afgevoerd", LifeCycle::Disposed),
    ("zamówione", LifeCycle::Ordered),
    ("w magazynie", LifeCycle::InStock),
    ("w użyciu", LifeCycle::InService),
    ("wycofany", LifeCycle::Retired),
    ("zutylizowany", LifeCycle::Disposed),
    ("sipariş verildi", LifeCycle::Ordered),
    ("depoda", LifeCycle::InStock),
    ("kullanımda", LifeCycle::InService),
    ("kullanım dışı", LifeCycle::Retired),
    ("hurdaya ayrıldı", LifeCycle::Disposed),
    ("dipesan", LifeCycle::Ordered),
    ("di gudang", LifeCycle::InStock),
    ("digunakan", LifeCycle::InService),
    ("tidak digunakan", LifeCycle::Retired),
    ("dimusnahkan", LifeCycle::Disposed),
    ("nurašyta", LifeCycle::Disposed),
    ("noliktavā", LifeCycle::InStock),
    ("maha kantud", LifeCycle::Disposed),
    ("vyřazeno z provozu", LifeCycle::Retired),
    ("leselejtezve", LifeCycle::Disposed),
    ("în exploatare", LifeCycle::InService),
    ("tagen ur drift", LifeCycle::Retired),
    ("poistettu käytöstä", LifeCycle::Retired),
    ("σε λειτουργία", LifeCycle::InService),
    ("đã thanh lý", LifeCycle::Disposed),
    ("已订购", LifeCycle::Ordered),
    ("库存", LifeCycle::InStock),
    ("使用中", LifeCycle::InService),
    ("已停用", LifeCycle::Retired),
    ("已报废", LifeCycle::Disposed),
    ("訂購中", LifeCycle::Ordered),
    ("庫存", LifeCycle::InStock),
    ("運行中", LifeCycle::InService),
    ("除役", LifeCycle::Retired),
    ("已報廢", LifeCycle::Disposed),
    ("発注済み", LifeCycle::Ordered),
    ("在庫", LifeCycle::InStock),
    ("稼働中", LifeCycle::InService),
    ("撤去済み", LifeCycle::Retired),
    ("廃棄済み", LifeCycle::Disposed),
    ("발주중", LifeCycle::Ordered),
    ("재고", LifeCycle::InStock),
    ("사용중", LifeCycle::InService),
    ("철거", LifeCycle::Retired),
    ("폐기완료", LifeCycle::Disposed),
    ("заказан", LifeCycle::Ordered),
    ("на складе", LifeCycle::InStock),
    ("в эксплуатации", LifeCycle::InService),
    ("выведен из эксплуатации", LifeCycle::Retired),
    ("списан", LifeCycle::Disposed),
    ("تم الطلب", LifeCycle::Ordered),
    ("في المخزن", LifeCycle::InStock),
    ("قيد الاستخدام", LifeCycle::InService),
    ("خارج الخدمة", LifeCycle::Retired),
    ("تم البيع", LifeCycle::Disposed),
];

#[test]
fn stages_of_life_are_known_in_every_language() {
    let formats = testing::formats();
    let mut odd = Vec::new();
    for &(cell, stage) in STAGES {
        if formats.life_cycle(cell) != Some(stage) {
            odd.push(format!("{cell}: {:?}", formats.life_cycle(cell)));
        }
    }
    assert_eq!(odd, Vec::<String>::new());
}

#[test]
fn what_is_to_go_is_still_there() {
    let formats = testing::formats();
    for cell in [
        "to be scrapped",
        "to be retired",
        "à réformer",
        "do likwidacji",
        "待报废",
        "廃棄予定",
        "Подлежит списанию",
        "akan dihapus",
        "working",
        "正常",
        "Исправно",
        "sprawny",
    ] {
        assert_eq!(formats.life_cycle(cell), None, "{cell}");
    }
}

#[test]
fn headers_ask_after_stages_of_life() {
    use LifeCycle::{Disposed, InService, Retired};
    let formats = testing::formats();
    let today = "2026-11-22".parse().unwrap();
    for (header, cell, stage) in [
        ("In Service?", "Y", Some(InService)),
        ("In Service?", "N", Some(Retired)),
        ("Active", "TRUE", Some(InService)),
        ("Active", "in stock", Some(LifeCycle::InStock)),
        ("Disposed?", "yes", Some(Disposed)),
        ("Disposed?", "no", None),
        ("Retired (Y/N)", "Y", Some(Retired)),
        ("Date Retired", "05/03/2024", Some(Retired)),
        ("Date Retired", "2027-01-01", None),
        ("Date Retired", "", None),
        ("Abgangsdatum", "31.12.2023", Some(Disposed)),
        ("Abatido em", "31/12/2023", Some(Disposed)),
        ("Deaktiv.am", "31.12.2023", Some(Retired)),
        ("Rechnungsdatum", "31.12.2023", None),
        ("사용여부", "예", Some(InService)),
        ("是否报废", "否", None),
        ("Dado de baja", "Sí", Some(Disposed)),
        ("Status", "retired", Some(Retired)),
    ] {
        assert_eq!(formats.life_cycle_under(header, cell, today), stage, "{header}: {cell}");
    }
}
