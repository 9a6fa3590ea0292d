//! The facts that an inventory can state, in one table with what can be said of each whatever its value.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::measure::Dimension;

macro_rules! fields {
    ($($variant:ident $key:literal $says:literal [$($property:ident)*];)*) => {
        /// A fact that an inventory can state of an asset. The kebab-case key is the same in column maps, rule files and JSON.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Field {
            $(#[doc = $says] $variant,)*
        }

        impl Field {
            /// Every field, in the order in which reports list facts.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The kebab-case key.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// What the field holds, in plain words.
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $says),* }
            }

            /// Whether this can be said of it.
            pub(crate) fn is(self, wanted: FieldTrait) -> bool {
                let all = match self {
                    $(Self::$variant => 0 $(| 1_u32 << FieldTrait::$property as u32)*),*
                };
                all & 1 << wanted as u32 != 0
            }
        }
    };
}

/// What can be said of a fact whatever its value: the one table of such properties stands with the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldTrait {
    /// It tells one asset from another by its maker or by what its maker gave it.
    Identifies,
    /// It does so by a name rather than by a number.
    Names,
    /// It names who made or labelled the asset.
    Maker,
    /// A maker's one of it is the asset's.
    OfMaker,
    /// It can tell who made the asset.
    TellsMaker,
    /// From it a person could find out who made the asset, whether or not this program knows the maker.
    LeadsToMaker,
    /// By it the asset is reached in a network.
    Reaches,
    /// It says that there is an asset, if nothing else does.
    Describes,
    /// A sheet with it lists things one by one, or counts them.
    Counted,
    /// It is a code, which a spreadsheet may have taken for a number.
    Code,
    /// It is another with each asset, so that none is as in the row above.
    Unique,
    /// It is a date.
    Dated,
    /// It is an amount of power.
    Power,
    /// It is a weight.
    Mass,
    /// It is a share in percent.
    Share,
    /// It is a country.
    Nation,
    /// Registers state it once for several rows.
    Shared,
    /// It can be true of a whole inventory.
    Assumable,
    /// Its values are terms of law.
    Term,
    /// Words of it that are not understood may claim an exception all the same.
    Claims,
    /// The law may ask for it.
    Conditional,
    /// It may be called after a company, or be one.
    Company,
}

fields! {
    AssetId "asset-id" "the owner's own number for the asset"
        [Describes Counted Code Unique];
    Manufacturer "manufacturer" "the maker as the register names it"
        [Identifies Names Maker TellsMaker LeadsToMaker Shared Conditional];
    Brand "brand" "the label on the equipment"
        [Identifies Names Maker TellsMaker LeadsToMaker Conditional];
    Model "model" "the model name or number"
        [Identifies Names OfMaker TellsMaker LeadsToMaker Counted Code Conditional];
    PartNumber "part-number" "the order or part number"
        [Identifies OfMaker TellsMaker LeadsToMaker Counted Code];
    Description "description" "free text about the asset"
        [TellsMaker Describes];
    Serial "serial" "the serial number"
        [Identifies OfMaker TellsMaker Counted Code Unique];
    Mac "mac" "one or more MAC addresses"
        [Identifies TellsMaker LeadsToMaker Counted Code Unique];
    FccId "fcc-id" "the FCC ID"
        [Identifies TellsMaker LeadsToMaker Counted Code];
    Cpe "cpe" "a CPE name"
        [TellsMaker LeadsToMaker];
    Firmware "firmware" "the firmware or software version"
        [TellsMaker LeadsToMaker];
    Banner "banner" "what a network service of the device answers"
        [TellsMaker LeadsToMaker];
    Hostname "hostname" "the device's name"
        [TellsMaker Reaches Counted];
    Ip "ip" "the network address"
        [Reaches Counted];
    Supplier "supplier" "who sold it"
        [Assumable Term Conditional Company];
    SupplierCountry "supplier-country" "where its supplier or service provider has its seat"
        [Nation Assumable Conditional];
    Customer "customer" "whom it is for"
        [Shared Assumable Term Conditional Company];
    Site "site" "where it stands"
        [Shared Conditional Company];
    SiteClass "site-class" "the class of the site in the sense of the law"
        [Assumable Term Conditional];
    Country "country" "the country of the site"
        [Nation Shared Assumable Conditional];
    Equipment "equipment" "the kind of equipment"
        [Describes Shared Assumable Conditional];
    Purpose "purpose" "what it is used for"
        [Assumable Term Claims Conditional];
    Network "network" "the network it is attached to"
        [Shared Assumable Term Conditional Company];
    NetworkShare "network-share" "how much of the network is of its maker"
        [Share Shared Assumable Conditional];
    Acquired "acquired" "when it was bought"
        [Dated Assumable Conditional];
    Contracted "contracted" "when the contract for it was made"
        [Dated Assumable Conditional];
    Renewed "renewed" "when a contract for it was renewed"
        [Dated Assumable Conditional];
    Installed "installed" "when it was installed"
        [Dated Assumable Conditional];
    Sold "sold" "when it was sold"
        [Dated Assumable Conditional];
    Authorised "authorised" "when the model was first authorised for sale"
        [Dated Assumable Conditional];
    ModelYear "model-year" "its model year"
        [Dated Assumable Conditional];
    Status "status" "where it is in its life"
        [Assumable Conditional];
    Funding "funding" "whose money paid for it"
        [Assumable Term Conditional];
    Owner "owner" "who owns it"
        [Shared Conditional Company];
    CountryOfProduction "country-of-production" "where it was produced"
        [Nation Assumable Conditional];
    MakerCountry "maker-country" "where its maker has its seat"
        [Nation Assumable Conditional];
    ControllerCountry "controller-country" "where whoever controls its maker has its seat"
        [Nation Assumable Conditional];
    Approval "approval" "the approval or exemption that it holds"
        [Assumable Term Claims Conditional];
    Declared "declared" "what is declared of it under a law"
        [Assumable Term Conditional];
    RemoteAccess "remote-access" "who reaches it from afar"
        [Assumable Term Conditional];
    PlantPower "plant-power" "the power of the plant that it belongs to"
        [Power Shared Assumable Conditional];
    Weight "weight" "what it weighs"
        [Mass Assumable Conditional];
    DomesticContent "domestic-content" "the domestic share of its components, by cost"
        [Share Assumable Conditional];
    Quantity "quantity" "how many"
        [Counted];
}

impl Field {
    /// What it is an amount of, if it is one.
    pub fn dimension(self) -> Option<Dimension> {
        if self.is(FieldTrait::Power) {
            return Some(Dimension::Power);
        }
        if self.is(FieldTrait::Share) {
            return Some(Dimension::Share);
        }
        self.is(FieldTrait::Mass).then_some(Dimension::Mass)
    }

    /// The fields of which this can be said.
    pub(crate) fn all_that(wanted: FieldTrait) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |field| field.is(wanted))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// A key that names no field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a field of an asset")]
pub struct UnknownField(pub String);

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        let wanted = text.trim();
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.key() == wanted)
            .ok_or_else(|| UnknownField(wanted.to_owned()))
    }
}

/// What the words of a column are about. A maker's name means less the further they are from the asset itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum About {
    /// The asset: what it is and who made it.
    Asset,
    /// Its circumstances, such as its place, its owner or its price. Words for goods do not belong there: where some stand, they
    /// are taken for the asset's.
    Circumstances,
    /// Somebody or something else: a maker that is named there need not be the asset's.
    Other,
    /// Something that need not be there, such as what the asset replaced: it may be no more than spoken of.
    Absent,
}

impl Field {
    /// What the words are about that stand in place of the fact.
    pub fn about(self) -> About {
        match self {
            Self::AssetId
            | Self::Manufacturer
            | Self::Brand
            | Self::Model
            | Self::PartNumber
            | Self::Description
            | Self::Serial
            | Self::Mac
            | Self::FccId
            | Self::Cpe
            | Self::Firmware
            | Self::Banner
            | Self::Hostname
            | Self::Equipment => About::Asset,
            Self::Supplier | Self::Customer | Self::Network => About::Other,
            Self::Ip
            | Self::Site
            | Self::SiteClass
            | Self::Country
            | Self::Purpose
            | Self::Acquired
            | Self::Contracted
            | Self::Renewed
            | Self::Installed
            | Self::Sold
            | Self::Authorised
            | Self::ModelYear
            | Self::Status
            | Self::Funding
            | Self::Owner
            | Self::CountryOfProduction
            | Self::MakerCountry
            | Self::ControllerCountry
            | Self::SupplierCountry
            | Self::Approval
            | Self::Declared
            | Self::RemoteAccess
            | Self::PlantPower
            | Self::NetworkShare
            | Self::Weight
            | Self::DomesticContent
            | Self::Quantity => About::Circumstances,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_kebab_case_and_come_back() {
        for &field in Field::ALL {
            assert_eq!(field.key().parse(), Ok(field));
            assert_eq!(serde_json::to_value(field).unwrap(), field.key());
        }
        assert!("colour".parse::<Field>().is_err());
    }
}
