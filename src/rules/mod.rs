//! Rules: what the law says of an asset once its maker is known.
//!
//! It knows nothing of files or of how makers are recognised. What it reads: `rules/`.
//!
//! `file` and `terms_file` give the TOML its types, `load` checks it into a [`LawBook`]. `owner_law` puts that to one owner on one day, which answers all that
//! does not depend on an asset; `judge` puts the tests of each provision to an asset, of which `row` holds what several of them ask.
//! `applied` tells what each provision asks where nothing is known, `naming` which regimes name a maker at all, `turning_days` when the law
//! changes. `owner` is what the owner is said to be, `owner_words` names the words for it, `owner_headers` the columns that speak of it, `row_owner` reads cells by them (`owner_patterns`) into an `owner_clue`, `owners_anywhere` tells whether a cell names any, `part_names` what parts of countries are called, `terms` holds the words that law files use `gapped` those with a gap, and `read_terms` reads cells by them,
//! `condition` what they ask of facts, `implied` when one such thing makes another so, `answer` how answers are made and joined, `approved`
//! what a list of approvals lets out. `doubts` are what may be a mistake in a sound file, `replaced` which files of the user's may not take the
//! place of shipped ones. `status` tells how a regime stands on a day, `example` holds the rows with which a law file tests itself.

mod acts;
mod answer;
mod applied;
mod approved;
mod book;
mod condition;
#[cfg(feature = "cli")]
mod doubts;
mod example;
mod file;
mod gapped;
mod implied;
mod judge;
mod listed;
mod load;
mod naming;
mod owner;
mod owner_clue;
mod owner_headers;
mod owner_law;
mod owner_patterns;
mod owner_words;
mod owners_anywhere;
mod part_names;
mod read_terms;
mod replaced;
mod row;
mod row_owner;
mod rule_index;
mod status;
mod terms;
mod terms_file;
mod turning_days;

pub use approved::Approved;
pub use book::{Designation, ExceptionCondition, LawBook, Provision, Regime, Target};
pub use condition::{Asked, Condition, Values};
#[cfg(feature = "cli")]
pub(crate) use doubts::doubts;
pub use example::Example;
pub use file::{Burden, DesignationBasis, NothingBinding, Offers, Reach};
pub(crate) use listed::on_lists;
pub use owner::{Owner, OwnerError};
pub(crate) use owner_clue::OwnerClue;
pub(crate) use owner_headers::{OwnerHeader, OwnerHeaders};
pub use owner_law::OwnerLaw;
pub(crate) use owners_anywhere::OwnersAnywhere;
pub(crate) use replaced::of_another_jurisdiction;
pub use row::OnUnknown;
pub(crate) use row_owner::{OwnerRemarks, OwnerWords, RowPlace};
pub use status::RegimeStatus;
pub use terms::{Criterion, Jurisdiction, Organisation, Term, Terms};
pub use turning_days::{Turn, TurningDay};

#[cfg(test)]
mod tests;
