//! Addresses on the page: filters of its list of findings, and sources elsewhere.

use crate::{
    Date, Verdict,
    knowledge::Source,
    report::{cell, words::SENTENCE},
    strings::percent_encoded,
};

/// A filter of the list of findings, as the part of the address after `#`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Filter<'a> {
    pub(super) verdict: Option<Verdict>,
    pub(super) maker: Option<&'a str>,
    pub(super) site: Option<&'a str>,
    /// The id of a provision or of a regime.
    pub(super) law: Option<&'a str>,
}

impl Filter<'_> {
    pub(super) fn address(&self) -> String {
        let verdict = self.verdict.map(Verdict::word);
        let parts = [("v", verdict), ("maker", self.maker), ("site", self.site), ("law", self.law)];
        let parts = parts.into_iter().filter_map(|(key, value)| Some((key, value?)));
        let parts: Vec<_> =
            parts.map(|(key, value)| format!("{key}={}", percent_encoded(value, "-"))).collect();
        format!("#{}", parts.join("&"))
    }
}

#[derive(Clone, Debug)]
pub(super) struct SourceLink {
    pub(super) title: String,
    /// Empty where it is no address of the web.
    pub(super) href: String,
}

impl SourceLink {
    pub(super) fn of(source: &Source) -> Self {
        let is_web = source.url.starts_with("https://") || source.url.starts_with("http://");
        let href = if is_web { source.url.clone() } else { String::new() };
        Self { title: cell(&source.title, SENTENCE), href }
    }
}

/// A day as machines and as people write it.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub(super) iso: String,
    pub(super) long: String,
}

impl Day {
    pub(super) fn of(date: Date) -> Self {
        Self { iso: date.to_string(), long: long(date) }
    }
}

/// A day in words: `13 August 2020`, `April 2025`, `2022`.
pub(super) fn long(date: Date) -> String {
    let (first, last) = (date.first(), date.last());
    let form = match date.to_string().len() {
        10 => "%-d %B %Y",
        7 => "%B %Y",
        4 => "%Y",
        _ => return format!("{} to {}", first.strftime("%-d %B %Y"), last.strftime("%-d %B %Y")),
    };
    first.strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_name_holds_it_stays_one_value_of_the_address() {
        let filter = Filter {
            verdict: Some(Verdict::Violation),
            site: Some("A&law=x#\"><b> Süd"),
            ..Filter::default()
        };
        assert_eq!(filter.address(), "#v=violation&site=A%26law%3Dx%23%22%3E%3Cb%3E%20S%C3%BCd");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for (url, href) in
            [("https://a.example/x?y", "https://a.example/x?y"), ("javascript:alert(1)", "")]
        {
            let read = "2026-09-04".parse().unwrap();
            let source =
                Source { title: "T".into(), url: url.into(), dated: None, read, kind: None };
            assert_eq!(SourceLink::of(&source).href, href);
        }
    }

    #[test]
    fn days_are_written_as_people_do() {
        for (day, words) in
            [("2020-08-03", "3 August 2020"), ("2025-04", "April 2025"), ("2022", "2022")]
        {
            assert_eq!(long(day.parse().unwrap()), words);
        }
    }
}
