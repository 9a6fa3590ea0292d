// The list of findings: searched, filtered, sorted, opened. What cells say reaches the page as text alone, never as markup, and only
// sources that are addresses of the web become links. The filter stands in the address, so that it can be kept and sent.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const { findings, verdicts } = data;
  const EXEMPT = verdicts.indexOf("exempt");
  const PRINTED = 500;
  const numbers = new Intl.NumberFormat(navigator.languages);
  const collator = new Intl.Collator(undefined, { numeric: true });
  const number = (n) => numbers.format(n);
  const count = (n, noun) => `${number(n)} ${noun}${n === 1 ? "" : "s"}`;

  // An element with attributes and children; whatever is no element becomes text.
  const el = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };
  const list = (name, items) => items.length ? el("ul", { class: name }, ...items.map((item) => el("li", { dir: "auto" }, ...[item].flat()))) : null;

  // ---- What a finding says ----
  const law = (clause) => data.laws[data.clauses[clause].law];
  const attributions = (finding) => finding.m.map(([at]) => data.attributions[at]);
  const makers = (finding) => [...new Set(attributions(finding).map((by) => data.makers[by.maker]))];
  const lawsOf = (finding) => [...new Set(finding.c.map(([clause]) => law(clause)))];
  const sitesOf = (finding) => finding.t.map(([site]) => data.sites[site]);
  const why = (said) => typeof said === "string" ? said : said.map((text) => data.texts[text]).filter(Boolean).join(" Or: ");

  const texts = new Array(findings.length);
  const searched = (at) => {
    if (texts[at] === undefined) {
      const one = findings[at];
      const said = attributions(one).map((by) => by.says);
      const laws = lawsOf(one).map((it) => `${it.country} ${it.title} ${it.regime_title} ${it.citation}`);
      const sold = one.u.map(([supplier]) => data.suppliers[supplier]);
      texts[at] = [one.n, one.l, ...one.i, ...said, ...sitesOf(one), ...sold, ...laws].join("\n").normalize("NFKC").toLowerCase();
    }
    return texts[at];
  };

  // ---- The filter ----
  const COLUMNS = {
    verdict: (_, at) => at,
    goods: (one) => one.n,
    maker: (one) => makers(one)[0] || "",
    site: (one) => one.t.length ? data.sites[one.t[0][0]] : "",
    law: (one) => one.c.length ? `${law(one.c[0][0]).country} ${law(one.c[0][0]).title}` : "\uffff",
    rows: (one) => one.r,
  };
  const CHOICES = ["maker", "site", "law", ...(byId("known") ? ["known"] : [])], KEYS = [...CHOICES, "q"];
  const start = () => ({ v: new Set(), q: "", maker: "", site: "", law: "", known: "", sort: "verdict", down: false, page: 0, size: matchMedia("(max-width: 44rem)").matches ? 25 : 50 });
  let state = start();

  const read = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    state = { ...start(), size: state.size };
    for (const key of KEYS) state[key] = said.get(key) || "";
    for (const word of (said.get("v") || "").split(",")) if (verdicts.includes(word)) state.v.add(word);
    if (said.get("sort") in COLUMNS) state.sort = said.get("sort");
    state.down = said.get("dir") === "down";
    state.page = Math.max(0, (Number.parseInt(said.get("page"), 10) || 1) - 1);
  };
  const keep = () => {
    const said = new URLSearchParams();
    if (state.v.size) said.set("v", [...state.v].join(","));
    for (const key of KEYS) if (state[key]) said.set(key, state[key]);
    if (state.sort !== "verdict" || state.down) said.set("sort", state.sort);
    if (state.down) said.set("dir", "down");
    if (state.page) said.set("page", state.page + 1);
    history.replaceState(null, "", `#${said}`);
  };

  // The findings in the order of a column, sorted once.
  const orders = {};
  const order = (column) => {
    if (!orders[column]) {
      const keys = findings.map(COLUMNS[column]);
      const compare = typeof keys[0] === "number" ? (a, b) => keys[a] - keys[b] : (a, b) => collator.compare(keys[a], keys[b]);
      orders[column] = Uint32Array.from(keys.keys()).sort((a, b) => compare(a, b) || a - b);
    }
    return orders[column];
  };

  // What a law comes to for a finding: the worst of its provisions there; undefined where it does not name it.
  const under = (finding, wanted) => {
    let worst;
    const take = (verdict) => { if (worst === undefined || verdict > worst) worst = verdict; };
    for (const [clause] of finding.c) if (wanted.has(data.clauses[clause].law)) take(data.clauses[clause].verdict);
    for (const spared of finding.s) if (wanted.has(data.spared[spared][0])) take(EXEMPT);
    return worst;
  };

  // The findings that pass, and the rows of each verdict that would if no verdict were chosen.
  const pass = () => {
    const wanted = new Set();
    if (state.law) data.laws.forEach((it, at) => { if (it.id === state.law || it.regime === state.law) wanted.add(at); });
    const maker = data.makers.indexOf(state.maker), site = data.sites.indexOf(state.site);
    const terms = state.q.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    const found = [], rows = verdicts.map(() => 0);
    const all = order(state.sort);
    for (let n = 0; n < all.length; n++) {
      const at = all[state.down ? all.length - 1 - n : n], one = findings[at];
      // Where a finding has more sites than the page has room for, any of them may be the one.
      if (state.site && !one.e && !one.t.some(([known]) => known === site)) continue;
      if (state.maker && !one.m.some(([known]) => data.attributions[known].maker === maker)) continue;
      const verdict = state.law ? under(one, wanted) : one.v;
      if (verdict === undefined) continue;
      if (state.known && !one.w[state.known === "new" ? 0 : 1]) continue;
      if (terms.length && !terms.every((term) => searched(at).includes(term))) continue;
      rows[verdict] += one.r;
      if (!state.v.size || state.v.has(verdicts[verdict])) found.push(at);
    }
    return { found, rows };
  };

  // ---- The card of a finding ----
  const sources = (all) => {
    const links = all.map((at) => data.sources[at]).map(({ title, url }) =>
      /^https?:\/\//.test(url) ? el("a", { href: url, rel: "noopener noreferrer external", target: "_blank" }, title) : title);
    return links.length ? el("small", { class: "sources" }, ...links.flatMap((link, at) => at ? ["; ", link] : [link])) : null;
  };
  const part = (title, wide, ...children) => {
    const shown = children.filter(Boolean);
    return shown.length ? el("div", wide ? { class: "wide" } : {}, el("h3", {}, title), ...shown) : null;
  };
  const madeBy = ([at, similar]) => {
    const by = data.attributions[at];
    const marks = by.marks.map((mark, bit) => {
      const { says, confidence, sources: read } = data.marks[mark];
      return [`${says}${similar >> bit & 1 ? ", and similar" : ""} (${confidence})`, sources(read)];
    });
    const against = by.against.map((one) => [`${one.says}${one.lowers ? by.grade === "confirmed" ? " (outweighed by other marks)" : " (lowers the grade)" : ""}`, sources(one.sources)]);
    return el("div", {}, el("p", { class: "says", dir: "auto" }, `${by.says}.`), by.lead ? el("p", { class: "note" }, by.lead) : null, list("for", marks), list("against", against));
  };
  const clauseOf = ([at, said]) => {
    const clause = data.clauses[at], it = data.laws[clause.law];
    const reasons = why(said);
    return el("div", { class: "clause" },
      el("p", {}, el("span", { class: `tag v-${verdicts[clause.verdict]}` }, verdicts[clause.verdict]), ` ${it.country} `, el("b", {}, it.title)),
      el("p", { class: "cite" }, `${it.regime_title}. ${it.citation}. ${it.when}.${it.force === "advised" ? " Advice, not a ban." : ""}`),
      reasons ? el("p", { dir: "auto" }, `${clause.asks ? "Open" : "Why"}: ${reasons}`) : null,
      ...(clause.unless || []).map((text) => el("p", {}, `Unless: ${text}`)),
      clause.accepted ? el("p", { dir: "auto" }, `Waived: ${clause.accepted}.`) : null,
      sources(it.sources));
  };
  const remedies = (finding, stands) => [...new Set(finding.c.map(([at]) => data.clauses[at]).filter((clause) => clause.stands === stands && !clause.accepted).map((clause) => data.laws[clause.law].remedy))];
  const spared = (finding) => {
    const by = new Map();
    for (const at of finding.s) {
      const [number_, words] = data.spared[at];
      by.set(words, [...(by.get(words) || []), `${data.laws[number_].country} ${data.laws[number_].title}`]);
    }
    return [...by].map(([words, laws]) => `${words}: ${laws.join("; ")}`);
  };
  const where = (finding) => {
    const named = (pairs, names, other) => [...pairs.map(([at, rows]) => pairs.length > 1 || other ? `${names[at]} (${number(rows)})` : names[at]), ...(other ? [`others (${number(other)})`] : [])].join(", ");
    const ids = finding.i.length < finding.r && finding.i.length ? `${finding.i.join(", ")} and more` : finding.i.join(", ");
    const [fresh, known] = byId("known") ? finding.w : [0, 0];
    const baseline = !fresh ? known && "known" : known ? `${number(known)} of ${count(finding.r, "row")} known` : "not in it, or worse than there";
    return [["Rows", finding.l], ["Baseline", baseline], ["Asset numbers", ids], ["Sites", named(finding.t, data.sites, finding.e)], ["Sold by", named(finding.u, data.suppliers, 0)]]
      .filter(([, says]) => says).map(([title, says]) => `${title}: ${says}`);
  };
  const card = (finding) => {
    const todo = remedies(finding, true), later = remedies(finding, false).filter((text) => !todo.includes(text));
    const asks = [...new Set(finding.c.flatMap(([at]) => data.clauses[at].asks || []))];
    if (!asks.length && attributions(finding).some((by) => by.lead)) asks.push("Who made it? Read the rating plate: a full model number, a MAC address, an FCC ID or a serial number tells; of an app, whether it is installed.");
    const notes = finding.o.map((at) => `${data.laws[at].country} ${data.laws[at].title}`);
    const kind = finding.v !== verdicts.indexOf("unchecked") && !finding.m.length && finding.c.length ? el("p", {}, "Not recognised; why the law asks for it all the same stands below.") : null;
    return el("div", { class: "card" },
      part("What to do", true, ...todo.map((text) => el("p", { class: "says" }, text)), ...later.map((text) => el("p", {}, `If it holds: ${text}`))),
      part("Who made it, and what speaks for and against that", false, kind, ...finding.m.map(madeBy)),
      part("What the law says", false, ...finding.c.map(clauseOf), ...finding.x.map((text) => el("p", { dir: "auto" }, data.texts[text]))),
      part("What is missing", true, list("asked", asks)),
      part("Where", true, list("", where(finding))),
      part("Rules that name it and do not reach it", true, list("", spared(finding))),
      part("Also noted: background and rules for the trade, which decide nothing here", true, notes.length ? el("p", { class: "note" }, notes.join("; ")) : null));
  };

  // ---- The table ----
  const lineOf = (at) => {
    const one = findings[at], id = `card-${at}`;
    const laws = lawsOf(one), more = laws.length - 2;
    const sites = sitesOf(one).slice(0, 3).join(", ") + (one.t.length > 3 || one.e ? " and others" : "");
    const by = attributions(one).map((it) => `${data.makers[it.maker]} (${it.grade})`);
    const open = el("button", { type: "button", class: "open", "aria-expanded": "false", "aria-controls": id }, one.n || "no name");
    const line = el("tr", {},
      el("td", { "data-label": "Verdict" }, el("span", { class: `tag v-${verdicts[one.v]}` }, verdicts[one.v])),
      el("td", { "data-label": "Goods", dir: "auto" }, open, el("small", {}, one.l.length > 70 ? `${one.l.slice(0, 70)}…` : one.l)),
      el("td", { "data-label": "Maker", dir: "auto" }, by.join(", ") || "–"),
      el("td", { "data-label": "Site", dir: "auto" }, sites || "–"),
      el("td", { "data-label": "Law" }, ...(laws.length ? laws.slice(0, 2).map((it) => el("p", {}, `${it.country} ${it.title}. `)) : ["–"]), more > 0 ? el("small", {}, `and ${count(more, "more provision")}`) : null),
      el("td", { "data-label": "Rows", class: "num" }, number(one.r)));
    open.addEventListener("click", () => {
      const shown = open.getAttribute("aria-expanded") === "true";
      open.setAttribute("aria-expanded", String(!shown));
      line.classList.toggle("is-open", !shown);
      if (shown) line.nextElementSibling.remove();
      else line.after(el("tr", { class: "detail", id }, el("td", { colspan: 6 }, card(one))));
    });
    return line;
  };

  let passed = { found: [], rows: [] };
  const draw = (printing) => {
    const { found } = passed, pages = Math.max(1, Math.ceil(found.length / state.size));
    state.page = Math.min(state.page, pages - 1);
    const from = printing ? 0 : state.page * state.size, until = Math.min(found.length, printing ? PRINTED : from + state.size);
    byId("list").replaceChildren(...found.slice(from, until).map(lineOf));
    const rows = found.reduce((sum, at) => sum + findings[at].r, 0);
    const shown = found.length ? `${number(from + 1)} to ${number(until)} of ${count(found.length, "finding")}, ${count(rows, "row")}` : "No finding passes the filter.";
    byId("status").textContent = shown;
    byId("page").textContent = `Page ${number(state.page + 1)} of ${number(pages)}`;
    byId("before").disabled = state.page === 0;
    byId("after").disabled = state.page + 1 >= pages;
  };
  const chips = data.order.map((word) => {
    const figure = el("span", {});
    const chip = el("button", { type: "button", class: `chip v-${word}`, "aria-pressed": "false" }, el("span", { class: "dot", "aria-hidden": "true" }), `${word} `, figure);
    chip.addEventListener("click", () => { state.v.has(word) ? state.v.delete(word) : state.v.add(word); state.page = 0; update(); });
    return { word, chip, figure };
  });
  const show = () => {
    passed = pass();
    for (const { word, chip, figure } of chips) {
      const rows = passed.rows[verdicts.indexOf(word)];
      figure.textContent = number(rows);
      chip.setAttribute("aria-pressed", String(state.v.has(word)));
      chip.hidden = !rows && !state.v.has(word);
    }
    for (const key of KEYS) {
      const field = byId(key);
      if (key !== "q" && state[key] && ![...field.options].some((option) => option.value === state[key])) field.append(el("option", { value: state[key] }, state[key]));
      if (field.value !== state[key]) field.value = state[key];
    }
    for (const head of document.querySelectorAll("#table th[data-sort]")) {
      const is = head.dataset.sort === state.sort;
      if (is) head.setAttribute("aria-sort", state.down ? "descending" : "ascending"); else head.removeAttribute("aria-sort");
    }
    draw(false);
  };
  const update = () => { keep(); show(); };

  // ---- What a reader does ----
  const choices = () => {
    const names = (all) => [...all].sort(collator.compare).map((name) => el("option", { value: name }, name));
    byId("maker").append(...names(data.makers));
    byId("site").append(...names(data.sites));
    const reached = new Set(data.clauses.map((clause) => clause.law)), regimes = new Map();
    data.laws.forEach((it, at) => { if (reached.has(at)) regimes.set(it.regime, [...(regimes.get(it.regime) || []), it]); });
    for (const [regime, all] of [...regimes].sort(([, a], [, b]) => collator.compare(a[0].country + a[0].regime_title, b[0].country + b[0].regime_title))) {
      const label = `${all[0].country} ${all[0].regime_title}`;
      byId("law").append(el("optgroup", { label }, el("option", { value: regime }, `All of ${label}`), ...all.map((it) => el("option", { value: it.id }, `${it.country} ${it.title}`))));
    }
    byId("verdicts").append(...chips.map(({ chip }) => chip));
  };
  const listen = () => {
    for (const key of CHOICES) byId(key).addEventListener("change", (event) => { state[key] = event.target.value; state.page = 0; update(); });
    let waiting;
    byId("q").addEventListener("input", (event) => { clearTimeout(waiting); waiting = setTimeout(() => { state.q = event.target.value.trim(); state.page = 0; update(); }, 120); });
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("filters").addEventListener("reset", (event) => { event.preventDefault(); state = { ...start(), size: state.size }; update(); });
    byId("before").addEventListener("click", () => { state.page -= 1; update(); byId("table").scrollIntoView(); });
    byId("after").addEventListener("click", () => { state.page += 1; update(); byId("table").scrollIntoView(); });
    byId("size").value = String(state.size);
    byId("size").addEventListener("change", (event) => { state.size = Number(event.target.value); state.page = 0; update(); });
    for (const head of document.querySelectorAll("#table th[data-sort]")) {
      const sort = el("button", { type: "button" }, head.textContent);
      sort.addEventListener("click", () => {
        const same = state.sort === head.dataset.sort;
        state.down = same ? !state.down : head.dataset.sort === "rows";
        state.sort = head.dataset.sort;
        state.page = 0;
        update();
      });
      head.replaceChildren(sort);
    }
    // A link to a filter shows the list; one to a section leaves the filter in the address.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (!link) return;
      event.preventDefault();
      const to = link.getAttribute("href");
      if (to.includes("=")) { history.pushState(null, "", to); read(); show(); }
      const section = byId(to.includes("=") ? "findings" : to.slice(1));
      section.scrollIntoView();
      section.focus({ preventScroll: true });
    });
    for (const event of ["hashchange", "popstate"]) addEventListener(event, () => { read(); show(); });
    addEventListener("beforeprint", () => { document.querySelectorAll("details").forEach((it) => { it.open = true; }); if (!document.querySelector(".detail")) draw(true); });
    addEventListener("afterprint", () => { if (!document.querySelector(".detail")) draw(false); });
  };
  const theme = () => {
    const button = byId("theme"), root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
    const is = () => root.dataset.theme || (dark.matches ? "dark" : "light");
    const name = () => { button.textContent = is() === "dark" ? "Light view" : "Dark view"; };
    // A page from the disk may have no store.
    try { const kept = localStorage.getItem("banlint-theme"); if (kept === "dark" || kept === "light") root.dataset.theme = kept; } catch { /* the choice is not kept */ }
    button.addEventListener("click", () => {
      root.dataset.theme = is() === "dark" ? "light" : "dark";
      try { localStorage.setItem("banlint-theme", root.dataset.theme); } catch { /* the choice is not kept */ }
      name();
    });
    dark.addEventListener("change", name);
    button.hidden = false;
    name();
  };

  for (const figure of document.querySelectorAll("[data-n]")) figure.textContent = number(figure.dataset.n);
  theme();
  choices();
  listen();
  byId("filters").hidden = false;
  byId("pages").hidden = false;
  read();
  show();
  if (location.hash.includes("=")) byId("findings").scrollIntoView();
})();
