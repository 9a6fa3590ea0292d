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
/// What a column of them is called, and how numbers in it may begin.
const SHORT_FIELD: &str = "vid";
const VENDOR: &str = "vendor";
pub(super) const HEXADECIMAL: &str = "0x";
/// How long the number of a device is, with the colon before it.
const DEVICE: usize = 5;
/// The buses.
pub(super) const USB: &str = "usb";
pub(super) const PCI: &str = "pci";

/// Whether a number is the first half of a device's id (`12d1:14dc`) in a text that names the bus, or under a header that does.
pub(super) fn is_on(text: &str, header: &str, hit: &Hit, bus: &str) -> bool {
    let names = |text: &str| fold(text).split(' ').any(|word| word == bus);
    is_device(text, hit) && (names(text) || names(header))
}

/// Whether a number stands as a list of the devices on a bus has it, be it without the place on the bus.
pub(super) fn is_listed(text: &str, hit: &Hit) -> bool {
    let before = text.get(..hit.start).unwrap_or_default();
    before.ends_with(LISTED) && is_device(text, hit) && {
        let folded = fold(before);
        before == LISTED || LISTED_AT.iter().all(|at| folded.split(' ').any(|word| word == *at))
    }
}

/// Whether a number and that of its device stand together and in no longer number, of which one has a letter: a number of ports or a time
/// has none.
pub(super) fn is_pair(text: &str, hit: &Hit) -> bool {
    let joins =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b':');
    let (bytes, end) = (text.as_bytes(), hit.end + DEVICE);
    let before = hit.start.checked_sub(1).and_then(|before| bytes.get(before));
    let pair = text.get(hit.start..end).unwrap_or_default();
    is_device(text, hit)
        && !joins(before)
        && !joins(bytes.get(end))
        && pair.contains(|sign: char| sign.is_ascii_alphabetic())
}

/// Whether a number is all of a cell whose header calls it the maker's on a bus: `0x12d1` under `vendor_id`.
pub(super) fn is_vendor_cell(text: &str, header: &str, hit: &Hit) -> bool {
    let header = fold(header);
    let has = |wanted: &[&str]| wanted.iter().all(|one| header.split(' ').any(|word| word == *one));
    let is_called = || has(&[SHORT_FIELD]) || has(&[ID_VENDOR]) || has(&[USB, VENDOR]);
    let written = text.get(hit.start..hit.end).unwrap_or_default();
    let is_hexadecimal = written
        .get(..HEXADECIMAL.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(HEXADECIMAL));
    text.trim() == written && (is_called() || is_hexadecimal && has(&[VENDOR, "id"]))
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
    let rest = text.as_bytes().get(hit.end..hit.end + DEVICE);
    rest.is_some_and(|rest| rest[0] == b':' && rest[1..].iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(text: &str, number: &str) -> Hit {
        let start = text.find(number).expect("the text has the number");
        Hit { target: 0, start, end: start + number.len() }
    }

    #[test]
    fn a_cell_of_numbers_of_a_bus_is_told_by_its_header() {
        let told = |text: &str, header| is_vendor_cell(text, header, &hit(text, text.trim()));
        assert!(told("0x12D1", "vendor_id") && told("12d1", "VID") && told("12d1", "USB vendor"));
        // Without a sign of how it is written it may be the number of a supplier, and elsewhere of anything.
        assert!(!told("12d1", "vendor_id") && !told("0x12D1", "product_id"));
    }

    #[test]
    fn a_pair_of_numbers_is_no_address_and_no_time() {
        let pair = |text: &str, number| is_pair(text, &hit(text, number));
        assert!(pair("modem 12d1:14dc", "12d1") && pair("(12d1:14dc)", "12d1"));
        assert!(!pair("fe80:12d1:14dc", "12d1") && !pair("12d1:14dc:1", "12d1"));
        assert!(!pair("12d1:14dc0", "12d1") && !pair("2357:0600", "2357"));
    }
}
