//! What a supplier can tell of goods, and what proves it.

use crate::Field;

#[derive(Debug)]
pub(super) struct LetterQuestion {
    facts: &'static [Field],
    pub(super) asks: &'static str,
    pub(super) says: &'static str,
    pub(super) proofs: &'static [&'static str],
}

static QUESTIONS: [LetterQuestion; 13] = [
    LetterQuestion {
        facts: &[Field::Manufacturer],
        asks: "Who manufactured the goods?",
        says: "We mean the company that built them, whatever label they carry. Where the list names a company, please say whether that company, or one of its group, built the goods or a part of them.",
        proofs: &[
            "the FCC ID, as printed on the goods or their packaging",
            "a photograph of the rating plate on which model, serial number and manufacturer can be read",
            "a signed statement of the manufacturer that names the models",
        ],
    },
    LetterQuestion {
        facts: &[Field::Equipment],
        asks: "What kind of equipment are the goods?",
        says: "Such as a camera, a recorder, a switch or a telephone, and whether they connect to a network.",
        proofs: &["the manufacturer's data sheet"],
    },
    LetterQuestion {
        facts: &[Field::Acquired],
        asks: "On which day did you sell the goods to us?",
        says: "The day of the order, and that of the delivery if it is another.",
        proofs: &["a copy of the invoice or the delivery note"],
    },
    LetterQuestion {
        facts: &[Field::Contracted, Field::Renewed],
        asks: "On which day was the contract for the goods made?",
        says: "The day of its signature or award, and those of its renewals and extensions.",
        proofs: &["a copy of the contract or of the notice of award"],
    },
    LetterQuestion {
        facts: &[Field::Authorised],
        asks: "On which day was the model first authorised for sale?",
        says: "The day of the first grant or certificate for the model, not of a later change to it.",
        proofs: &["the FCC ID, or a copy of the grant or certificate"],
    },
    LetterQuestion {
        facts: &[Field::ModelYear],
        asks: "Of which model year is the vehicle?",
        says: "The year that its maker gives it, not that in which it was built.",
        proofs: &["the certificate of conformity, or the vehicle identification number"],
    },
    LetterQuestion {
        facts: &[Field::CountryOfProduction],
        asks: "In which country were the goods produced?",
        says: "Where they were designed, made or assembled in several, please name each.",
        proofs: &[
            "a photograph of the rating plate",
            "a certificate of origin, or a signed statement of the manufacturer",
        ],
    },
    LetterQuestion {
        facts: &[Field::MakerCountry],
        asks: "In which country does the manufacturer have its seat?",
        says: "And in which country does the company have its seat that controls the manufacturer, if there is one?",
        proofs: &[
            "an extract from the register of companies, or a signed statement of the manufacturer",
        ],
    },
    LetterQuestion {
        facts: &[Field::ControllerCountry],
        asks: "From which country is the manufacturer controlled?",
        says: "The seat of the company or the state that holds most of it, or can give it orders.",
        proofs: &[
            "an extract from the register of companies, or a signed statement of the manufacturer",
        ],
    },
    LetterQuestion {
        facts: &[Field::SupplierCountry],
        asks: "In which country does your company have its seat?",
        says: "And where does each company have its seat that services the goods for you?",
        proofs: &["an extract from the register of companies"],
    },
    LetterQuestion {
        facts: &[Field::RemoteAccess],
        asks: "Who can reach the goods from afar?",
        says: "Whether they send data to you or to the manufacturer, or are administered by either, and from which countries.",
        proofs: &["the manufacturer's description of its remote access and cloud services"],
    },
    LetterQuestion {
        facts: &[Field::Weight],
        asks: "What do the goods weigh?",
        says: "With the parts that belong to them, such as a docking station.",
        proofs: &["the manufacturer's data sheet"],
    },
    LetterQuestion {
        facts: &[Field::DomesticContent],
        asks: "How much of the cost of the components of the goods is domestic, in percent?",
        says: "As the content test of our country counts it, and in which year they were made.",
        proofs: &["a signed statement of the manufacturer"],
    },
];

/// The question after a fact; `None` where a supplier does not know it, such as what the goods are used for.
pub(super) fn question(fact: Field) -> Option<&'static LetterQuestion> {
    QUESTIONS.iter().find(|question| question.facts.contains(&fact))
}
