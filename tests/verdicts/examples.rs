//! The examples of the shipped law files: each comes out as its author expected, and each file has enough of them.

use std::fmt::Write as _;

use banlint::{
    audit::{Folders, Knowledge},
    law::Force,
    rules::Regime,
};

/// At most this many of a file are caught at least, and so many are not.
const ENOUGH: usize = 3;

#[test]
fn the_examples_of_law_come_out_as_expected() {
    let folders = Folders { examples: true, ..Folders::default() };
    let knowledge = Knowledge::load(&folders).unwrap();
    let mut wrong = String::new();
    for (regime, outcomes) in knowledge.examples(|_| true) {
        let caught = outcomes.iter().filter(|outcome| outcome.example.is_caught()).count();
        let spared = outcomes.len() - caught;
        println!("{:32} {caught:3} caught {spared:3} not caught", regime.id);
        for outcome in outcomes.iter().filter(|outcome| !outcome.is_expected()) {
            let (example, came) = (&outcome.example, outcome.verdict);
            writeln!(
                wrong,
                "{}: {}: came out as {came}: {:?}",
                regime.id, example.why, example.row
            )
            .unwrap();
        }
        let catches_something = regime.provisions.iter().any(|it| it.law.force > Force::Context);
        let enough_caught = caught >= ENOUGH || !catches_something;
        if binds_somebody(&regime) && !(enough_caught && spared >= ENOUGH) {
            writeln!(wrong, "{}: {caught} caught, {spared} not; expected {ENOUGH} each", regime.id)
                .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Law that was looked for in vain, or is only proposed, has no examples.
fn binds_somebody(regime: &Regime) -> bool {
    regime.nothing_binding.is_none()
}
