//! Kinds of equipment that a law file names.

use super::Check;
use crate::{
    KindId,
    knowledge::{Fault, Placed},
    rules::condition::A_KIND,
};

impl Check<'_> {
    pub(super) fn title_of<'k>(&'k self, kind: &'k Placed<String>) -> &'k str {
        let id = kind.as_ref();
        self.tree.get(&KindId::new(id)).map_or(id, |kind| &kind.title)
    }

    pub(super) fn kinds(&mut self, ids: &[Placed<String>]) -> Vec<KindId> {
        let mut kinds = Vec::new();
        for id in ids {
            let kind = KindId::new(id.as_ref());
            if self.tree.get(&kind).is_none() {
                let message = format!("the kind of equipment `{kind}` does not exist");
                let fault = Fault::at(self.file, id.span(), message, A_KIND);
                self.faults.push(self.near_kind(fault, id.as_ref()));
            }
            kinds.push(kind);
        }
        kinds
    }

    /// The fault with the kind that is meant, by its id or by a word for it.
    fn near_kind(&self, fault: Fault, id: &str) -> Fault {
        match self.tree.named_in(&id.replace('-', " ")).first() {
            Some(kind) => fault.hint(format!("did you mean `{kind}`?")),
            None => fault.near(id, self.tree.called()),
        }
    }
}
