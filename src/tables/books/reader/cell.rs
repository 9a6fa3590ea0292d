//! The cell of a workbook as the text that a person sees.

use std::fmt::Write;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};

/// Whole numbers below this are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// From here on a number has more digits than spreadsheets keep.
const LONG: f64 = 1e15;
/// The days that a spreadsheet can show as dates.
const DAYS: std::ops::Range<f64> = 0.0..2_958_466.0;
/// The seconds of a day.
const DAY: f64 = 86_400.0;

/// A value of a cell, whichever reader gave it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'v> {
    Text(&'v str),
    Integer(i64),
    Number(f64),
    Truth(bool),
    Moment(ExcelDateTime),
    /// A day and perhaps a time as text, with `T` between them.
    Iso(&'v str),
    /// The name of an error, such as `#N/A`.
    Error(&'v str),
    Nothing,
}

impl<'v> From<&'v DataRef<'_>> for Value<'v> {
    fn from(data: &'v DataRef<'_>) -> Self {
        match data {
            DataRef::String(text) | DataRef::DurationIso(text) => Self::Text(text),
            DataRef::SharedString(text) => Self::Text(text),
            DataRef::Int(number) => Self::Integer(*number),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::Bool(truth) => Self::Truth(*truth),
            DataRef::DateTime(moment) => Self::Moment(*moment),
            DataRef::DateTimeIso(text) => Self::Iso(text),
            DataRef::Error(error) => Self::Error(error_name(error)),
            DataRef::Empty => Self::Nothing,
        }
    }
}

impl<'v> From<&'v Data> for Value<'v> {
    fn from(data: &'v Data) -> Self {
        match data {
            Data::String(text) if is_error(text) => Self::Error(text),
            Data::String(text) | Data::DurationIso(text) => Self::Text(text),
            Data::Int(number) => Self::Integer(*number),
            Data::Float(number) => Self::Number(*number),
            Data::Bool(truth) => Self::Truth(*truth),
            Data::DateTime(moment) => Self::Moment(*moment),
            Data::DateTimeIso(text) => Self::Iso(text),
            Data::Error(error) => Self::Error(error_name(error)),
            Data::Empty => Self::Nothing,
        }
    }
}

/// Whether a text is the name of an error: an `OpenDocument` workbook has no other sign of it.
fn is_error(text: &str) -> bool {
    let numbered = text.strip_prefix("Err:").is_some_and(|number| number.parse::<u16>().is_ok());
    numbered || text.starts_with('#') && text.parse::<CellErrorType>().is_ok()
}

/// An error as spreadsheets write it.
fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// Writes a value as text at the end of `out`. An error says nothing.
pub(super) fn write(value: Value<'_>, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = match value {
        Value::Text(text) => out.write_str(text),
        Value::Integer(number) => write!(out, "{number}"),
        Value::Number(value) => number(value, out),
        Value::Truth(truth) => out.write_str(if truth { "TRUE" } else { "FALSE" }),
        Value::Moment(value) => moment(value, out),
        Value::Iso(text) => match text.split_once('T') {
            Some((day, time)) if time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) => {
                out.write_str(day)
            }
            Some((day, time)) => write!(out, "{day} {time}"),
            None => out.write_str(text),
        },
        Value::Error(_) | Value::Nothing => Ok(()),
    };
}

/// A number as it was meant: whole ones without decimals, others with the fifteen digits that spreadsheets keep. One that had
/// more digits has lost them, so it is written in scientific form, as the spreadsheet shows it.
#[expect(clippy::cast_possible_truncation, reason = "exact whole numbers fit")]
fn number(value: f64, out: &mut String) -> std::fmt::Result {
    // A spreadsheet makes zeros of the digits that it does not keep; other programs may keep one more.
    let is_long = value.abs() >= LONG && (value.abs() >= EXACT || value % 10.0 == 0.0);
    if value.fract() == 0.0 && !is_long {
        return write!(out, "{}", value as i64);
    }
    let kept: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    match value.is_finite() {
        true if is_long => out.write_str(&format!("{kept:E}").replace('E', "E+")),
        true => write!(out, "{kept}"),
        false => Ok(()),
    }
}

/// A day as ISO, with its time if it has one; a time alone, or a length of time, by the clock.
#[expect(clippy::cast_possible_truncation, reason = "seconds of the days that there are")]
fn moment(value: ExcelDateTime, out: &mut String) -> std::fmt::Result {
    let days = value.as_f64();
    if !DAYS.contains(&days) {
        return number(days, out);
    }
    let seconds = (days * DAY).round() as i64;
    if value.is_duration() || days < 1.0 {
        return write!(out, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    write!(out, "{year:04}-{month:02}-{day:02}")?;
    if (hour, minute, second) == (0, 0, 0) {
        return Ok(());
    }
    write!(out, " {hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    use super::*;

    #[test]
    fn errors_are_nothing() {
        for (text, is_nothing) in
            [("#DIV/0!", true), ("#N/A", true), ("Err:502", true), ("#4", false), ("Err: x", false)]
        {
            let data = Data::String(text.into());
            assert_eq!(matches!(Value::from(&data), Value::Error(_)), is_nothing, "{text}");
        }
    }

    #[test]
    fn cells_read_as_people_see_them() {
        let date = |days, kind| Value::Moment(ExcelDateTime::new(days, kind, false));
        for (value, text) in [
            (Value::Text("DS-2CD"), "DS-2CD"),
            (Value::Number(400_001.0), "400001"),
            (Value::Number(123_456_789_012_345.0), "123456789012345"),
            (Value::Number(1_234_567_890_123_456.0), "1234567890123456"),
            (Value::Number(1_234_567_890_123_450.0), "1.23456789012345E+15"),
            (Value::Number(1.234_567_890_123_456_7e18), "1.23456789012346E+18"),
            (Value::Number(-1e21), "-1E+21"),
            (Value::Number(1e15), "1E+15"),
            (Value::Number(1e-5), "0.00001"),
            (Value::Number(0.1 + 0.2), "0.3"),
            (Value::Number(-12.5), "-12.5"),
            (Value::Number(f64::NAN), ""),
            (Value::Integer(-3), "-3"),
            (Value::Truth(true), "TRUE"),
            (date(44_260.0, DateTime), "2021-03-05"),
            (date(44_260.5, DateTime), "2021-03-05 12:00:00"),
            (date(0.25, DateTime), "06:00:00"),
            (date(1.5, TimeDelta), "36:00:00"),
            (date(-5.0, DateTime), "-5"),
            (Value::Moment(ExcelDateTime::new(42_798.0, DateTime, true)), "2021-03-05"),
            (Value::Iso("2021-03-05"), "2021-03-05"),
            (Value::Iso("2021-03-05T00:00:00"), "2021-03-05"),
            (Value::Iso("2021-03-05T10:30:00"), "2021-03-05 10:30:00"),
            (Value::Nothing, ""),
        ] {
            let mut out = String::new();
            write(value, &mut out);
            assert_eq!(out, text, "{value:?}");
        }
    }
}
