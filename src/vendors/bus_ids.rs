//! Where a maker's number of four digits is that of a device on a bus: what stands around it says so.

use super::screen::Hit;
use crate::{fold::fold, strings::end_of};

/// What stands before it in the id by which an operating system calls a device: `USB\VID_1234&PID_5678`.
pub(super) const VID: &str = "vid_";
/// The field in which logs of a system give it: `idVendor=12d1`.
pub(super) const ID_VENDOR: &str = "idvendor";
/// What a list of devices on a bus writes before their ids, and its words for where they are: `Bus 001 Device 003: ID 12d1:14dc`.
const LISTED: &str = "ID ";
const LISTED_AT: [&str; 2] = ["bus", "device"];
/// The buses.
pub(super) const USB: &str = "usb";
pub(super) const PCI: &str = "pci";

/// Whether a number is the first half of a device's id (`12d1:14dc`) in a text that names the bus, or under a header that does.
pub(super) fn is_on(text: &str, header: &str, hit: &Hit, bus: &str) -> bool {
    let names = |text: &str| fold(text).split(' ').any(|word| word == bus);
    is_device(text, hit) && (names(text) || names(header))
}

/// Whether a number stands as a list of the devices on a bus has it.
pub(super) fn is_listed(text: &str, hit: &Hit) -> bool {
    let before = text.get(..hit.start).unwrap_or_default();
    before.ends_with(LISTED) && is_device(text, hit) && {
        let folded = fold(before);
        LISTED_AT.iter().all(|at| folded.split(' ').any(|word| word == *at))
    }
}

/// Whether a number is the maker's in the id by which an operating system calls a device.
pub(super) fn is_hardware_id(text: &str, hit: &Hit) -> bool {
    let before = end_of(text.get(..hit.start).unwrap_or_default(), VID.len());
    let rest = text.get(hit.end..).unwrap_or_default();
    before.eq_ignore_ascii_case(VID) && rest.starts_with(['&', ':', '\\', '#'])
}

/// Whether a hit begins with the name of its field.
pub(super) fn is_field(written: &str) -> bool {
    let begin = written.get(..ID_VENDOR.len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(ID_VENDOR))
}

/// Whether the number of a device of its maker follows, as `14dc` in `12d1:14dc`.
fn is_device(text: &str, hit: &Hit) -> bool {
    let rest = text.as_bytes().get(hit.end..hit.end + 5);
    rest.is_some_and(|rest| rest[0] == b':' && rest[1..].iter().all(u8::is_ascii_hexdigit))
}
