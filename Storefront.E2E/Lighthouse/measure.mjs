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
    if (mail) return new URL(mail.text.split('\n').find((line) => line.startsWith('http')));
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

// What a browser does with the form: cookies kept, hidden fields sent along.
async function accept(link) {
  const jar = new Map();
  const keep = (answer) => (answer.headers['set-cookie'] ?? []).forEach((cookie) => jar.set(...cookie.split(';')[0].split(/=(.*)/s)));
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  keep(await ask(link.pathname + link.search));
  const page = await ask(link.pathname, { headers: { Cookie: cookies() } });
  keep(page);
  const fields = new URLSearchParams();
  for (const [input] of page.text.matchAll(/<input[^>]+>/g)) {
    const name = /name="([^"]+)"/.exec(input)?.[1];
    if (name) fields.set(name, (/value="([^"]*)"/.exec(input)?.[1] ?? '').replaceAll('&#x2B;', '+').replaceAll('&amp;', '&'));
  }
  fields.set('Input.Password', 'violet kettle marmot drums');
  fields.set('Input.PasswordConfirmation', 'violet kettle marmot drums');
  const accepted = await ask(link.pathname, { method: 'POST', headers: { Cookie: cookies(), 'Content-Type': 'application/x-www-form-urlencoded' }, body: fields.toString() });
  if (accepted.status !== 303) throw new Error(`The acceptance was answered with ${accepted.status}.`);
  keep(accepted);
  return cookies();
}

const invitation = await invite('jane@example.com');
const session = await accept(await invite('john@example.com'));
const pages = [
  ['accept', invitation.href],
  ['sign-in', `http://${shop}/account/sign-in`],
  ['account', `http://${shop}/account`, session],
  ['delete', `http://${shop}/account/delete`, session],
];

const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const chrome = await launch({ chromeFlags: ['--headless=new', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
let isPerfect = true;
console.log(`${'page'.padEnd(10)}${categories.map((name) => name.padStart(16)).join('')}`);
try {
  for (const [name, url, cookie] of pages) {
    const { lhr, report } = await lighthouse(url, { port: chrome.port, onlyCategories: categories, output: 'html', logLevel: 'error', extraHeaders: cookie ? { Cookie: cookie } : undefined });
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
} finally {
  chrome.kill();
}

process.exitCode = isPerfect ? 0 : 1;
