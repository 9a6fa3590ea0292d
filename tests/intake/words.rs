//! The words for kinds of equipment, as shipped.
use std::sync::{Arc, LazyLock};

use banlint::{EquipmentTree, audit::Knowledge};

static TREE: LazyLock<Arc<EquipmentTree>> = LazyLock::new(|| Knowledge::shipped().unwrap().tree);

/// Categories in many languages, and the kinds that they name.
const CATEGORIES: &[(&str, &str)] = &[
    ("IP Camera", "ip-camera"),
    ("IP Cameras", "ip-camera"),
    ("IP Camera 002", "ip-camera"),
    ("CCTV camera", "camera"),
    ("Überwachungskamera", "camera"),
    ("Überwachungskamera Dahua Technology NVR5216-16P-EI", "camera"),
    ("Netzwerkkamera", "ip-camera"),
    ("caméra de vidéosurveillance", "camera"),
    ("cámara IP", "ip-camera"),
    ("câmera de segurança", "camera"),
    ("telecamera", "camera"),
    ("bewakingscamera", "camera"),
    ("kamera kopułkowa", "camera"),
    ("güvenlik kamerası", "camera"),
    ("网络摄像机", "ip-camera"),
    ("ネットワークカメラ", "ip-camera"),
    ("네트워크 카메라", "ip-camera"),
    ("IP-камера", "ip-camera"),
    ("NVR 16ch", "recorder"),
    ("Netzwerk-Videorekorder", "recorder"),
    ("Network Switch", "switch"),
    ("light switch", "building-equipment"),
    ("Lichtschalter", "building-equipment"),
    ("Netzwerkgerät", "telecommunications"),
    ("IT equipment", ""),
    ("thermal printer", "office-printer"),
    ("thermal camera", "thermal-camera"),
    ("web camera", "peripheral"),
    ("Webcam Logitech", "peripheral"),
    ("document camera", "peripheral"),
    ("action camera", "photo-camera"),
    ("IP phone", "desk-phone"),
    ("smartphone", "mobile-phone"),
    ("Monitor 24\"", "display"),
    ("monitoring", ""),
    ("Funkgerät", "two-way-radio"),
    ("two-way radio", "two-way-radio"),
    ("Waage", "measuring-instrument"),
    ("wall bracket", "surveillance-accessory"),
    ("camera mount", "surveillance-accessory"),
    ("Bracket for camera", "surveillance-accessory"),
    ("antivirus", "security-software"),
    ("drone battery", "uas-component"),
    ("Drohne", "drone"),
    ("solar inverter", "grid-inverter"),
    ("5G module", "radio-module"),
    ("Car park north", ""),
    ("Gate 4", ""),
    ("Main door", ""),
    ("kamera jaringan", "ip-camera"),
    ("perekam video jaringan", "recorder"),
    ("titik akses", "access-point"),
    ("IP kamera", "ip-camera"),
    ("kamera kayıt cihazı", "recorder"),
    ("ağ anahtarı", "switch"),
    ("dizüstü bilgisayar", "laptop"),
    ("كاميرا مراقبة", "camera"),
    ("كاميرا شبكية", "ip-camera"),
    ("مسجل فيديو رقمي", "recorder"),
    ("راوتر", "router"),
    ("kamera sieciowa", "ip-camera"),
    ("rejestrator", "recorder"),
    ("przełącznik sieciowy", "switch"),
    ("netwerkcamera", "ip-camera"),
    ("netwerkvideorecorder", "recorder"),
    ("toegangspunt", "access-point"),
];

#[test]
fn categories_of_many_languages_are_read() {
    let named = |text: &str| {
        TREE.named_in(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    let mut odd = Vec::new();
    for &(text, kinds) in CATEGORIES {
        if named(text) != kinds {
            odd.push(format!("{text}: {}, not {kinds}", named(text)));
        }
    }
    assert_eq!(odd, Vec::<String>::new());
}

#[test]
fn what_a_description_mentions_is_no_kind_of_the_item() {
    let described = |text: &str| {
        TREE.described_by(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    for (text, kinds) in [
        ("w/ wall mount bracket", ""),
        ("incl. SFP modules", ""),
        ("in laptop cart room", ""),
        ("Bob's laptop", ""),
        ("IP camera w/ bracket", "ip-camera"),
        ("PoE injector for camera 3", "network-accessory"),
        ("Switch mit SFP-Modul", "switch"),
        ("bracket for dome camera", "surveillance-accessory"),
        ("交换机（含光模块）", "switch"),
        ("In-car video system", "vehicle-camera"),
        ("bullet", ""),
    ] {
        assert_eq!(described(text), kinds, "{text}");
    }
}

#[test]
fn short_and_regional_categories_are_read() {
    for (text, kinds) in [
        ("Switches", "switch"),
        ("Dash Cam", "vehicle-camera"),
        ("In-Car Video", "vehicle-camera"),
        ("Patient Monitor", "medical-device"),
        ("Baby monitor", ""),
        ("Bullet", "camera"),
        ("Multisensor", "camera"),
        ("ALPR", "camera"),
        ("ATA", "telecommunications"),
        ("Repeater", "telecommunications"),
        ("WLAN-Zugangspunkt", "access-point"),
        ("Mobilfunkmodem", "modem"),
        ("Borne Wi-Fi", "access-point"),
        ("Box 4G", "router"),
        ("Encaminhador", "router"),
        ("Videogravador", "recorder"),
        ("Commutatore", "switch"),
        ("Perekam", "recorder"),
        ("无线网桥", "access-point"),
        ("監視主機", "recorder"),
        ("錄影主機", "recorder"),
        ("閉路電視", "video-surveillance"),
        ("鏡頭", "camera"),
        ("영상저장장치", "recorder"),
        ("허브", "switch"),
        ("مسجل شبكي", "recorder"),
    ] {
        let named: Vec<_> = TREE.named_in(text).iter().map(ToString::to_string).collect();
        assert_eq!(named.join(" "), kinds, "{text}");
    }
}
