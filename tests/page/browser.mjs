// The browser that the tests drive, and the pages that they open in it.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const program = process.env.BANLINT || join(root, "target/debug/banlint");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "banlint-page-"));

/** Where Chromium is. */
export const executablePath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** Audits a sheet and returns the path of its page. The arguments are as on the command line. */
export function report(name, ...args) {
  const path = join(folder, `${name}.html`);
  try {
    execFileSync(program, ["check", ...args, "-q", "-o", path], { cwd: root, stdio: "pipe" });
  } catch (error) {
    // 1 says that there is something to act on.
    if (error.status !== 1) throw error;
  }
  return path;
}

export const sample = () => report("sample", "data/samples/inventory.csv", "--config", "data/samples/banlint.toml");

/** The sample's page where a baseline knows what is at Arlington. */
export function withBaseline() {
  const known = join(folder, "known.json");
  const lines = readFileSync(join(root, "data/samples/inventory.csv"), "utf8").split("\n");
  const part = join(folder, "part.csv");
  writeFileSync(part, lines.filter((line, at) => at === 0 || line.includes("Arlington")).join("\n"));
  execFileSync(program, ["baseline", part, "--config", "data/samples/banlint.toml", "-q", "-o", known], { cwd: root, stdio: "pipe" });
  return report("baseline", "data/samples/inventory.csv", "--config", "data/samples/banlint.toml", "--baseline", known);
}

export const hostile = () => report("hostile", join(here, "hostile.csv"), "-j", "US", "--org", "us-federal-contractor", "--assume", "purpose=public-safety");

export const launch = () => chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** Opens a page, and gives it with all that went wrong and all that was asked for on the way. */
export async function open(browser, path, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  const faults = [], asked = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => { if (!request.url().startsWith("data:")) asked.push(request.url().split("#")[0]); });
  // What the policy stops never leaves.
  page.on("requestfailed", (request) => { if (request.failure().errorText === "csp") asked.splice(asked.indexOf(request.url()), 1); });
  const url = pathToFileURL(path).href;
  await page.goto(url + hash);
  return { page, faults, asked, url, close: () => context.close() };
}

/** What axe-core finds wrong. It is run outside the page's policy, which allows no other script. */
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | ")}`);
}
