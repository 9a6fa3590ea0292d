//! The waivers of an audit, found by the assets and sites that they name, so that each row is compared with few of them.

use rustc_hash::FxHashMap;

use crate::{config::Waiver, fold::fold};

/// Waivers in the order of the settings.
#[derive(Debug, Default)]
pub(super) struct Waivers {
    all: Vec<Waiver>,
    /// Those that name assets, or else sites, and all of them without gaps: by each name.
    by_asset: FxHashMap<String, Vec<usize>>,
    by_site: FxHashMap<String, Vec<usize>>,
    /// Those that may be about any row.
    open: Vec<usize>,
}

impl Waivers {
    pub(super) fn new(all: Vec<Waiver>) -> Self {
        let mut waivers = Self::default();
        for (at, waiver) in all.iter().enumerate() {
            let (names, into) = match (waiver.asset.exact(), waiver.site.exact()) {
                (Some(names), _) => (names, &mut waivers.by_asset),
                (None, Some(names)) => (names, &mut waivers.by_site),
                (None, None) => {
                    waivers.open.push(at);
                    continue;
                }
            };
            for name in names {
                into.entry(name.to_owned()).or_default().push(at);
            }
        }
        waivers.all = all;
        waivers
    }

    /// Those that may be about an asset, in their order.
    pub(super) fn about(&self, asset: Option<&str>, site: Option<&str>) -> Vec<&Waiver> {
        let site = site.filter(|_| !self.by_site.is_empty()).map(fold);
        let of_asset = asset.and_then(|asset| self.by_asset.get(asset));
        let of_site = site.and_then(|site| self.by_site.get(&site));
        let named = [of_asset, of_site].into_iter().flatten().flatten();
        let mut about: Vec<usize> = named.chain(&self.open).copied().collect();
        about.sort_unstable();
        about.dedup();
        about.into_iter().filter_map(|at| self.all.get(at)).collect()
    }
}
