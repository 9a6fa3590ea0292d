//! Judging: each provision is put to an asset as a row of tests, combined by three-valued logic into a verdict.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Burden, Designation, DesignationBasis, ExceptionCondition, OwnerLaw, Provision, Reach, Target,
    answer::titles_of,
    approved::approves,
    condition::Ground,
    owner_law::Rule,
    row::{JudgedRow, OnUnknown},
};
use crate::{
    Attribution, Field, Finding, Grade, Truth, Verdict,
    attribution::{Claim, Company, Maker, Relation, Share},
    date::Period,
    facts::Facts,
    finding::{Test, TestKind},
    law::{Act, Force, Law},
    reason::{Answer, AskedFact, Missing, Reason, Titles},
};

impl OwnerLaw {
    /// Every finding on an asset: worst first, notes last, in a fixed order.
    pub fn judge(
        &self,
        facts: &Facts,
        attributions: &[Attribution],
        on_unknown: OnUnknown,
    ) -> Vec<Finding> {
        let row = JudgedRow::new(self, facts, on_unknown);
        let mut findings: Vec<Finding> = Vec::new();
        let makers = attributions.iter().map(|one| &*one.maker);
        let is_of_no_kind = facts.kinds().next().is_none();
        let stated = self.rules_for_stated().filter(|_| is_of_no_kind);
        for rule in self.rules_for(makers, facts.kinds()).chain(stated) {
            if rule.designation().unknown_maker {
                continue;
            }
            if rule.designation().target == Target::Anyone {
                push_finding(&mut findings, row.on_kind(rule));
                continue;
            }
            for attribution in attributions {
                let reached = row.reaches(rule, attribution);
                let reached = reached.map(|maker| row.finding(rule, Some(attribution), maker));
                push_finding(&mut findings, reached);
            }
        }
        drop_weaker(&mut findings);
        findings.sort_by_key(|finding| (finding.note, std::cmp::Reverse(finding.verdict)));
        findings
    }
}

impl OwnerLaw {
    /// Whether it has law that is about who sold the goods, and may bind the owner.
    pub fn asks_sellers(&self) -> bool {
        let of_sellers = |rule: &Rule| rule.provision().sellers;
        self.rules.iter().any(|rule| of_sellers(rule) && rule.owner.truth != Truth::False)
    }

    /// The findings on goods of a maker whom the row names and of whom nothing is known. What is `found` already, by the maker's country
    /// or where it was made, comes first.
    pub fn judge_unknown_maker(
        &self,
        facts: &Facts,
        found: &[Finding],
        on_unknown: OnUnknown,
    ) -> Vec<Finding> {
        let row = JudgedRow::new(self, facts, on_unknown);
        let is_asked = |rule: &&Rule| {
            let id = &rule.provision().law.id;
            found.iter().any(|one| one.law.id == *id && one.truth != Truth::False)
        };
        let rules = self.rules_for_strangers().filter(|rule| !is_asked(rule));
        rules.filter_map(|rule| row.on_unknown_maker(rule)).collect()
    }

    /// The findings on goods that these sold, whoever made them. Who controls a seller no name tells, so each is a question.
    pub fn judge_sellers(
        &self,
        facts: &Facts,
        sellers: &[(String, Attribution)],
        on_unknown: OnUnknown,
    ) -> Vec<Finding> {
        let row = JudgedRow::new(self, facts, on_unknown);
        let mut findings = Vec::new();
        let makers = sellers.iter().map(|(_, one)| &*one.maker);
        for rule in self.rules_for(makers, std::iter::empty()) {
            if rule.provision().sellers && rule.owner.truth != Truth::False {
                let of_rule = sellers.iter().filter_map(|(name, by)| row.sold(rule, name, by));
                findings.extend(of_rule);
            }
        }
        let mut seen = BTreeSet::new();
        findings.retain(|finding: &Finding| {
            finding.truth != Truth::False && seen.insert(finding.law.id.clone())
        });
        findings
    }
}

/// Adds a finding, or keeps the worse of two on the same provision and maker.
fn push_finding(findings: &mut Vec<Finding>, finding: Option<Finding>) {
    let Some(finding) = finding else { return };
    let same = |other: &&mut Finding| {
        Arc::ptr_eq(&other.law, &finding.law) && other.vendor() == finding.vendor()
    };
    match findings.iter_mut().find(same) {
        Some(other) if finding.verdict > other.verdict => *other = finding,
        Some(_) => {}
        None => findings.push(finding),
    }
}

/// Drops what a provision says of a kind, whoever made it, where it says as much of the maker.
fn drop_weaker(findings: &mut Vec<Finding>) {
    let of_makers: Vec<_> = findings
        .iter()
        .filter(|finding| finding.maker.is_some())
        .map(|finding| (Arc::clone(&finding.law), finding.verdict))
        .collect();
    findings.retain(|finding| {
        let outdoes = |(law, verdict): &(Arc<Law>, Verdict)| {
            Arc::ptr_eq(law, &finding.law) && *verdict >= finding.verdict
        };
        finding.maker.is_some() || !of_makers.iter().any(outdoes)
    });
}

/// Whether a row names one of these brands of its maker; `None` where all are caught.
fn is_of_brand(wanted: &Titles, attribution: &Attribution) -> Option<Answer> {
    if wanted.is_empty() {
        return None;
    }
    let labels = attribution.evidence.iter().filter_map(|evidence| match &evidence.claim {
        Claim::Label(fact) => Some(fact.label.clone()),
        _ => None,
    });
    let seen: BTreeSet<String> = labels.collect();
    let holds = match seen.iter().any(|brand| wanted.contains(brand)) {
        true => Truth::True,
        false if seen.is_empty() => Truth::Unknown,
        false => Truth::False,
    };
    let (seen, wanted) = (seen.into_iter().collect(), Arc::clone(wanted));
    let missing = Missing::Brand(Arc::clone(&wanted));
    let why = Reason::Brand { seen, wanted, holds };
    Some(match holds {
        Truth::True => Answer::yes(why),
        Truth::False => Answer::no(why),
        Truth::Unknown => Answer::unknown(why, missing),
    })
}

impl JudgedRow<'_> {
    /// Law on a kind of equipment reaches what is known to be of the kind. What may be, since the row names a more general kind, is
    /// asked; what it says nothing of is not, nor is an owner whom the law does not bind.
    fn on_kind(&self, rule: &Rule) -> Option<Finding> {
        // What the context alone suggests raises no question about other goods.
        if self.facts.stated_kinds().next().is_none() && !self.is_near(rule) && !self.is_told(rule)
        {
            return None;
        }
        let kind = self.equipment(rule).truth;
        let designation = rule.designation();
        // Nor is an owner of whom nothing is known asked where the maker of each thing from some country has its seat, unless that law was
        // asked for.
        let is_unsaid =
            || !rule.asks_owner() || designation.when.test(self.ground()).truth == Truth::Unknown;
        if kind == Truth::False
            || (kind == Truth::Unknown && rule.is_note())
            || (designation.stated && is_unsaid())
        {
            return None;
        }
        // Most rules do not bind the owner, or their time does not hold the day of purchase: they have no question.
        let is_settled =
            || [&rule.in_force, &rule.owner].iter().any(|answer| answer.truth == Truth::False);
        if kind == Truth::Unknown && (is_settled() || self.act(rule).truth == Truth::False) {
            return None;
        }
        let finding = self.finding(rule, None, Answer::yes(Reason::NamesKind));
        (kind == Truth::True || finding.truth == Truth::Unknown).then_some(finding)
    }

    /// Law that is about the seller reaches what a company sold that it names.
    fn sold(&self, rule: &Rule, name: &str, by: &Attribution) -> Option<Finding> {
        self.reaches(rule, by)?;
        let (maker, seller) = (Arc::clone(&by.maker), name.to_owned());
        let titles = titles_of(std::iter::once(&*maker.short));
        let why = Reason::SoldBy { maker, seller };
        let sold = Answer::unknown(why, Missing::OneOf(Field::Supplier, titles));
        let mut finding = self.finding(rule, None, sold);
        finding.verdict = verdict(&finding.law, true, finding.truth, self.on_unknown);
        Some(finding)
    }

    /// Law that goes by who the maker is asks after one whom the row names and of whom nothing is known, where it binds the owner, the kind
    /// is that of the rule, and all else is decided but for what registers seldom have: where more is open, the maker is not what a person
    /// would look up first.
    fn on_unknown_maker(&self, rule: &Rule) -> Option<Finding> {
        let named = [Field::Manufacturer, Field::Brand].into_iter();
        let name = named.flat_map(|field| self.facts.of(field)).next()?.value.to_string();
        if !rule.binds_owner
            || rule.is_note()
            || self.equipment(rule).truth != Truth::True
            || rule.designation().when.test(self.ground()).truth != Truth::Unknown
        {
            return None;
        }
        let finding = self.finding(rule, None, Answer::yes(Reason::UnknownMaker(name)));
        // What is imported or sold seldom has the day.
        let is_traded = matches!(rule.provision().law.act, Act::Import | Act::Provide);
        let is_seldom_there = |missing: &Missing| match missing.fact() {
            AskedFact::Field(Field::MakerCountry | Field::Status) => true,
            AskedFact::Field(Field::Acquired) => is_traded,
            _ => false,
        };
        let is_asked =
            finding.truth == Truth::Unknown && finding.missing.iter().all(is_seldom_there);
        is_asked.then_some(finding)
    }

    /// Whether a row of which nothing says what it is states all else by which a designation catches goods: the kind is the question.
    fn is_told(&self, rule: &Rule) -> bool {
        let designation = rule.designation();
        designation.stated
            && self.facts.kinds().next().is_none()
            && designation.when.test(self.ground()).truth == Truth::True
    }

    /// Whether the kind that is known lies near what a designation speaks of: no further above it than a parent. A router may well be
    /// the router for homes that a law names; network equipment is a weak lead.
    fn is_near(&self, rule: &Rule) -> bool {
        let (designation, tree) = (rule.designation(), &self.law.tree);
        let parents =
            designation.equipment.iter().filter_map(|kind| tree.get(kind)?.parent.as_ref());
        let parents: Vec<_> = parents.collect();
        let mut spoken_of = designation.equipment.iter().chain(&designation.unsettled);
        self.facts.kinds().any(|kind| parents.contains(&kind))
            || spoken_of.any(|wanted| self.facts.kinds().any(|kind| tree.is_within(kind, wanted)))
    }

    /// Whether a designation reaches who made the asset; `None` if it speaks of somebody else.
    fn reaches(&self, rule: &Rule, attribution: &Attribution) -> Option<Answer> {
        let (maker, designation) = (&attribution.maker, rule.designation());
        let named = match &designation.target {
            Target::Vendor(id) if *id == maker.id => Answer::yes(match designation.basis {
                DesignationBasis::Practice => Reason::Practice(Arc::clone(maker)),
                _ => Reason::Names(Arc::clone(maker)),
            }),
            Target::Criterion { id, title } => {
                let meets = maker.meets.iter().find(|meets| meets.criterion == *id)?;
                let verified = meets.confidence > crate::knowledge::Confidence::Unverified;
                let (maker, criterion) = (Arc::clone(maker), Arc::clone(title));
                let why = Reason::Meets { maker, criterion, verified };
                if verified { Answer::yes(why) } else { Answer::open(why) }
            }
            Target::Seat(countries) => {
                let seat = countries.iter().find(|country| country.code() == maker.country)?;
                let kinds = self.facts.kinds().chain(&maker.makes);
                let may_make = self.law.questions[rule.question].may_reach(kinds, &self.law.tree);
                // Law that names nobody asks no maker of cameras whether its goods are drones.
                may_make.then(|| Answer::yes(Reason::Seat(Arc::clone(maker), *seat)))?
            }
            _ => return None,
        };
        let named = match is_of_brand(&designation.brands, attribution) {
            Some(brand) => Answer::all([named, brand]),
            None => named,
        };
        let Some(company) = &attribution.company else { return Some(named) };
        if designation.reach == Reach::Company {
            return Some(Answer::no(Reason::CompanyAlone(Arc::clone(maker))));
        }
        let above = rule.provision().affiliate_above;
        Some(Answer::all([named, self.belonged(company, maker, above)]))
    }

    /// Whether a company belonged to the group of a maker when the asset was bought; an affiliate does where the maker holds more of
    /// it than the law asks for.
    fn belonged(&self, company: &Arc<Company>, maker: &Arc<Maker>, above: Option<Share>) -> Answer {
        Answer::any(company.periods().iter().map(|membership| {
            if let (Relation::Affiliate, Some(share), Some(above)) =
                (membership.relation, membership.share, above)
            {
                let (company, maker) = (Arc::clone(company), Arc::clone(maker));
                let why = Reason::Share { company, maker, share, above };
                // Whoever holds less may control it all the same.
                return if share > above { Answer::yes(why) } else { Answer::open(why) };
            }
            let time = Period { from: membership.from, until: membership.until };
            let member = |time| {
                let (company, maker) = (Arc::clone(company), Arc::clone(maker));
                Reason::Member { company, maker, time }
            };
            if time.is_dated() {
                let mut held = Answer::in_period(Field::Acquired, self.facts, time);
                held.why.insert(0, member(Some(time)));
                return held;
            }
            match membership.relation {
                Relation::FormerSubsidiary => Answer::open(member(None)),
                _ => Answer::yes(member(Some(time))),
            }
        }))
    }

    pub(super) fn finding(
        &self,
        rule: &Rule,
        attribution: Option<&Attribution>,
        maker: Answer,
    ) -> Finding {
        let (provision, designation) = (rule.provision(), rule.designation());
        let law = &provision.law;
        let equipment = self.equipment_made(rule, attribution);
        let strong = match attribution {
            Some(by) => !matches!(
                grade(by, equipment.truth, self.facts),
                Grade::Possible | Grade::Component
            ),
            None => self.is_near(rule) || self.is_told(rule) && designation.unsettled.is_empty(),
        };
        let mut tests = Vec::with_capacity(6 + provision.exceptions.len());
        tests.extend([
            Test::new(TestKind::Maker, maker),
            Test { kind: TestKind::Equipment, answer: equipment },
            Test { kind: TestKind::InForce, answer: Arc::clone(&rule.in_force) },
            Test { kind: TestKind::Owner, answer: self.owner(rule) },
            Test { kind: TestKind::Act, answer: self.act(rule) },
        ]);
        if let Some(conditions) = self.conditions(designation, provision) {
            tests.push(Test::new(TestKind::Condition, conditions));
        }
        let mut could_apply = self.exceptions(rule, &mut tests);
        let truth = Truth::all(tests.iter().map(|test| match test.kind {
            TestKind::Exception => !test.truth(),
            _ => test.truth(),
        }));
        if truth == Truth::False {
            could_apply.clear();
        }
        let note = rule.is_note();
        let verdict = verdict(law, strong, truth, self.on_unknown);
        Finding {
            law: Arc::clone(law),
            maker: attribution.map(|attribution| Arc::clone(&attribution.maker)),
            verdict: if note { Verdict::Exempt } else { verdict },
            truth,
            missing: missing(truth, &tests),
            tests,
            could_apply,
            note,
            accepted: None,
            fingerprint: None,
            baseline: None,
        }
    }

    /// Whether the further conditions hold; `None` where there are none.
    fn conditions(&self, designation: &Designation, provision: &Provision) -> Option<Answer> {
        let ground = self.ground();
        let asked =
            [&designation.when, &provision.when].into_iter().filter(|when| !when.is_empty());
        let mut answers: Vec<_> = asked.map(|when| when.test(ground)).collect();
        if !designation.unsettled_when.is_empty() {
            let why = || Reason::Unsettled(Arc::clone(&designation.unsettled_why));
            answers.push(match designation.unsettled_when.test(ground) {
                Answer { truth: Truth::True, .. } => Answer::open(why()),
                answer => !answer,
            });
        }
        (!answers.is_empty()).then(|| Answer::all(answers))
    }

    /// Tests the exceptions; returns those that the owner could claim.
    fn exceptions(&self, rule: &Rule, tests: &mut Vec<Test>) -> Vec<usize> {
        let mut could_apply = Vec::new();
        let provision = rule.provision();
        let exceptions = provision.law.exceptions.iter().zip(&provision.exceptions);
        let day = match provision.law.act {
            Act::Authorise => Field::Authorised,
            _ => Field::Acquired,
        };
        let dated_by = self.dated_by(provision.law.act);
        let done_on = dated_by.and_then(|day| self.facts.date(day));
        for (at, (exception, condition)) in exceptions.enumerate() {
            let begun = self.begun(condition, dated_by);
            if !rule.excepts(condition, done_on.unwrap_or(self.law.as_of))
                || begun.truth == Truth::False
            {
                continue;
            }
            // What the context suggests takes nothing out of a ban, nor may it be held against a claim of the row.
            let ground = Ground { facts: self.stated(), ..self.ground() };
            let mut answer = condition.when.test(ground);
            let is_suggested = || condition.when.test(self.ground()).truth == Truth::True;
            if answer.truth != Truth::True
                && !condition.approved.is_empty()
                && let Some(approval) = approves(&condition.approved, day, self.facts, self.named())
            {
                answer = Answer::any([approval, answer]);
            }
            let may_be_late = answer.truth == Truth::True && begun.truth == Truth::Unknown;
            if may_be_late {
                answer = begun;
            }
            let unless_shown = answer.truth == Truth::Unknown
                && !may_be_late
                && condition.burden == Burden::Claimant
                && !condition.when.may_be_claimed(ground)
                && !is_suggested();
            if unless_shown {
                could_apply.push(at);
                (answer.truth, answer.missing) = (Truth::False, Vec::new());
            }
            let (exception, because) = (Arc::clone(exception), answer.why);
            answer.why = vec![Reason::Exception { exception, because, unless_shown }];
            tests.push(Test::new(TestKind::Exception, answer));
        }
        could_apply
    }

    /// Whether an exception had begun when what a rule forbids was done, or on the day of the audit where that goes on. Whether one
    /// that began later reaches back is open.
    fn begun(&self, condition: &ExceptionCondition, dated_by: Option<Field>) -> Answer {
        let (as_of, time) = (self.law.as_of, Period { from: condition.from, until: None });
        let today =
            Answer::of(time.holds(as_of), Reason::Time { listing: false, period: time, as_of });
        let (Some(field), Some(_), Truth::True) = (dated_by, condition.from, today.truth) else {
            return today;
        };
        match Answer::in_period(field, self.facts, time) {
            Answer { truth: Truth::False, why, .. } => {
                let missing = why.iter().cloned().map(Missing::Law).collect();
                Answer { truth: Truth::Unknown, why, missing }
            }
            begun => begun,
        }
    }

    pub(super) fn ground(&self) -> Ground<'_> {
        Ground {
            facts: self.facts,
            stated: self.stated(),
            terms: &self.law.terms,
            tree: &self.law.tree,
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

/// The facts that would decide: those of the unknown tests, unless another test has decided already.
fn missing(truth: Truth, tests: &[Test]) -> Vec<Missing> {
    let mut all = Vec::new();
    if truth == Truth::Unknown {
        for item in tests.iter().flat_map(Test::missing) {
            if !all.contains(item) {
                all.push(item.clone());
            }
        }
    }
    all
}

/// The verdict of design section 6. Advice never comes out stronger than advisory; whether a duty to report holds is a
/// question all the same.
fn verdict(law: &Law, strong: bool, truth: Truth, on_unknown: OnUnknown) -> Verdict {
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
    let is_question = truth == Truth::Unknown;
    match law.force {
        Force::Prohibited => verdict,
        Force::Advised if law.act == Act::Report && is_question => verdict,
        Force::Advised | Force::Listed | Force::Context => verdict.min(Verdict::Advisory),
    }
}
