//! The shell of the page: its style, its script and its fonts, all inside it, and what its policy allows, which is these and nothing
//! else.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Family, the weights that it has, and the font.
const FONTS: [(&str, &str, &[u8]); 2] = [
    ("Newsreader", "200 800", include_bytes!("fonts/newsreader.woff2")),
    ("Public Sans", "100 900", include_bytes!("fonts/public-sans.woff2")),
];

/// A style or a script inside the page, with the digest by which the policy knows it.
#[derive(Clone, Debug)]
pub(super) struct Inline {
    pub(super) text: String,
    pub(super) hash: String,
}

impl Inline {
    fn new(text: String) -> Self {
        let hash = STANDARD.encode(Sha256::digest(&text));
        Self { text, hash }
    }
}

pub(super) fn style() -> Inline {
    let fonts = FONTS.iter().map(|(family, weights, font)| {
        let font = STANDARD.encode(font);
        format!(
            "@font-face{{font-family:\"{family}\";font-weight:{weights};font-display:swap;src:url(data:font/woff2;base64,{font}) format(\"woff2\")}}\n"
        )
    });
    Inline::new(fonts.collect::<String>() + STYLE)
}

pub(super) fn script() -> Inline {
    Inline::new(SCRIPT.to_owned())
}

/// The first bytes of a page, which no other program writes so.
const BEGINS: &str = concat!(
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"",
    env!("CARGO_PKG_NAME"),
    " "
);

/// Whether a file that begins so is a report in this format.
pub(in crate::report) fn begins(head: &str) -> bool {
    head.starts_with(BEGINS)
}
