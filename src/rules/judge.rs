//! Judging: each provision is put to an asset as a row of tests, combined by three-valued logic into a verdict.

use super::{
    Burden, Designation, DesignationBasis, LawBook, Owner, Provision, Reach, Regime,
    answer::Answer,
    book::Target,
    condition::{Ground, one_of},
    wording::{any_of, period, with_article},
};
use crate::{
    Attribution, Date, Field, Finding, Grade, Truth, Verdict,
    attribution::Relation,
    facts::{Facts, LifeCycle},
    finding::{Act, Force, Missing, Test, TestKind},
};

/// How to take what cannot be decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnUnknown {
    /// As a question to answer.
    #[default]
    Review,
    /// As the strict reader takes it.
    Violation,
    /// As the lenient reader takes it.
    Ignore,
}

/// One asset before the law.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What is known of it.
    pub facts: &'a Facts,
    /// Who made it.
    pub attributions: &'a [Attribution],
    /// Whose it is.
    pub owner: &'a Owner,
    /// The day whose law is applied.
    pub as_of: Date,
    /// How to take what cannot be decided.
    pub on_unknown: OnUnknown,
}

impl LawBook {
    /// Every finding on an asset: worst first, notes last, in a fixed order.
    #[must_use]
    pub fn judge(&self, case: &Case<'_>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        let concerns = |regime: &&Regime| self.concerns(&regime.jurisdiction, case.owner);
        for regime in self.regimes.iter().filter(concerns) {
            for provision in &regime.provisions {
                for &at in &provision.designations {
                    let Some(designation) = regime.designations.get(at) else { continue };
                    for finding in self.findings(provision, designation, case) {
                        keep_worse(&mut findings, finding);
                    }
                }
            }
        }
        findings.sort_by(|a, b| {
            let rank = |f: &Finding| (f.note, std::cmp::Reverse(f.verdict));
            rank(a).cmp(&rank(b))
        });
        findings
    }

    fn findings(
        &self,
        provision: &Provision,
        designation: &Designation,
        case: &Case<'_>,
    ) -> Vec<Finding> {
        if !designation.enforce {
            return Vec::new();
        }
        if designation.target == Target::Anyone {
            return self.on_kind(provision, designation, case).into_iter().collect();
        }
        let reached = case.attributions.iter().filter_map(|attribution| {
            let maker = self.reaches(designation, attribution, case.facts)?;
            Some(self.finding(provision, designation, case, Some(attribution), maker))
        });
        reached.collect()
    }

    /// Law on a kind of equipment reaches what is known to be of the kind. What may be, since the row names a more general kind, is
    /// asked; what it says nothing of is not, nor is an owner whom the law does not bind.
    fn on_kind(
        &self,
        provision: &Provision,
        designation: &Designation,
        case: &Case<'_>,
    ) -> Option<Finding> {
        case.facts.kinds().next()?;
        let kind = self.equipment(designation, case.facts).truth;
        if kind == Truth::False {
            return None;
        }
        let maker = Answer::yes("the rule names the kind of equipment, whoever made it");
        let finding = self.finding(provision, designation, case, None, maker);
        let asks = finding.truth == Truth::Unknown && !finding.note;
        (kind == Truth::True || asks).then_some(finding)
    }

    /// Whether the kind that is known lies near what a designation speaks of: no further above it than a parent. A router may well be
    /// the router for homes that a law names; network equipment is a weak lead.
    fn is_near(&self, designation: &Designation, facts: &Facts) -> bool {
        let parents =
            designation.equipment.iter().filter_map(|kind| self.tree.get(kind)?.parent.as_ref());
        let parents: Vec<_> = parents.collect();
        let mut spoken_of = designation.equipment.iter().chain(&designation.unsettled);
        facts.kinds().any(|kind| parents.contains(&kind))
            || spoken_of.any(|wanted| facts.kinds().any(|kind| self.tree.is_within(kind, wanted)))
    }

    /// Whether a designation reaches who made the asset; `None` if it speaks of somebody else.
    fn reaches(
        &self,
        designation: &Designation,
        attribution: &Attribution,
        facts: &Facts,
    ) -> Option<Answer> {
        let maker = &attribution.maker;
        let named = match &designation.target {
            Target::Vendor(id) if *id == maker.id => match designation.basis {
                DesignationBasis::Practice => {
                    Answer::yes(format!("the practice is about {}", maker.short))
                }
                _ => Answer::yes(format!("the rule names {}", maker.short)),
            },
            Target::Criterion(id) => {
                let meets = maker.meets.iter().find(|meets| meets.criterion == *id)?;
                let title = self.terms.criteria().get(id).map_or(id.as_str(), |c| c.title.as_str());
                let known = meets.confidence > crate::knowledge::Confidence::Unverified;
                if known {
                    Answer::yes(format!("{} is {title}", maker.short))
                } else {
                    Answer::open(format!("whether {} is {title} is not verified", maker.short))
                }
            }
            _ => return None,
        };
        let Some(company) = &attribution.company else { return Some(named) };
        if designation.reach == Reach::Company {
            return Some(Answer::no(format!("the rule names the company {} alone", maker.short)));
        }
        let member = Answer::any(company.periods().iter().map(|membership| {
            let relation = membership.relation;
            let name = &company.name;
            let (from, until) = (membership.from, membership.until);
            if relation == Relation::FormerSubsidiary && from.is_none() && until.is_none() {
                return Answer::open(format!(
                    "when {name} belonged to the group of {} is not known",
                    maker.short
                ));
            }
            if from.is_none() && until.is_none() {
                return Answer::yes(format!("{name} belongs to the group of {}", maker.short));
            }
            let mut held = Answer::in_period(Field::Acquired, facts, from, until);
            let time = period(from, until);
            held.why =
                format!("{name} belonged to the group of {} {time}; {}", maker.short, held.why);
            held
        }));
        Some(Answer::all([named, member]))
    }

    pub(super) fn finding(
        &self,
        provision: &Provision,
        designation: &Designation,
        case: &Case<'_>,
        attribution: Option<&Attribution>,
        maker: Answer,
    ) -> Finding {
        let law = &provision.law;
        let ground = Ground { facts: case.facts, terms: &self.terms, tree: &self.tree };
        let condition = Answer::all([designation.when.test(ground), provision.when.test(ground)]);
        let equipment = self.equipment(designation, case.facts);
        let grade = attribution.map(|attribution| grade(attribution, equipment.truth, case.facts));
        let mut tests = vec![
            maker.test(TestKind::Maker),
            equipment.test(TestKind::Equipment),
            in_force(provision, designation, case.as_of).test(TestKind::InForce),
            self.binds(provision, case.owner).test(TestKind::Owner),
            self.act(provision, designation, case).test(TestKind::Act),
        ];
        if !(designation.when.is_empty() && provision.when.is_empty()) {
            tests.push(condition.test(TestKind::Condition));
        }
        // What the context suggests takes nothing out of a ban.
        let stated = case.facts.without_context();
        let could_apply = exceptions(provision, Ground { facts: &stated, ..ground }, &mut tests);
        let truth = Truth::all(tests.iter().map(|test| match test.kind {
            TestKind::Exception => !test.truth,
            _ => test.truth,
        }));
        let for_others = law.act.binds_trade() && !binds(provision, case.owner);
        let note = for_others || law.force == Force::Context;
        let strong = match grade {
            Some(grade) => !matches!(grade, Grade::Possible | Grade::Component),
            None => self.is_near(designation, case.facts),
        };
        let verdict = verdict(law.force, strong, truth, case.on_unknown);
        Finding {
            law: law.clone(),
            vendor: attribution.map(|attribution| attribution.maker.id.clone()),
            verdict: if note { Verdict::Exempt } else { verdict },
            truth,
            missing: missing(truth, &tests),
            tests,
            could_apply: if truth == Truth::False { Vec::new() } else { could_apply },
            note,
            accepted: None,
        }
    }

    fn equipment(&self, designation: &Designation, facts: &Facts) -> Answer {
        if designation.equipment.is_empty() {
            return Answer::yes("the rule is about equipment of any kind");
        }
        // The most special kind that the designation speaks of decides, so that an accessory can be unsettled although the
        // kind above it is settled.
        let unsettled = facts.stated_kinds().any(|kind| {
            let spoken_of = self.tree.lineage(kind).find(|kind| {
                designation.unsettled.contains(kind) || designation.equipment.contains(kind)
            });
            spoken_of.is_some_and(|kind| designation.unsettled.contains(kind))
        });
        if unsettled {
            return Answer::open(designation.unsettled_why.trim_end_matches('.'));
        }
        Answer::of_kind(&designation.equipment, facts, &self.tree)
    }

    fn binds(&self, provision: &Provision, owner: &Owner) -> Answer {
        let titles = |ids: &mut dyn Iterator<Item = &String>| {
            let all = self.terms.organisations();
            any_of(ids.map(|id| all.get(id).map_or(id.as_str(), |o| o.title.as_str())))
        };
        if provision.law.act.binds_trade() && !binds(provision, owner) {
            return Answer::yes("it binds the trade, not the owner");
        }
        let bound = with_article(&titles(&mut provision.binds.iter()));
        if owner.organisations().is_empty() {
            let missing = Missing {
                fact: Field::Owner.key().to_owned(),
                question: format!("Is the owner {bound}?"),
            };
            let why = format!("it binds {bound}, and nothing says what the owner is");
            return Answer::unknown(why, missing);
        }
        let both = provision.binds.iter().filter(|id| owner.organisations().contains(*id));
        let both = titles(&mut both.into_iter());
        if both.is_empty() {
            Answer::no(format!("it binds {bound}, which the owner is not"))
        } else {
            Answer::yes(format!("the owner is {}", with_article(&both)))
        }
    }

    fn act(&self, provision: &Provision, designation: &Designation, case: &Case<'_>) -> Answer {
        let law = &provision.law;
        let facts = case.facts;
        // What is done before a maker is listed is not forbidden, nor what is done after it was removed.
        let from = designation.listed.map_or(law.from, |listed| listed.max(law.from));
        // A thing bought after the as-of date was not there yet.
        let ends = [law.until, designation.removed, Some(case.as_of)];
        let until = ends.into_iter().flatten().min_by_key(|end| end.last());
        let in_time = |field| Answer::in_period(field, facts, Some(from), until);
        match law.act {
            Act::Acquire => in_time(Field::Acquired),
            Act::Deploy => Answer::all([in_service(facts), installed(facts, from, &in_time)]),
            Act::Use | Act::Connect => in_service(facts),
            Act::Fund => {
                let ground = Ground { facts, terms: &self.terms, tree: &self.tree };
                let money = one_of(Field::Funding, &provision.money, ground);
                Answer::all([money, in_time(Field::Acquired)])
            }
            act if act.binds_trade() && !binds(provision, case.owner) => {
                Answer::yes("it forbids what the trade does, not what the owner does")
            }
            Act::Authorise => in_time(Field::Authorised),
            Act::Import | Act::Provide => Answer::any([in_time(Field::Acquired), on_sale(facts)]),
        }
    }
}

/// How sure the maker is. Where the kind of equipment is the question, or the user answered it, it counts what the answer makes of
/// the marks.
fn grade(attribution: &Attribution, equipment: Truth, facts: &Facts) -> Grade {
    match (attribution.if_of_kind, equipment) {
        (Some(grade), Truth::Unknown) => grade,
        (Some(grade), Truth::True) if facts.kind_is_given() => grade,
        _ => attribution.grade,
    }
}

/// Whether a provision binds what the owner is said to be.
fn binds(provision: &Provision, owner: &Owner) -> bool {
    provision.binds.iter().any(|id| owner.organisations().contains(id))
}

/// Whether somebody of the trade still offers the item: not what they use themselves or no longer have.
fn on_sale(facts: &Facts) -> Answer {
    let why = match facts.status() {
        Some(state @ (LifeCycle::InService | LifeCycle::Retired | LifeCycle::Disposed)) => {
            return Answer::no(format!("its status is {state}, so it is not on sale"));
        }
        Some(state) => format!("its status is {state}, so it may be on sale"),
        None => "nothing says whether it is on sale".to_owned(),
    };
    let question = "Is it still on sale? It is not if it is in service, retired or disposed of.";
    let fact = Field::Status.key().to_owned();
    Answer::unknown(why, Missing { fact, question: question.to_owned() })
}

/// Whether the item is in service.
fn in_service(facts: &Facts) -> Answer {
    match facts.status() {
        Some(LifeCycle::InService) => Answer::yes("it is in service"),
        Some(other) => Answer::no(format!("its status is {other}, so it is not in service")),
        None => Answer::unknown(
            "nothing says whether it is in service",
            Missing {
                fact: Field::Status.key().to_owned(),
                question: "Is it in service?".to_owned(),
            },
        ),
    }
}

/// Whether it was installed in time. What was bought in time cannot have been installed before.
fn installed(facts: &Facts, from: Date, in_time: &dyn Fn(Field) -> Answer) -> Answer {
    let stated = in_time(Field::Installed);
    if stated.truth != Truth::Unknown {
        return stated;
    }
    match facts.date(Field::Acquired) {
        Some(bought)
            if bought.on_or_after(from) == Truth::True
                && in_time(Field::Acquired).truth == Truth::True =>
        {
            Answer::yes(format!(
                "it was bought {bought}, so it was installed no earlier, on or after {from}"
            ))
        }
        _ => stated,
    }
}

fn in_force(provision: &Provision, designation: &Designation, as_of: Date) -> Answer {
    let law = &provision.law;
    let state = |from: Option<Date>, until: Option<Date>, what: &str| {
        let words = period(from, until);
        match as_of.within(from, until) {
            Truth::True => Answer::yes(format!("{what} {words}")),
            Truth::False => Answer::no(format!("{what} {words}; the audit is as of {as_of}")),
            Truth::Unknown => {
                Answer::open(format!("{what} {words}, a day that is not known exactly"))
            }
        }
    };
    let rule = state(Some(law.from), law.until, "the rule is in force");
    if designation.listed.is_none() && designation.removed.is_none() {
        return rule;
    }
    Answer::all([rule, state(designation.listed, designation.removed, "it is listed")])
}

/// Tests the exceptions; returns those that the owner could claim.
fn exceptions(provision: &Provision, ground: Ground<'_>, tests: &mut Vec<Test>) -> Vec<usize> {
    let mut could_apply = Vec::new();
    let exceptions = provision.law.exceptions.iter().zip(&provision.exceptions);
    for (at, (exception, condition)) in exceptions.enumerate() {
        let mut answer = condition.when.test(ground);
        answer.why = format!("{} ({})", exception.reason.trim_end_matches('.'), answer.why);
        if answer.truth == Truth::Unknown && condition.burden == Burden::Claimant {
            could_apply.push(at);
            answer = Answer::no(format!("{}; it holds only if the owner shows it", answer.why));
        }
        tests.push(answer.test(TestKind::Exception));
    }
    could_apply
}

/// The facts that would decide: those of the unknown tests, unless another test has decided already.
fn missing(truth: Truth, tests: &[Test]) -> Vec<Missing> {
    let mut all = Vec::new();
    if truth == Truth::Unknown {
        for item in tests.iter().flat_map(|test| &test.missing) {
            if !all.contains(item) {
                all.push(item.clone());
            }
        }
    }
    all
}

/// The verdict of design section 6. Advice never comes out stronger than advisory.
fn verdict(force: Force, strong: bool, truth: Truth, on_unknown: OnUnknown) -> Verdict {
    let truth = match (truth, on_unknown) {
        (Truth::Unknown, OnUnknown::Violation) => Truth::True,
        (Truth::Unknown, OnUnknown::Ignore) => Truth::False,
        (truth, _) => truth,
    };
    let verdict = match (truth, strong) {
        (Truth::False, _) => Verdict::Exempt,
        (Truth::True, true) => Verdict::Violation,
        (Truth::True, false) | (Truth::Unknown, true) => Verdict::Review,
        (Truth::Unknown, false) => Verdict::Advisory,
    };
    match force {
        Force::Prohibited => verdict,
        Force::Advised | Force::Context => verdict.min(Verdict::Advisory),
    }
}

/// Adds a finding, or keeps the worse of two on the same provision and maker.
fn keep_worse(findings: &mut Vec<Finding>, finding: Finding) {
    let same = |other: &&mut Finding| {
        std::sync::Arc::ptr_eq(&other.law, &finding.law) && other.vendor == finding.vendor
    };
    match findings.iter_mut().find(same) {
        Some(other) if finding.verdict > other.verdict => *other = finding,
        Some(_) => {}
        None => findings.push(finding),
    }
}
