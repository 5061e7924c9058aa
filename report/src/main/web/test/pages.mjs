// Opens report pages in Chromium: node test/pages.mjs [--shots FOLDER] PAGE ...
//
// Fails on any error on the console, any request to a network, anything that a name has planted, or
// a page that is wider than its window. Times are told and decide nothing. With --shots, takes
// pictures of the whole page at the widths of a desk, a wide screen and a phone, light and dark.
import { chromium } from 'playwright-core';
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const WIDTHS = [1280, 1920, 390];
const PATIENCE = 120_000;

if (!existsSync(CHROMIUM)) {
  console.log(`skipped: there is no ${CHROMIUM}`);
  process.exit(0);
}

const words = process.argv.slice(2);
const shots = words[0] === '--shots' ? words.splice(0, 2)[1] : undefined;
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--enable-unsafe-swiftshader'],
});
let failures = 0;

function fail(page, what) {
  failures++;
  console.log(`FAILED ${page}: ${what}`);
}

/** A tab that listens to all that a page must not do. */
async function open(file, options, fragment = '') {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on('console', (m) => m.type() === 'error' && fail(file, m.text()));
  page.on('pageerror', (e) => fail(file, e.stack));
  page.on('request', (r) => /^(file|data|blob):/.test(r.url()) || fail(file, 'asks for ' + r.url()));
  const begun = Date.now();
  await page.goto(pathToFileURL(file).href + fragment);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'yes', undefined, { timeout: PATIENCE });
  return { page, first: Date.now() - begun };
}

/** The time from an act until the cells are painted anew and the browser has drawn them. */
async function timed(page, act, painted = true) {
  return page.evaluate(
    async ([source, wait]) => {
      const { dataset } = document.documentElement;
      const before = dataset.painted;
      const begun = performance.now();
      new Function(source)();
      while (wait && dataset.painted === before && performance.now() - begun < 20000) {
        await new Promise((r) => setTimeout(r, 1));
      }
      await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
      return Math.round(performance.now() - begun);
    },
    [act, painted],
  );
}

const TYPE = "document.querySelector('#cells .legend [data-type]')?.click()";
const GENE = `const i = document.getElementById('gene-search');
  i.value = document.querySelector('#genes-known option')?.value ?? '';
  i.dispatchEvent(new Event('change'));`;
const THRESHOLD = `const i = document.getElementById('threshold');
  i.value = '0.3'; i.dispatchEvent(new Event('input'));`;

for (const file of words) {
  const { page, first } = await open(file, {});
  const planted = () => page.evaluate(() => 'planted' in window || document.querySelector('main img') !== null);
  const has = (selector) => page.evaluate((s) => document.querySelector(s) !== null, selector);
  const times = [`first picture ${first} ms`];
  if (await has('#cells .legend [data-type]')) {
    times.push(`select a type ${await timed(page, TYPE)} ms`);
    times.push(`select nothing ${await timed(page, TYPE)} ms`);
  }
  if (await has('#genes-known option')) {
    times.push(`first gene ${await timed(page, GENE)} ms`);
    times.push(`next gene ${await timed(page, GENE.replace("('#genes-known option')", "('#genes-known option:nth-child(3)')"))} ms`);
  }
  times.push(`move the threshold ${await timed(page, THRESHOLD, false)} ms`);
  console.log(`${file}: ${times.join(', ')}`);
  const state = await page.evaluate(() => location.hash);
  if (!state.includes('threshold=0.3')) {
    fail(file, 'the fragment does not hold the threshold: ' + state);
  }
  // All parts are drawn when they come into view.
  await scroll(page);
  if (await planted()) {
    fail(file, 'something in a name has become a part of the page');
  }
  const again = await open(file, {}, state);
  if ((await again.page.evaluate(() => document.getElementById('threshold').value)) !== '0.3') {
    fail(file, 'the fragment does not bring the view back');
  }
  await again.page.close();
  await page.close();
  for (const width of WIDTHS) {
    for (const colorScheme of ['light', 'dark']) {
      const shown = await open(file, { viewport: { width, height: 900 }, colorScheme });
      await scroll(shown.page);
      const wider = await shown.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wider > 0) {
        fail(file, `is ${wider} pixels wider than a window of ${width}`);
      }
      if (shots) {
        await pictures(shown.page, join(shots, `${basename(file, '.html')}-${width}-${colorScheme}`));
      }
      await shown.page.close();
    }
  }
}
await browser.close();
console.log(failures === 0 ? `${words.length} pages are fine` : `${failures} failures`);
process.exit(failures === 0 ? 0 : 1);

async function scroll(page) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < height; y += 800) {
    await page.evaluate((to) => scrollTo(0, to), y);
    await page.waitForTimeout(30);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(200);
}

/** One picture for each height of the window. */
async function pictures(page, name) {
  mkdirSync(shots, { recursive: true });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let i = 0; i * 840 < height; i++) {
    await page.evaluate((to) => scrollTo(0, to), i * 840);
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${name}-${String(i).padStart(2, '0')}.png` });
  }
}
