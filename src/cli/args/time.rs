//! A time as it is typed.

use std::time::Duration;

use jiff::SignedDuration;

/// Reads `90`, `90s`, `5m`, `1h30m`.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    let seconds = text.trim().parse().ok().map(SignedDuration::from_secs);
    let time = seconds.or_else(|| text.parse::<SignedDuration>().ok());
    let time = time.and_then(|time| Duration::try_from(time).ok()).filter(|time| !time.is_zero());
    time.ok_or_else(|| "expected a time, such as 90s, 5m or 1h30m".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, seconds) in
            [("90", 90), ("90s", 90), ("5m", 300), ("1h30m", 5400), ("2 minutes", 120)]
        {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "0", "-5m", "soon", "5 parsecs"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
