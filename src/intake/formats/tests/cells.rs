use crate::{facts::LifeCycle, intake::testing};

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
        ("inactive", Some(Retired)),
        ("2019", None),
        ("In use, lost", None),
        ("Sold to ACME", None),
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

#[test]
fn stages_of_life_are_known_in_every_language() {
    use LifeCycle::{Disposed, InService, InStock, Ordered, Retired};
    let formats = testing::formats();
    let mut odd = Vec::new();
    for (cell, stage) in [
        ("bestellt", Ordered),
        ("auf Lager", InStock),
        ("im Einsatz", InService),
        ("außer Betrieb genommen", Retired),
        ("entsorgt", Disposed),
        ("en commande", Ordered),
        ("en réserve", InStock),
        ("en service", InService),
        ("désinstallé", Retired),
        ("mis au rebut", Disposed),
        ("en pedido", Ordered),
        ("en bodega", InStock),
        ("en uso", InService),
        ("en desuso", Retired),
        ("dado de baja", Disposed),
        ("encomendado", Ordered),
        ("em estoque", InStock),
        ("em operação", InService),
        ("em desuso", Retired),
        ("descartado", Disposed),
        ("ordinato", Ordered),
        ("a magazzino", InStock),
        ("in esercizio", InService),
        ("dismesso", Retired),
        ("rottamato", Disposed),
        ("besteld", Ordered),
        ("op voorraad", InStock),
        ("in gebruik", InService),
        ("buiten gebruik", Retired),
        ("afgevoerd", Disposed),
        ("zamówione", Ordered),
        ("w magazynie", InStock),
        ("w użyciu", InService),
        ("wycofany", Retired),
        ("zutylizowany", Disposed),
        ("sipariş verildi", Ordered),
        ("depoda", InStock),
        ("kullanımda", InService),
        ("kullanım dışı", Retired),
        ("hurdaya ayrıldı", Disposed),
        ("dipesan", Ordered),
        ("di gudang", InStock),
        ("digunakan", InService),
        ("tidak digunakan", Retired),
        ("dimusnahkan", Disposed),
        ("已订购", Ordered),
        ("库存", InStock),
        ("使用中", InService),
        ("已停用", Retired),
        ("已报废", Disposed),
        ("訂購中", Ordered),
        ("庫存", InStock),
        ("運行中", InService),
        ("除役", Retired),
        ("已報廢", Disposed),
        ("発注済み", Ordered),
        ("在庫", InStock),
        ("稼働中", InService),
        ("撤去済み", Retired),
        ("廃棄済み", Disposed),
        ("발주중", Ordered),
        ("재고", InStock),
        ("사용중", InService),
        ("철거", Retired),
        ("폐기완료", Disposed),
        ("заказан", Ordered),
        ("на складе", InStock),
        ("в эксплуатации", InService),
        ("выведен из эксплуатации", Retired),
        ("списан", Disposed),
        ("تم الطلب", Ordered),
        ("في المخزن", InStock),
        ("قيد الاستخدام", InService),
        ("خارج الخدمة", Retired),
        ("تم البيع", Disposed),
    ] {
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
