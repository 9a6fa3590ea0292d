//! The group: one kind of goods as a reader meets it, made from the first row that shows it and joined by all others that are the
//! same, every text already cut to size.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use super::{
    clause::Clause,
    exempt::{Exempt, spared_by},
    made::{Made, POINTS},
    names::GoodsNames,
    places::Places,
};
use crate::{
    Field, Finding, Verdict,
    audit::Audited,
    finding::Accepted,
    fold::fold,
    law::Law,
    reason::{AskedFact, Missing},
    report::{
        reaching::{rank, reaches},
        wording::question,
        words::{self, put_new},
    },
};

/// One kind of goods with its places.
#[derive(Clone, Debug)]
pub(in crate::report) struct Goods {
    pub(in crate::report) verdict: Verdict,
    /// What rows call it.
    pub(in crate::report) names: GoodsNames,
    pub(in crate::report) makers: Vec<Made>,
    /// The provisions that reach it, worst first.
    pub(in crate::report) clauses: Vec<Arc<Clause>>,
    /// The provisions that name it and do not reach it.
    pub(in crate::report) spared: Vec<Arc<Clause>>,
    /// Background and rules for the trade.
    pub(in crate::report) notes: Vec<Arc<Law>>,
    /// Why no law reaches it, if none does.
    pub(in crate::report) exempt: Option<Exempt>,
    /// Who accepted findings until when and why.
    pub(in crate::report) accepted: Vec<Accepted>,
    pub(in crate::report) places: Places,
}

impl Goods {
    /// The goods of a row, and of all rows that say the same.
    pub(super) fn of(asset: &Audited) -> Self {
        let mut goods = Self {
            verdict: asset.verdict,
            names: GoodsNames::default(),
            makers: asset.attributions.iter().take(POINTS).map(|by| Made::of(asset, by)).collect(),
            clauses: Vec::new(),
            spared: Vec::new(),
            notes: Vec::new(),
            exempt: None,
            accepted: Vec::new(),
            places: Places::default(),
        };
        asset.findings.iter().for_each(|finding| goods.take(asset, finding));
        goods.clauses.sort_by_key(|clause| rank(clause.verdict, &clause.law));
        if goods.verdict == Verdict::Exempt {
            goods.exempt = Some(spared_by(asset));
        }
        goods.names.add(&asset.called);
        goods.places.add(asset);
        goods
    }

    fn take(&mut self, asset: &Audited, finding: &Finding) {
        if let Some(accepted) = &finding.accepted {
            put_new(&mut self.accepted, accepted.clone());
        }
        if finding.note {
            if !self.notes.iter().any(|law| law.id == finding.law.id) {
                self.notes.push(Arc::clone(&finding.law));
            }
            return;
        }
        let clause = Clause::of(finding, words::grade(asset, finding));
        clause.put_into(if reaches(finding) { &mut self.clauses } else { &mut self.spared });
    }

    /// Adds a row that says the same: its place, its name, its dates, and that it bears other marks of the same kind.
    pub(super) fn join(&mut self, asset: &Audited) {
        self.places.add(asset);
        self.names.add(&asset.called);
        self.makers.iter_mut().for_each(|made| made.join(asset));
        self.clauses.iter_mut().for_each(|clause| clause.join(&asset.findings));
        if let Some(exempt) = &mut self.exempt {
            exempt.join(spared_by(asset));
        }
    }

    /// The makers with the provisions that name each of them. A law that names a kind of equipment goes with the surest maker, or with none
    /// where none is known.
    pub(in crate::report) fn by_maker(&self) -> Vec<(Option<&str>, Vec<&Clause>)> {
        let first = self.makers.first().map(|made| made.short.as_str());
        let clauses = || self.clauses.iter().map(Arc::as_ref);
        let of_kind = clauses().filter(|clause| !clause.names_any());
        let mut all = vec![(first, of_kind.collect::<Vec<_>>())];
        for made in &self.makers {
            let named = clauses().filter(|clause| clause.names(&made.vendor));
            match all.iter_mut().find(|(maker, _)| *maker == Some(made.short.as_str())) {
                Some((_, clauses)) => clauses.extend(named),
                None => all.push((Some(&made.short), named.collect())),
            }
        }
        all.retain(|(_, clauses)| !clauses.is_empty());
        all
    }

    /// What is said of the maker where none is recognised.
    pub(in crate::report) fn not_recognised(&self) -> String {
        let why = self.clauses.first().map(|clause| clause.without_maker.as_str());
        why.map_or_else(|| "Not recognised".to_owned(), |why| format!("Not recognised; {why}"))
    }

    /// The maker whom a provision names, or else the surest one.
    pub(in crate::report) fn maker_under(&self, clause: &Clause) -> Option<&str> {
        let named = self.makers.iter().find(|made| clause.names(&made.vendor));
        named.or_else(|| self.makers.first()).map(|made| made.short.as_str())
    }

    /// What rows must share to be one kind of goods, as a hash too long for two kinds to share it by chance.
    pub(in crate::report) fn key(asset: &Audited) -> u128 {
        let model = model(asset);
        let exempt = asset.verdict == Verdict::Exempt;
        let spared = exempt.then(|| spared_by(asset).undated());
        let half = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            (seed, asset.verdict, &model, &spared).hash(&mut hasher);
            for attribution in &asset.attributions {
                let company = attribution.company.as_ref().map(|company| &company.id);
                let made = (&attribution.maker.id, company, attribution.grade);
                (made, attribution.label.as_deref().map(fold)).hash(&mut hasher);
            }
            for finding in asset.findings.iter().filter(|finding| !finding.note) {
                let law = (&finding.law.id, finding.vendor());
                let accepted =
                    finding.accepted.as_ref().map(|it| (&it.by, &it.reason, it.until, it.would_be));
                if reaches(finding) {
                    (law, finding.verdict, finding.truth).hash(&mut hasher);
                    finding.missing.iter().for_each(|missing| asked(missing).hash(&mut hasher));
                    let tests = finding.tests.iter().map(|test| (test.kind, test.truth()));
                    tests.for_each(|test| test.hash(&mut hasher));
                }
                accepted.hash(&mut hasher);
            }
            u128::from(hasher.finish())
        };
        half(0) << 64 | half(1)
    }
}

/// The model of an asset, by which alone it is known from others of its maker: what else it is called, such as a host's name, may be
/// another with each. Where no law and no maker was found nothing is known but what it is called.
fn model(asset: &Audited) -> Vec<String> {
    if asset.findings.is_empty() {
        return vec![fold(&asset.called)];
    }
    let facts = &asset.facts;
    let stated = [Field::Model, Field::PartNumber].map(|field| facts.of(field));
    let stated = stated.into_iter().find(|facts| !facts.is_empty());
    match stated {
        Some(facts) => facts.iter().map(|fact| fold(&fact.value.to_string())).collect(),
        None => facts.kinds().map(ToString::to_string).collect(),
    }
}

/// What rows must share to ask one question: a fact, or a point that the law leaves open.
fn asked(missing: &Missing) -> (AskedFact, Option<String>) {
    let open = matches!(missing, Missing::Law(_)).then(|| question(missing));
    (missing.fact(), open)
}

#[cfg(test)]
mod tests {
    use super::{super::spanned::Spanned, *};
    use crate::{
        KindId,
        facts::{Facts, Origin, Value},
        report::fixture,
    };

    fn model(text: &str) -> Value {
        Value::Text(text.into())
    }

    /// Rows that say the same are one finding, even if their dates or MAC addresses differ; the reader is told.
    #[test]
    fn rows_add_what_they_know() {
        let (mut first, mut second) = (fixture::white_label(), fixture::white_label());
        second.attributions[0].evidence[0].text = "98:8B:0A:AA:BB:CC".into();
        first.findings[0].tests[4] = fixture::installed("2021-05-04");
        second.findings[0].tests[4] = fixture::installed("2021-03-04");
        second.called = second.called.to_uppercase();
        assert_eq!(Goods::key(&first), Goods::key(&second));
        let mut goods = Goods::of(&first);
        assert!(!goods.makers[0].points[0].similar);
        goods.join(&second);
        let points = &goods.makers[0].points;
        assert_eq!((goods.places.rows(), points.len()), (2, 3), "{points:#?}");
        assert!(points[0].similar && !points[1].similar);
        let whys: Vec<_> = goods.clauses[0].whys.iter().map(Spanned::shown).collect();
        assert_eq!(
            whys[3],
            "it was installed between 2021-03-04 and 2021-05-04, on or after 2020-08-13"
        );
    }

    #[test]
    fn another_label_model_or_open_question_is_another_kind_of_goods() {
        let key = |change: fn(&mut Audited)| {
            let mut asset = fixture::missing_purpose();
            change(&mut asset);
            Goods::key(&asset)
        };
        let same = key(|_| ());
        assert_eq!(same, key(|asset| asset.place.row += 1));
        assert_eq!(same, key(|asset| asset.site = Some("Elsewhere".into())));
        assert_ne!(same, key(|asset| asset.attributions[0].label = None));
        assert_ne!(same, key(|asset| asset.findings[0].missing.clear()));
        assert_eq!(same, key(|asset| asset.called.push_str(" of host 7")));
        assert_ne!(
            same,
            key(|asset| asset.facts.add(Field::Model, model("C1200"), Origin::Assumed))
        );
    }

    /// Without a model, all of a maker that are of one kind are one, whatever their hosts are called.
    #[test]
    fn what_has_no_model_is_known_by_its_kind() {
        let key = |called: &str, kind: &str| {
            let mut asset = fixture::missing_purpose();
            asset.called = called.into();
            asset.facts = Facts::default();
            asset.facts.add(Field::Equipment, Value::Kind(KindId::new(kind)), Origin::Assumed);
            Goods::key(&asset)
        };
        assert_eq!(key("Annke cam-01", "ip-camera"), key("Annke cam-02", "ip-camera"));
        assert_ne!(key("Annke cam-01", "ip-camera"), key("Annke cam-01", "nvr"));
    }
}
