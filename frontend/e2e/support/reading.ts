/** What people do to a page to be able to read it, and what must not happen then. */
import { expect, type Page } from '@playwright/test';

/** The page shows what it was opened for, and nothing is on its way any more. */
export async function settled(page: Page): Promise<void> {
  // A platform that has just started takes its time for its first page.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-loading]')).toHaveCount(0);
}

/** WCAG 1.4.10: one scrolls down, never sideways; a wide table scrolls in a frame of its own. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const sticking = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if ((document.scrollingElement?.scrollWidth ?? 0) <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(-5)
      .map(
        (element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`,
      );
  });
  expect(sticking).toEqual([]);
}

/** What stays in place while the page scrolls leaves room to read, on a screen of 320 × 256 too. */
export async function expectRoomToRead(page: Page): Promise<void> {
  const covered = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position))
      .map((element) => element.getBoundingClientRect())
      .filter(({ top, bottom, width }) => width > 0 && bottom > 0 && top < innerHeight)
      .reduce((sum, { height }) => sum + height, 0),
  );
  expect(covered).toBeLessThan((page.viewportSize()?.height ?? 0) / 2);
}

/** WCAG 1.4.12, set as a reader's own style sheet would. */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';

/** With more room between lines, words and letters, no text is cut. */
export async function expectNoTextCut(page: Page): Promise<void> {
  const cut = await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const found = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const style = getComputedStyle(element);
      if (element.clientWidth <= 1 || element.closest('.fr-sr-only, svg')) return false;
      return (
        (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    });
    document.adoptedStyleSheets = [];
    return found.map(
      (each) => `${each.tagName} ${each.className} ${each.textContent?.slice(0, 40)}`,
    );
  }, SPACING);
  expect(cut).toEqual([]);
}
