// Invites two shoppers, lets one accept, and runs Lighthouse over the pages of one and the other.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { open } from './shop.mjs';

const [folder, mark] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(folder, 'node_modules', file)));
const { default: lighthouse } = await load('lighthouse/core/index.js');
const { launch } = await load('chrome-launcher/dist/index.js');
const { computeMedianRun } = await load('lighthouse/core/lib/median-run.js');
const { default: puppeteer } = await load('puppeteer-core/lib/esm/puppeteer/puppeteer-core.js');
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

// Opens the account of an invitation in the browser, which is signed in from then on.
async function accept(browser, link) {
  const page = await browser.newPage();
  await page.goto(link);
  await page.type('#password', 'violet kettle marmot drums');
  await page.type('#passwordconfirmation', 'violet kettle marmot drums');
  await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]')]);
  if (new URL(page.url()).pathname !== '/account') throw new Error(`The acceptance ended at ${page.url()}.`);
  await page.close();
}

const tell = ({ id, weight }, category, audits) => {
  const { score, title, displayValue } = audits[id];
  if (weight > 0 && score !== null && score < 0.995) console.log(`  ${category}: ${title}${displayValue ? ` (${displayValue})` : ''}`);
};

// One run is at the mercy of whatever else the machine does in that second; Lighthouse's own remedy is the median of several.
async function look(chrome, url) {
  const runs = [];
  for (let run = 0; run < 3; run++) runs.push(await lighthouse(url, { port: chrome.port, onlyCategories: categories, output: 'html', logLevel: 'error' }));
  const median = computeMedianRun(runs.map(({ lhr }) => lhr));
  return runs.find(({ lhr }) => lhr === median);
}

async function measure(chrome, name, url) {
  const { lhr, report } = await look(chrome, url);
  if (!new URL(lhr.finalDisplayedUrl).pathname.endsWith(new URL(url).pathname)) throw new Error(`${name} ended at ${lhr.finalDisplayedUrl}.`);
  writeFileSync(join(folder, `${name}.html`), report);
  const scores = categories.map((category) => Math.round(lhr.categories[category].score * 100));
  console.log(`${name.padEnd(10)}${scores.map((score) => String(score).padStart(16)).join('')}`);
  categories.forEach((category) => lhr.categories[category].auditRefs.forEach((ref) => tell(ref, category, lhr.audits)));
  return scores.every((score) => score === 100);
}

const data = mkdtempSync(join(tmpdir(), 'storefront-lighthouse-'));
const shop = await open(join(folder, 'app'), data, mark !== 'mark');
const chrome = await launch({ chromeFlags: ['--headless', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
try {
  const [jane, john] = [await shop.invite('jane@example.com'), await shop.invite('john@example.com')];
  console.log('Lighthouse as it comes (a mid-range phone on slow 4G, simulated, with a processor a quarter as fast), the median of three runs:');
  console.log(`${'page'.padEnd(10)}${categories.map((name) => name.padStart(16)).join('')}`);
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}` });
  const before = [await measure(chrome, 'accept', jane), await measure(chrome, 'sign-in', `${shop.origin}/account/sign-in`)];
  await accept(browser, john);
  const after = [await measure(chrome, 'account', `${shop.origin}/account`), await measure(chrome, 'delete', `${shop.origin}/account/delete`)];
  await browser.disconnect();
  process.exitCode = [...before, ...after].every(Boolean) ? 0 : 1;
} finally {
  chrome.kill();
  await shop.stop();
  rmSync(data, { recursive: true });
}
