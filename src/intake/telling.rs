//! Which facts tell one asset from another: asked by those who look for groups of columns, for cards, and for records that are none.

use crate::Field;

/// Facts that tell one asset from another by its maker or by what its maker gave it.
pub(super) const TELLING: [Field; 7] = [
    Field::Manufacturer,
    Field::Brand,
    Field::Model,
    Field::PartNumber,
    Field::Serial,
    Field::Mac,
    Field::FccId,
];
/// Those of them that name it, rather than number it.
pub(super) const NAMING: [Field; 3] = [Field::Manufacturer, Field::Brand, Field::Model];
/// Facts by which an asset is reached in a network.
pub(super) const REACHED: [Field; 2] = [Field::Ip, Field::Hostname];
