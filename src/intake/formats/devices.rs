//! Headers that name a kind of device and a fact of it: `Camera Make` beside `Recorder Make`. The words are those under which assets
//! stand in documents.

use super::{
    headers::{Headers, Lookup},
    key::key,
    meaning::Meaning,
    reading::LONGEST,
    tokens,
};

/// The most words of a device.
const WINDOW: usize = 3;

/// A device that a header names.
pub(in crate::intake) struct DeviceHeader<'a> {
    /// Its words.
    pub(in crate::intake) device: String,
    /// What the rest of the header means, if all of it is known.
    pub(in crate::intake) meaning: Option<&'a Meaning>,
}

impl Headers {
    /// Whether assets, each with facts of its own, may be called so: one of them, or several.
    pub(in crate::intake) fn names_device(&self, name: &str) -> bool {
        self.is_device(&key(name))
    }

    /// Whether a name is that of one kind of devices.
    pub(in crate::intake) fn names_kind(&self, name: &str) -> bool {
        self.device(&key(name)) == Some(false)
    }

    fn is_device(&self, key: &str) -> bool {
        self.device(key).is_some()
    }

    /// Whether the device of a key, in the singular or the plural, is one of any kind.
    fn device(&self, key: &str) -> Option<bool> {
        let forms = [Some(key), key.strip_suffix('s'), key.strip_suffix("es")];
        forms.into_iter().flatten().find_map(|word| self.devices.get(word).copied())
    }

    /// The device that a header names beside another word.
    pub(in crate::intake) fn device_in(&self, header: &str) -> Option<DeviceHeader<'_>> {
        // A word is cut wherever it may be two.
        if header.len() > LONGEST {
            return None;
        }
        let words = tokens::words(header)?;
        let (mut device, mut rest): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let longest = (1..=WINDOW.min(words.len() - at)).rev();
            let length =
                longest.into_iter().find(|length| self.is_device(&words[at..at + length].concat()));
            if let Some(length) = length {
                device.extend(words[at..at + length].iter().map(String::as_str));
                at += length;
                continue;
            }
            match self.cut_device(word) {
                Some((own, other)) => {
                    device.push(own);
                    rest.push(other);
                }
                None => rest.push(word),
            }
            at += 1;
        }
        if device.is_empty() || rest.is_empty() {
            return None;
        }
        let lookup = Lookup { headers: self, export: None };
        let significant = || rest.iter().copied().filter(|word| !self.noise.around.contains(*word));
        let meaning = lookup.meaning(&rest.concat());
        let meaning = meaning.or_else(|| lookup.meaning(&significant().collect::<String>()));
        Some(DeviceHeader { device: device.join(" "), meaning })
    }

    /// A word that is a device and a known word written as one: `Kamerahersteller`, `摄像机品牌`.
    fn cut_device<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        let borders = word.char_indices().skip(1).map(|(at, _)| word.split_at(at));
        let knows = |word: &str| self.general.contains(word);
        let mut cuts = borders.filter_map(|(first, second)| {
            let leads = self.is_device(first) && knows(second);
            let ends = knows(first) && self.is_device(second);
            leads.then_some((first, second)).or_else(|| ends.then_some((second, first)))
        });
        cuts.next()
    }
}
