//! Columns that say of several kinds of device, each for itself, who made it and what it is: `Camera Make`, `Recorder Make`,
//! `Recorder Model`. By itself the recorder of a camera is something else than the asset; with a maker of its own it is another asset.

use std::collections::HashSet;

use super::{
    Why,
    sheet::{Draft, HeadedSheet},
};
use crate::{
    Field,
    asset::{FieldTrait, Role},
    intake::formats::{Fit, Meaning},
};

impl<'s> HeadedSheet<'s> {
    /// Takes such columns for the facts of their devices.
    pub(super) fn settle_devices(&self, drafts: &mut [Draft<'s>]) {
        let (names, headers) = (self.headers, &self.formats.headers);
        let is_open = |draft: &Draft<'_>| {
            !matches!(
                draft.why,
                Why::Override
                    | Why::SecretWord
                    | Why::Header { fit: Fit::Whole, in_context: false, .. }
            )
        };
        // What its other columns decide is of a device that has a maker of its own.
        let decided_later =
            |at: usize| matches!(drafts[at].why, Why::Header { in_context: true, .. });
        let mut of_devices: Vec<(usize, String, &'s Meaning)> = Vec::new();
        for (at, (draft, name)) in drafts.iter().zip(names).enumerate() {
            let header = is_open(draft).then(|| headers.device_in(name)).flatten();
            if let Some((device, meaning)) =
                header.and_then(|header| Some((header.device, header.meaning?)))
                && meaning.role.is(FieldTrait::Identifies)
            {
                of_devices.push((at, device, meaning));
            }
        }
        let with = |wanted: &dyn Fn(Role) -> bool| -> HashSet<&str> {
            let found = of_devices.iter().filter(|(.., meaning)| wanted(meaning.role));
            found.map(|(_, device, _)| device.as_str()).collect()
        };
        let made = with(&|role| role.is(FieldTrait::Maker));
        let modelled = with(&|role| role == Role::Field(Field::Model));
        let is_listed = |(at, device, _): &&(usize, String, &Meaning)| {
            let (device, several) = (device.as_str(), modelled.len() > 1);
            made.contains(device) || several && modelled.contains(device) && !decided_later(*at)
        };
        let listed: Vec<_> = of_devices.iter().filter(is_listed).collect();
        for (at, _, meaning) in listed {
            let draft = &mut drafts[*at];
            let in_context = !meaning.instead.is_empty();
            draft.meaning = Some((meaning, Fit::Part));
            draft.role = (!in_context).then_some(meaning.role);
            let systems = meaning.systems.clone();
            draft.why = Why::Header { systems, fit: Fit::Part, in_context, doubt: None };
        }
    }
}
