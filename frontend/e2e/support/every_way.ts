/** A page looked at as people do: light and dark, and as narrow as a page magnified four times. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { expectNoSidewaysScroll } from './reading';

const NARROW = { width: 320, height: 640 };

export async function expectGoodEveryWay(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  if (before) await page.setViewportSize(before);
}
