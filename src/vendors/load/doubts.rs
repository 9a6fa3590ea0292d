//! What may be a mistake in a sound file on a maker: a label that accuses a maker of whom nothing is known.

use std::sync::Arc;

use crate::{
    knowledge::{Fault, File, Placed, parse},
    vendors::{Catalogue, letters::fold},
};

#[derive(serde::Deserialize)]
struct WrittenBrands {
    #[serde(default)]
    brand: Vec<WrittenBrand>,
}

#[derive(serde::Deserialize)]
struct WrittenBrand {
    label: Placed<String>,
    #[serde(default)]
    series: Vec<String>,
}

impl Catalogue {
    /// The labels of a file that are the names of makers against whom nothing is known, of whose goods it names no series.
    pub(crate) fn doubts(&self, file: &Arc<File>) -> Vec<Fault> {
        let labels = parse::<WrittenBrands>(file).map(|written| written.brand).unwrap_or_default();
        let is_maker = |one: &WrittenBrand| {
            one.series.is_empty() && self.words.names_another(&fold(one.label.as_ref()))
        };
        let doubt = |one: WrittenBrand| {
            let message = format!("`{}` makes goods of its own", one.label.as_ref());
            let expected =
                "expected a label on goods that others build, or the series that are built so";
            let hint =
                "without `series` every item that bears the name is said to be built by this maker";
            Fault::at(file, one.label.span(), message, expected).hint(hint)
        };
        labels.into_iter().filter(is_maker).map(doubt).collect()
    }
}
