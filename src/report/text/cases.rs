//! Cases: goods with one verdict under the same law for want of the same facts, each case with its law once and then its goods.

use std::{cmp::Reverse, collections::BTreeMap, io};

use super::{content::TextContent, named::name};
use crate::{
    Truth, Verdict,
    reason::{AskedFact, Missing, Reason},
    report::{
        cell,
        goods::{Clause, Goods},
        terminal::{Page, Tone},
        wording::reason,
        words::{self, CELL, SENTENCE},
    },
};

/// Cards that a case has at least.
const CARDS: usize = 1;
/// Runs of rows on a card, and beside a name.
const RUNS: usize = 6;
const FEW_RUNS: usize = 2;
/// Names on a card of what has no model.
const CALLED: usize = 4;

/// What goods of one case share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct CaseKey<'c> {
    verdict: Reverse<Verdict>,
    laws: Vec<&'c str>,
    needs: Vec<OpenPoint>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum OpenPoint {
    Fact(AskedFact),
    /// A point that the law leaves open, in words.
    Law(String),
}

/// Goods with one verdict for the same reasons.
struct Case<'c> {
    verdict: Verdict,
    /// The provisions that decide it, as the first of the goods meet them.
    laws: Vec<&'c Clause>,
    needs: Vec<OpenPoint>,
    goods: Vec<&'c Goods>,
    rows: u64,
}

/// Writes the cases of these verdicts, worst first.
pub(super) fn write(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    wanted: impl Fn(Verdict) -> bool,
) -> io::Result<()> {
    let goods = content.goods.iter().copied().filter(|goods| wanted(goods.verdict));
    let cases = cases(goods);
    if cases.is_empty() {
        return Ok(());
    }
    let (mut verdict, mut cards) = (None, content.limits.cards);
    let shown = page.fitting(content.limits.cases, &cases, |page, case| {
        if verdict.replace(case.verdict) != Some(case.verdict) {
            heading(page, content, case.verdict)?;
        }
        let of_it = case.goods.len().min(cards.max(CARDS));
        cards -= of_it.min(cards);
        write_case(page, content, case, of_it)
    })?;
    rest(page, content, &cases[shown..], wanted)
}

fn cases<'c>(goods: impl Iterator<Item = &'c Goods>) -> Vec<Case<'c>> {
    let mut cases: BTreeMap<CaseKey<'c>, Case<'c>> = BTreeMap::new();
    for goods in goods {
        let laws = deciding(goods);
        let needs = needs(&laws);
        let ids = laws.iter().map(|clause| clause.law.id.as_str()).collect();
        let verdict = goods.verdict;
        let key = CaseKey { verdict: Reverse(verdict), laws: ids, needs: needs.clone() };
        let new = || Case { verdict, laws, needs, goods: Vec::new(), rows: 0 };
        let case = cases.entry(key).or_insert_with(new);
        case.goods.push(goods);
        case.rows += goods.places.rows();
    }
    let mut cases: Vec<_> = cases.into_values().collect();
    cases.sort_by_key(|case| (Reverse(case.verdict), Reverse(case.rows)));
    cases
}

/// The provisions that give the goods their verdict, each once.
fn deciding(goods: &Goods) -> Vec<&Clause> {
    let mut laws: Vec<&Clause> = Vec::new();
    for clause in goods.clauses.iter().filter(|clause| clause.verdict == goods.verdict) {
        if !laws.iter().any(|known| known.law.id == clause.law.id) {
            laws.push(clause);
        }
    }
    laws
}

/// What is missing to decide about goods: the facts, and the points that the law leaves open.
fn needs(laws: &[&Clause]) -> Vec<OpenPoint> {
    let mut needs: Vec<OpenPoint> = Vec::new();
    let mut put = |need| words::put_new(&mut needs, need);
    for clause in laws {
        for missing in &clause.missing {
            put(match missing {
                Missing::Law(open) => OpenPoint::Law(cell(&reason(open), SENTENCE)),
                _ => OpenPoint::Fact(missing.fact()),
            });
        }
        if clause.truth == Truth::True && clause.verdict < Verdict::Violation && !clause.stands {
            put(OpenPoint::Fact(AskedFact::Maker));
        }
    }
    needs
}

fn heading(page: &mut Page<'_>, content: &TextContent<'_>, verdict: Verdict) -> io::Result<()> {
    let rows = words::count(content.summary.tally.of(verdict), "row");
    let kinds = words::count(content.list.of(verdict), "kind");
    let verdict_word = verdict.word().to_uppercase();
    page.blank()?;
    page.pieces(&[
        (&verdict_word, Tone::Of(verdict)),
        (&format!(": {rows}, {kinds} of goods"), Tone::Strong),
    ])
}

fn write_case(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    case: &Case<'_>,
    cards: usize,
) -> io::Result<()> {
    let site = only_site(&case.goods);
    let at = site.map_or(String::new(), |site| format!(" at {}", cell(site, CELL)));
    let rows = format!("{}{at}", words::count(case.rows, "row"));
    let mut laws: Vec<_> =
        case.laws.iter().map(|clause| (content.number(&clause.law), &clause.law)).collect();
    laws.sort_by_key(|(number, _)| *number);
    let last = laws.len().saturating_sub(1);
    for (at, (number, law)) in laws.into_iter().enumerate() {
        // All of them reach all of the rows.
        let rows = if at == last { format!(": {rows}") } else { " and".to_owned() };
        let text = format!("{}{rows}", words::provision_alone(law));
        page.hanging(&format!("  [{number}] "), Tone::Quiet, &text, Tone::Strong)?;
    }
    let also = also(content, case);
    if !also.is_empty() {
        page.hanging(
            "      ",
            Tone::Plain,
            &format!("Some are reached by {also} too."),
            Tone::Quiet,
        )?;
    }
    if !case.needs.is_empty() {
        let needs: Vec<_> = case.needs.iter().map(|open| open.shown(content)).collect();
        let text = words::stopped(&format!("Open: {}", needs.join("; ")));
        page.hanging("      ", Tone::Plain, &text, Tone::Plain)?;
    }
    let why = shared_whys(case);
    if !why.is_empty() {
        let text = words::stopped(&format!("Why: {why}"));
        page.hanging("      ", Tone::Plain, &text, Tone::Plain)?;
    }
    let (shown, named_only) = case.goods.split_at(cards);
    let site = site.is_none();
    shown.iter().try_for_each(|goods| card(page, content, goods, site))?;
    named(page, content, named_only)
}

/// The provisions that reach some of the goods too, with a milder verdict.
fn also(content: &TextContent<'_>, case: &Case<'_>) -> String {
    let mut also: BTreeMap<usize, Verdict> = BTreeMap::new();
    for clause in case.goods.iter().flat_map(|goods| &goods.clauses) {
        let decides = case.laws.iter().any(|known| known.law.id == clause.law.id);
        if clause.verdict < case.verdict && !decides {
            let verdict = also.entry(content.number(&clause.law)).or_insert(clause.verdict);
            *verdict = clause.verdict.max(*verdict);
        }
    }
    let also: Vec<_> =
        also.iter().map(|(number, verdict)| format!("[{number}] ({verdict})")).collect();
    also.join(", ")
}

/// The site at which all goods are, if it is one.
fn only_site<'c>(goods: &[&'c Goods]) -> Option<&'c str> {
    let mut sites = goods.iter().map(|goods| goods.places.only_site());
    let first = sites.next()??;
    sites.all(|site| site == Some(first)).then_some(first)
}

impl OpenPoint {
    fn shown(&self, content: &TextContent<'_>) -> String {
        match self {
            Self::Law(words) => words.clone(),
            Self::Fact(fact) => match content.question(*fact) {
                Some(number) => format!("{fact} (question {number})"),
                None => fact.to_string(),
            },
        }
    }
}

/// Whether a reason is of the goods themselves, which their cards show, and not of where and by whom they are held.
fn is_of_goods(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::NamesKind
            | Reason::Names(_)
            | Reason::Practice(_)
            | Reason::CompanyAlone(_)
            | Reason::Brand { .. }
            | Reason::Meets { .. }
            | Reason::Member { .. }
            | Reason::Share { .. }
            | Reason::AnyKind
            | Reason::Kind { .. }
    )
}

/// The reasons that all goods of a case share, but for those that are of the goods themselves.
fn shared_whys(case: &Case<'_>) -> String {
    let whys = |goods: &Goods| -> Vec<String> {
        let laws = deciding(goods);
        let whys = laws.iter().filter(|clause| clause.missing.is_empty());
        let whys = whys.flat_map(|clause| &clause.whys);
        let whys = whys.map(|why| why.shown_where(|reason| !is_of_goods(reason)));
        whys.filter(|why| !why.is_empty()).collect()
    };
    let mut shared: Vec<String> = Vec::new();
    let Some((first, others)) = case.goods.split_first() else { return String::new() };
    for why in whys(first) {
        if !shared.iter().any(|known| known.contains(&why)) {
            shared.push(why);
        }
    }
    for goods in others {
        let whys = whys(goods);
        shared.retain(|why| whys.contains(why));
    }
    shared.join("; ")
}

/// One kind of goods: how many, what, where, and who made it by which marks.
fn card(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    goods: &Goods,
    site: bool,
) -> io::Result<()> {
    let places = &goods.places;
    let lead = format!("  {:>6}  ", places.rows());
    let sites = places.sites().filter(|_| site);
    let lines = Some(places.lines(RUNS, content.has_several_files()));
    let places = [places.items(), lines, places.ids(), sites];
    let places: Vec<_> = places.into_iter().flatten().collect();
    let text = format!("{}: {}", goods.names.shown(CALLED), places.join("; "));
    page.hanging(&lead, Tone::Of(goods.verdict), &text, Tone::Plain)?;
    page.hanging("          ", Tone::Plain, &made_by(goods), Tone::Quiet)
}

/// The maker with the marks; other possible ones by name.
fn made_by(goods: &Goods) -> String {
    let Some((first, others)) = goods.makers.split_first() else {
        return goods.not_recognised();
    };
    let others: Vec<_> =
        others.iter().map(|made| format!("{} [{}]", made.short, made.grade)).collect();
    let or = if others.is_empty() { String::new() } else { format!(", or {}", others.join(", ")) };
    let against = first.lowered.iter().map(|text| format!("; but: {text}"));
    format!("{}{or}{}", first.headline, against.collect::<String>())
}

/// Goods for which there is no card, by name; and how many more there are, by maker.
fn named(page: &mut Page<'_>, content: &TextContent<'_>, goods: &[&Goods]) -> io::Result<()> {
    if goods.is_empty() {
        return Ok(());
    }
    let (shown, left) = goods.split_at(goods.len().min(content.limits.names));
    let files = content.has_several_files();
    let shown: Vec<_> = shown.iter().map(|goods| name(goods, FEW_RUNS, files)).collect();
    let text = words::stopped(&format!("Also {}", shown.join("; ")));
    page.hanging("          ", Tone::Plain, &text, Tone::Plain)?;
    if left.is_empty() {
        return Ok(());
    }
    let kinds = words::count(left.len() as u64, "more kind");
    let text = format!("And {kinds} of goods: {}.", by_maker(left.iter().copied()));
    page.hanging("          ", Tone::Plain, &text, Tone::Plain)
}

/// Rows by maker, most first.
pub(super) fn by_maker<'c>(goods: impl Iterator<Item = &'c Goods>) -> String {
    let mut makers: BTreeMap<&str, u64> = BTreeMap::new();
    for goods in goods {
        let maker = goods.makers.first().map_or(NO_MAKER, |made| made.short.as_str());
        *makers.entry(maker).or_default() += goods.places.rows();
    }
    let mut makers: Vec<_> = makers.into_iter().collect();
    makers.sort_by_key(|(maker, rows)| (Reverse(*rows), *maker));
    let rows = |(maker, rows): &(&str, u64)| format!("{maker} ({})", words::count(*rows, "row"));
    makers.iter().map(rows).collect::<Vec<_>>().join(", ")
}

/// What is shown for a maker where the law catches a kind of equipment.
pub(super) const NO_MAKER: &str = "maker not recognised";

/// What there is no room for, counted by maker and law.
fn rest(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    cases: &[Case<'_>],
    wanted: impl Fn(Verdict) -> bool,
) -> io::Result<()> {
    let mut counted: BTreeMap<(Reverse<Verdict>, String, String), u64> = BTreeMap::new();
    for case in cases {
        let clause = case.laws.first();
        let law = clause.map_or("", |clause| clause.law.id.as_str());
        for goods in &case.goods {
            let maker = clause.and_then(|clause| goods.maker_under(clause)).unwrap_or(NO_MAKER);
            let key = (Reverse(case.verdict), maker.to_owned(), law.to_owned());
            *counted.entry(key).or_default() += goods.places.rows();
        }
    }
    for (verdict, maker, law, rows) in content.list.rest().by_maker() {
        if wanted(verdict) {
            let maker = if maker.is_empty() { NO_MAKER } else { maker };
            let key = (Reverse(verdict), maker.to_owned(), law.to_owned());
            *counted.entry(key).or_default() += rows;
        }
    }
    if counted.is_empty() {
        return Ok(());
    }
    page.heading("COUNTED ONLY, for want of room: -o out.xlsx and -o out.json have all of them")?;
    let counted: Vec<_> = counted.into_iter().collect();
    let shown =
        page.fitting(content.limits.named, &counted, |page, ((verdict, maker, law), rows)| {
            let rows = words::count(*rows, "row");
            let text = format!("{}: {}, {rows}, {}", verdict.0, cell(maker, 60), cell(law, 60));
            page.hanging("  ", Tone::Plain, &text, Tone::Of(verdict.0))
        })?;
    let left: u64 = counted[shown..].iter().map(|(_, rows)| rows).sum();
    page.more_of(left, "row", "-o out.json")
}
