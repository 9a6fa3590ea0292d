//! How reports speak of each fact of a row: the one place where a new field gets its words.

use crate::Field;

/// The words for a fact. `{}` stands for its value, for the values that a law asks for, or for the time.
pub(super) struct FactWords {
    /// Who can answer a question about it.
    pub(super) asked_of: Whom,
    states: Option<&'static str>,
    /// The question whether it has one of some values, or lies in some time.
    asks: Option<&'static str>,
    /// The question that covers all those which provisions ask about it.
    pub(super) in_general: Option<&'static str>,
    /// What was done on the day that it is.
    done: Option<&'static str>,
}

/// Who can answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    Suppliers,
    Sites,
    Counsel,
    Register,
}

macro_rules! words {
    ($($($field:ident)|+ => $whom:ident $({ $($key:ident: $words:literal),* $(,)? })?;)*) => {
        pub(super) fn words_of(field: Field) -> FactWords {
            match field {
                $($(Field::$field)|+ => FactWords {
                    $($($key: Some($words),)*)?
                    ..FactWords::plain(Whom::$whom)
                }),*
            }
        }
    };
}

words! {
    Owner => Counsel { in_general: "Who are you, that is, what kind of organisation owns this?" };
    Funding => Counsel {
        states: "it was paid for with {}", asks: "Was it paid for with {}?",
        in_general: "Whose money paid for it?",
    };
    Supplier => Counsel {
        states: "it was bought from {}", asks: "Was it bought from {}?",
        in_general: "Who sold it?",
    };
    Customer => Counsel {
        states: "it is for {}", asks: "Is it for {}?",
        in_general: "Whom is it for?",
    };
    Equipment => Suppliers { in_general: "What kind of equipment is it?" };
    Acquired => Suppliers {
        asks: "On which day was it bought? It counts if that was {}.",
        in_general: "When was it bought?",
    };
    Contracted => Suppliers {
        asks: "On which day was it contracted? It counts if that was {}.",
        in_general: "When was the contract for it made?",
        done: "it was contracted",
    };
    Renewed => Suppliers {
        asks: "Was the contract that was renewed or extended one to buy it, or for a service that uses it? It counts if that was {}.",
        in_general: "When was a contract for it renewed or extended, and was it one to buy it?",
    };
    Authorised => Suppliers {
        asks: "On which day was it first authorised? It counts if that was {}.",
        in_general: "When was the model first authorised for sale?",
        done: "it was first authorised",
    };
    ModelYear => Suppliers {
        asks: "Of which model year is it? It counts if that is {}.",
        in_general: "Of which model year is it?",
        done: "it is of model year",
    };
    SupplierCountry => Suppliers {
        states: "its supplier or service provider has its seat in {}",
        asks: "In which country does its supplier or service provider have its seat?",
        in_general: "Where does its supplier or service provider have its seat?",
    };
    CountryOfProduction => Suppliers {
        states: "it was produced in {}", asks: "In which country was it produced?",
        in_general: "Where was it produced?",
    };
    MakerCountry => Suppliers {
        states: "its maker has its seat in {}",
        asks: "In which country does its maker have its seat?",
        in_general: "Where does its maker have its seat?",
    };
    ControllerCountry => Suppliers {
        states: "its maker is controlled from {}",
        asks: "In which country does whoever controls its maker have its seat?",
        in_general: "From where is its maker controlled?",
    };
    Declared => Suppliers {
        states: "it is declared {}", asks: "Is it declared {}?",
    };
    Weight => Suppliers { in_general: "What does it weigh?" };
    DomesticContent => Suppliers { in_general: "How much of the cost of its components is domestic?" };
    Installed => Sites {
        asks: "On which day was it installed? It counts if that was {}.",
        in_general: "When was it installed?",
    };
    Sold => Sites {
        asks: "On which day was it sold? It counts if that was {}.",
        in_general: "When was it sold?",
    };
    Status => Sites {
        states: "its status is {}", asks: "Is its status {}?",
        in_general: "Is it in service?",
    };
    Site => Sites { in_general: "Where is it?" };
    SiteClass => Sites {
        states: "its site is of the class {}",
        asks: "Of which class is the site? The law counts: {}.",
        in_general: "What kind of site is it in the sense of the law?",
    };
    Country => Sites { in_general: "In which country is it?" };
    Purpose => Sites {
        states: "it is used for {}", asks: "Is it used for {}?",
        in_general: "What is it used for?",
    };
    Network => Sites {
        states: "it is attached to: {}", asks: "To what is it attached? The law counts: {}.",
        in_general: "What network is it attached to?",
    };
    NetworkShare => Sites {
        asks: "Is its maker's share of the network {}?",
        in_general: "How much of the network is of its maker?",
    };
    Approval => Sites {
        states: "it is approved or exempted: {}",
        asks: "Does it hold this approval or exemption: {}?",
    };
    RemoteAccess => Sites {
        states: "it is reached from afar by {}", asks: "Is it reached from afar by {}?",
        in_general: "Who reaches it from afar?",
    };
    PlantPower => Sites { in_general: "What is the power of the plant that it belongs to?" };
    AssetId | Manufacturer | Brand | Model | PartNumber | Description | Serial | Mac | FccId | Cpe
        | Firmware | Banner | Hostname | Ip | Quantity => Sites;
}

impl FactWords {
    /// Those of a fact of which nothing special is said.
    fn plain(asked_of: Whom) -> Self {
        Self { asked_of, states: None, asks: None, in_general: None, done: None }
    }
}

pub(super) fn stated(field: Field, value: &str) -> String {
    filled(words_of(field).states, value).unwrap_or_else(|| format!("{} is {value}", field.says()))
}

/// The question whether a fact is what a law asks for.
pub(super) fn asks_for(field: Field, wanted: &str) -> String {
    filled(words_of(field).asks, wanted).unwrap_or_else(|| format!("Is {} {wanted}?", field.says()))
}

/// What was done on the day that a fact is, as a clause.
pub(super) fn done(field: Field) -> &'static str {
    words_of(field).done.unwrap_or_else(|| field.says().trim_start_matches("when "))
}

fn filled(template: Option<&str>, value: &str) -> Option<String> {
    template.map(|template| template.replace("{}", value))
}
