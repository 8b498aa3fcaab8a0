// Visits pages as a person would and tells what it saw, as JSON on standard output.
// usage: node visit.mjs BASE TOKEN < list of addresses, one a line, each after a slash
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [, , base, token] = process.argv;
const paths = readFileSync(0, 'utf8').split('\n').filter(Boolean).map(line => line.slice(1));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const seen = { pages: [], clicks: [], errors: [], outside: [] };

const open = async scheme => {
  // The checker is injected by the test; the pages' own policy would turn it away, as it should.
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', error => seen.errors.push(scheme + ' ' + page.url() + ' ' + error.message));
  page.on('console', message => { if (message.type() === 'error' && !message.text().includes('status of 40')) seen.errors.push(scheme + ' ' + page.url() + ' ' + message.text()); });
  page.on('request', request => { if (!request.url().startsWith(base)) seen.outside.push(request.url()); });
  await page.goto(base + 'login');
  await page.fill('input[name=token]', token);
  await Promise.all([page.waitForURL(base), page.click('form[action="/login"] button')]);
  return page;
};

const facts = page => page.evaluate(() => ({
  title: document.title,
  heading: document.querySelector('h1')?.textContent.trim() ?? '',
  tiles: Object.fromEntries([...document.querySelectorAll('.tiles > div')].map(tile => [tile.querySelector('dt').textContent.trim(), tile.querySelector('dd').textContent.trim()])),
  tables: [...document.querySelectorAll('table')].map(table => table.tBodies[0]?.rows.length ?? 0),
  charts: [...document.querySelectorAll('figure[data-chart]')].map(figure => ({ kind: figure.dataset.chart, rows: figure.querySelectorAll('tbody tr').length, drawn: !!figure.querySelector('canvas') })),
  scripts: document.querySelectorAll('#content script').length,
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
}));

for (const scheme of ['light', 'dark']) {
  const page = await open(scheme);
  for (const path of paths) {
    const answer = await page.goto(base + path);
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    const bad = found.violations.filter(violation => ['serious', 'critical'].includes(violation.impact))
      .map(violation => violation.id + ': ' + violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | '));
    seen.pages.push({ path, scheme, status: answer.status(), bad, ...(await facts(page)) });
  }
  if (scheme === 'light') await clickThrough(page);
  await page.context().close();
}

async function clickThrough(page) {
  const step = async (what, action) => { await page.evaluate(() => { document.querySelector('#page').dataset.old = 'yes'; }); await action(); await page.waitForFunction(() => document.querySelector('#page') && !document.querySelector('#page').dataset.old); await page.waitForLoadState('networkidle'); seen.clicks.push({ what, url: page.url().slice(base.length - 1), heading: (await page.textContent('h1')).trim() }); };
  await page.goto(base);
  await step('menu Runs', () => page.click('nav >> text=Runs'));
  await step('runs that failed', () => page.selectOption('select[name=verdict]', 'FAIL'));
  await step('first run', () => page.click('tbody a[href^="/runs/R-"]'));
  const chart = page.locator('figure[data-chart=gantt] .plot').first();
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  seen.readout = await page.locator('figure[data-chart=gantt] .readout').first().textContent();
  await step('filter by verdict', () => page.selectOption('select[name=verdict]', 'FAIL'));
  seen.filtered = await page.locator('#cases tbody tr').count();
  await step('first failed case', () => page.click('#cases tbody a'));
  await step('its history', () => page.click('text=Its history'));
  await step('menu KPIs', () => page.click('nav >> text=KPIs'));
  await step('first KPI', () => page.click('tbody a[href^="/kpis/trend"]'));
  await page.waitForSelector('figure[data-chart=trend] canvas');
  seen.trendDrawn = await page.locator('figure[data-chart=trend] canvas').count();
  await step('menu Compare', () => page.click('nav >> text=Compare'));
  await step('menu Scale', () => page.click('nav >> text=Scale'));
  await step('menu Triage', () => page.click('nav >> text=Triage'));
  await step('menu Lab', () => page.click('nav >> text=Lab'));
  await step('menu Audit', () => page.click('nav >> text=Audit'));
  await step('log out', () => page.click('text=Log out'));
}

// By keys alone: Tab comes to every control, what it comes to is marked, and single keys do what the list of them says.
const keyed = await open('light');
seen.keys = { unreached: [], unmarked: [], reached: 0 };
for (const path of ['', 'triage', paths.find(path => path.startsWith('scale?'))]) {
  await keyed.goto(base + path);
  await keyed.waitForLoadState('networkidle');
  const controls = await keyed.evaluate(() => {
    window.met = new Set();
    window.unmarked = [];
    document.addEventListener('focusin', event => {
      window.met.add(event.target);
      const style = getComputedStyle(event.target);
      if (event.target.matches('a, button, input, select, summary, .plot') && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1)) window.unmarked.push(event.target.outerHTML.slice(0, 160));
    });
    window.controls = () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, .plot')].filter(node => node.checkVisibility() && !node.disabled);
    return window.controls().length;
  });
  for (let i = 0; i < controls + 40; i++) await keyed.keyboard.press('Tab');
  const found = await keyed.evaluate(() => ({ unreached: window.controls().filter(node => !window.met.has(node)).map(node => node.outerHTML.slice(0, 160)), unmarked: window.unmarked, reached: window.met.size }));
  found.unreached.forEach(node => seen.keys.unreached.push(path + ' ' + node));
  found.unmarked.forEach(node => seen.keys.unmarked.push(path + ' ' + node));
  seen.keys.reached += found.reached;
}
await keyed.goto(base + 'runs');
await keyed.keyboard.press('Tab');
seen.keys.first = await keyed.evaluate(() => document.activeElement.textContent);
await keyed.keyboard.press('Enter');
seen.keys.skipped = await keyed.evaluate(() => location.hash);
await keyed.keyboard.press('?');
seen.keys.list = await keyed.locator('#keys').isVisible();
await keyed.keyboard.press('Escape');
seen.keys.listLeft = await keyed.locator('#keys').isHidden();
await keyed.keyboard.press('/');
seen.keys.filter = await keyed.evaluate(() => document.activeElement.closest('.filters') !== null);
await keyed.keyboard.press('Escape');
await keyed.keyboard.press('g');
await keyed.keyboard.press('7');
await keyed.waitForURL(base + 'triage');
seen.keys.went = new URL(keyed.url()).pathname;
await keyed.context().close();

// Small screens: nothing hangs over the edge.
const narrow = await open('light');
await narrow.setViewportSize({ width: 400, height: 800 });
seen.overhanging = [];
for (const path of paths) {
  await narrow.goto(base + path);
  if ((await facts(narrow)).wide) seen.overhanging.push(path);
}
await browser.close();
console.log(JSON.stringify(seen));
