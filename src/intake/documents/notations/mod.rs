//! Texts in which programs and people note objects in other forms than JSON, as JSON that says the same on the same lines: lists of
//! tables in TOML, rows of SQL, hosts of Ansible, and literals of programming languages. What turns out to be none is left as the
//! text that it is.

mod hosts;
mod literals;
mod scanner;
mod sql;
mod toml;

pub(in crate::intake) use self::sql::begins_rows;
use crate::{intake::formats::Formats, tables::Form};

/// What a text may be that begins so; only all of it tells.
pub(super) fn of(head: &str) -> Option<Form> {
    let is = [
        (Form::Toml, toml::may_be as fn(&str) -> bool),
        (Form::Hosts, hosts::may_be),
        (Form::Sql, sql::may_be),
        (Form::Objects, literals::may_be),
    ];
    is.into_iter().find(|(_, may_be)| may_be(head)).map(|(form, _)| form)
}

/// All of a text in such a form as JSON; `None` where it is none.
pub(super) fn as_json(text: &str, form: Form, formats: &Formats) -> Option<String> {
    match form {
        Form::Toml => toml::as_json(text),
        Form::Hosts => hosts::as_json(text),
        Form::Sql => sql::as_json(text),
        _ => literals::as_json(text, formats),
    }
}
