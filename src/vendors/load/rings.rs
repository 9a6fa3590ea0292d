//! No maker stands in its own group, be it by way of others: who owns whom would have no end, and law on one would reach all.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::super::schema::{CompanyEntry, VendorFile};
use crate::{
    attribution::Relation,
    fold::fold,
    knowledge::{Fault, File},
};

/// The groups of all vendor files.
#[derive(Default)]
pub(super) struct Groups {
    /// The maker that has a name, by the folded name.
    makers: BTreeMap<String, String>,
    claims: Vec<GroupClaim>,
}

/// A `[[company]]`: a file says that a company is of its maker's group.
struct GroupClaim {
    file: Arc<File>,
    id: Range<usize>,
    maker: String,
    /// Its id and names, folded.
    names: Vec<String>,
}

impl Groups {
    /// Takes in a file. A group that a company has left, or that grew out of it, closes no ring.
    pub(super) fn add(&mut self, file: &Arc<File>, parsed: &VendorFile) {
        let maker = parsed.id.as_ref();
        for name in [maker, parsed.name.as_ref(), parsed.short.as_ref()] {
            self.makers.entry(fold(name)).or_insert_with(|| maker.clone());
        }
        let is_member = |company: &&CompanyEntry| {
            matches!(company.relation, Relation::Subsidiary | Relation::Affiliate)
                && company.until.is_none()
        };
        let claim = |company: &CompanyEntry| GroupClaim {
            file: Arc::clone(file),
            id: company.id.span(),
            maker: maker.clone(),
            names: [&company.id, &company.name].map(|name| fold(name.as_ref())).to_vec(),
        };
        self.claims.extend(parsed.company.iter().filter(is_member).map(claim));
    }

    /// A fault for each ring, at the company that closes it.
    pub(super) fn check(&self, faults: &mut Vec<Fault>) {
        let mut members: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for claim in &self.claims {
            let known = claim.names.iter().find_map(|name| self.makers.get(name));
            let Some(member) = known.map(String::as_str) else { continue };
            let maker = claim.maker.as_str();
            match path(&members, member, maker) {
                Some(path) => faults.push(claim.ring(&path)),
                None => drop(members.entry(maker).or_default().insert(member)),
            }
        }
    }
}

/// The makers by which a group leads from one to another, both included.
fn path<'a>(
    members: &BTreeMap<&str, BTreeSet<&'a str>>,
    from: &'a str,
    to: &str,
) -> Option<Vec<&'a str>> {
    let mut paths = vec![vec![from]];
    let mut seen = BTreeSet::from([from]);
    while let Some(path) = paths.pop() {
        let last = *path.last()?;
        if last == to {
            return Some(path);
        }
        for next in members.get(last).into_iter().flatten().filter(|next| seen.insert(next)) {
            paths.push([path.as_slice(), &[*next]].concat());
        }
    }
    None
}

impl GroupClaim {
    fn ring(&self, path: &[&str]) -> Fault {
        let maker = &self.maker;
        let (message, hint) = match path {
            [_] => (
                format!("the maker `{maker}` stands in its own group"),
                "the maker needs no [[company]]; a further name of it is an [[alias]]",
            ),
            path => (
                format!("a ring of groups: `{maker}` holds `{}`", path.join("`, which holds `")),
                "leave the [[company]] in the file of the owner alone; makers that have one owner in common both stand in its file, or in none",
            ),
        };
        let expected = "expected a company in whose group the maker is not";
        Fault::at(&self.file, self.id.clone(), message, expected).hint(hint)
    }
}
