// Invites two shoppers, lets one accept, and runs Lighthouse over the pages of one and the other.
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [port, folder] = process.argv.slice(2);
const shop = `aurora.localhost:${port}`;
const load = (file) => import(pathToFileURL(join(folder, 'node_modules', file)));
const { default: lighthouse } = await load('lighthouse/core/index.js');
const { launch } = await load('chrome-launcher/dist/index.js');
const { default: puppeteer } = await load('puppeteer-core/lib/esm/puppeteer/puppeteer-core.js');

// Not every resolver knows *.localhost; the browser does.
const ask = (path, { method = 'GET', headers = {}, body } = {}) => new Promise((resolve, reject) => {
  const request = http.request({ host: '127.0.0.1', port, path, method, headers: { Host: shop, ...headers } }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
  });
  request.on('error', reject).end(body);
});

async function invite(email) {
  const headers = { Authorization: 'Bearer demo-aurora-token', 'Content-Type': 'application/json' };
  const invited = await ask('/api/services/webshop/v1/customers/invite', { method: 'POST', headers, body: JSON.stringify({ project_id: 1, email, firstname: 'Jane' }) });
  if (invited.status !== 201) throw new Error(`The invitation was answered with ${invited.status}: ${invited.text}`);
  for (;;) {
    const mail = JSON.parse((await ask('/_dev/mailbox.json')).text).find(({ to }) => to === email);
    if (mail) return mail.text.split('\n').find((line) => line.startsWith('http')).trim();
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

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

const [jane, john] = [await invite('jane@example.com'), await invite('john@example.com')];
const pages = [
  ['accept', jane],
  ['sign-in', `http://${shop}/account/sign-in`],
  ['account', `http://${shop}/account`, john],
  ['delete', `http://${shop}/account/delete`],
];

const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const chrome = await launch({ chromeFlags: ['--headless=new', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
let isPerfect = true;
console.log(`${'page'.padEnd(10)}${categories.map((name) => name.padStart(16)).join('')}`);
try {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}` });
  for (const [name, url, invitation] of pages) {
    if (invitation) await accept(browser, invitation);
    const { lhr, report } = await lighthouse(url, { port: chrome.port, onlyCategories: categories, output: 'html', logLevel: 'error' });
    if (!new URL(lhr.finalDisplayedUrl).pathname.endsWith(new URL(url).pathname)) throw new Error(`${name} ended at ${lhr.finalDisplayedUrl}.`);
    writeFileSync(join(folder, `${name}.html`), report);
    const scores = categories.map((category) => Math.round(lhr.categories[category].score * 100));
    console.log(`${name.padEnd(10)}${scores.map((score) => String(score).padStart(16)).join('')}`);
    for (const category of categories) {
      for (const { id, weight } of lhr.categories[category].auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 0.995) console.log(`  ${category}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ''}`);
      }
    }
    isPerfect &&= scores.every((score) => score === 100);
  }
  await browser.disconnect();
} finally {
  chrome.kill();
}

process.exitCode = isPerfect ? 0 : 1;
