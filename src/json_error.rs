//! What is wrong with JSON, apart from where.

/// The message of an error without the line and column at its end, which messages here give in their own place and form.
pub(crate) fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.as_str(), |(cause, _)| cause).to_owned()
}
