// Lighthouse on one page, signed in, several times: `node lighthouse.mjs ADDRESS PERSON ROUNDS`
// prints the figures of each round as JSON.

import lighthouse, { desktopConfig } from 'lighthouse';
import { launch } from 'puppeteer-core';

const [address, person, rounds] = process.argv.slice(2);

const browser = await launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  await signIn(page);
  const network = await page.createCDPSession();
  const found = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    await network.send('Network.clearBrowserCache');
    found.push(await measured(page));
  }
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}

/** The session lives in the tab's own storage, which Lighthouse is told to leave alone. */
async function signIn(page) {
  await page.goto(address);
  await page.locator(`::-p-xpath(//button[contains(., "${person}")])`).setTimeout(60_000).click();
  // Asked again after each redirect on the way back: a handle would die with the page it is of.
  const there = (href) => location.href === href && document.querySelector('tbody tr') !== null;
  await page.waitForFunction(there, { timeout: 60_000 }, address);
}

async function measured(page) {
  const { lhr } = await lighthouse(
    address,
    { disableStorageReset: true, onlyCategories: ['performance', 'accessibility'], logLevel: 'error' },
    desktopConfig,
    page,
  );
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  if (lhr.finalDisplayedUrl !== address) throw new Error(`led to ${lhr.finalDisplayedUrl}`);
  const requests = lhr.audits['network-requests'].details.items;
  const bytes = (kind) =>
    requests
      .filter((request) => request.resourceType === kind)
      .reduce((sum, request) => sum + request.transferSize, 0);
  return {
    performance: Math.round(lhr.categories.performance.score * 100),
    accessibility: Math.round(lhr.categories.accessibility.score * 100),
    layout_shift: lhr.audits['cumulative-layout-shift'].numericValue,
    largest_paint_ms: lhr.audits['largest-contentful-paint'].numericValue,
    blocked_ms: lhr.audits['total-blocking-time'].numericValue,
    script_bytes: bytes('Script'),
    style_bytes: bytes('Stylesheet'),
    broken: Object.values(lhr.audits)
      .filter((audit) => audit.scoreDisplayMode === 'binary' && audit.score === 0)
      .map((audit) => audit.id),
  };
}
