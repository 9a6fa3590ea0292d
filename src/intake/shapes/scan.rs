//! Scans of a network: lists without a header in which most lines hold an IP address and a MAC address. These cells tell what the columns
//! are; what stands above, between and below says how the scan went.

use crate::intake::columns::{is_ip, is_macs};

/// Fewer hosts than this prove nothing.
const HOSTS: usize = 2;

/// The number of the first host, where a sample is a scan.
pub(super) fn first_host(sample: &[csv::StringRecord]) -> Option<usize> {
    let hosts = sample.iter().filter(|record| is_host(record)).count();
    let says = |record: &&csv::StringRecord| record.as_slice().contains(char::is_alphanumeric);
    let lines = sample.iter().filter(says).count();
    (hosts >= HOSTS && hosts * 2 >= lines).then(|| sample.iter().position(is_host)).flatten()
}

/// Whether a record is one of a host.
pub(in crate::intake) fn is_host(record: &csv::StringRecord) -> bool {
    let has =
        |is: fn(&str) -> bool| record.iter().any(|cell| is(cell.trim().trim_matches(['(', ')'])));
    record.len() > 1 && has(is_ip) && has(is_macs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_lines_of_a_scan_are_hosts() {
        let host = "10.0.0.1\t44:19:b6:00:11:22\tAcme";
        let lines = |lines: &[&str]| {
            let records: Vec<csv::StringRecord> =
                lines.iter().map(|line| line.split('\t').collect()).collect();
            first_host(&records)
        };
        assert_eq!(lines(&["Starting", host, host, "", "2 hosts"]), Some(1));
        assert_eq!(lines(&["Starting", "scan 1", host, "1 host"]), None);
        assert_eq!(lines(&[host, "10.0.0.2\tAcme", "10.0.0.3\tAcme"]), None);
        assert_eq!(lines(&["10.0.0.1 44:19:b6:00:11:22"; 3]), None);
    }
}
