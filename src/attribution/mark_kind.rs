//! The kinds of marks that point to a maker.

use serde::{Deserialize, Serialize};

/// The kind of thing that pointed to a maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MarkKind {
    /// The maker's or a group company's own name.
    Name,
    /// A label.
    Brand,
    /// A model family.
    Model,
    /// A registered MAC block.
    Oui,
    /// An FCC grantee code.
    FccGrantee,
    /// The vendor field of a CPE.
    CpeVendor,
    /// A USB vendor id.
    UsbVendor,
    /// A PCI vendor id.
    PciVendor,
    /// A Bluetooth company id.
    BluetoothCompany,
    /// An IANA private enterprise number.
    IanaEnterprise,
    /// An internet domain.
    Domain,
    /// The MD5 of a favicon.
    FaviconMd5,
    /// The `MurmurHash3` of a favicon.
    FaviconMmh3,
    /// The manufacturer that a device gives over ONVIF.
    OnvifManufacturer,
    /// An HTTP banner or realm.
    HttpBanner,
    /// An RTSP banner.
    RtspBanner,
    /// An SSH version string.
    SshBanner,
    /// A telnet prompt.
    TelnetBanner,
    /// A certificate subject.
    TlsSubject,
    /// A firmware version or file name.
    Firmware,
    /// The shape of a serial number.
    Serial,
    /// The path of a video stream.
    StreamPath,
    /// A service that answers in a known way.
    Service,
}

impl MarkKind {
    /// What to call it in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Brand => "label",
            Self::Model => "model number",
            Self::Oui => "MAC address",
            Self::FccGrantee => "FCC ID",
            Self::CpeVendor => "CPE",
            Self::UsbVendor => "USB id",
            Self::PciVendor => "PCI id",
            Self::BluetoothCompany => "Bluetooth company id",
            Self::IanaEnterprise => "SNMP enterprise number",
            Self::Domain => "internet domain",
            Self::FaviconMd5 | Self::FaviconMmh3 => "favicon",
            Self::OnvifManufacturer => "ONVIF manufacturer",
            Self::HttpBanner => "web server banner",
            Self::RtspBanner => "RTSP banner",
            Self::SshBanner => "SSH banner",
            Self::TelnetBanner => "telnet prompt",
            Self::TlsSubject => "certificate",
            Self::Firmware => "firmware",
            Self::Serial => "serial number",
            Self::StreamPath => "stream address",
            Self::Service => "network service",
        }
    }
}
