/** axe on the page as it stands, with nothing left undecided that a rule of contrast should decide. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, NodeResult } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// The design system paints rules, underlines and arrows with images and pseudo-elements, before
// which axe gives up computing a contrast: without them it computes every one.
const PLAIN =
  'a, [class*="fr-"], *::before, *::after { background-image: none !important; transition: none !important; } *::before, *::after { background-color: transparent !important; content: none !important; }';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails naming each rule broken and where. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, PLAIN);
  await page.evaluate(AXE);
  const results = await page.evaluate(
    async (tags) =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
        runOnly: tags,
      }),
    TAGS,
  );
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  expect(broken(results)).toEqual([]);
}

// What another element covers, or a scroll cuts off, has no contrast to compute until it is in sight.
const OUT_OF_SIGHT = ['bgOverlap', 'elmPartiallyObscured', 'elmPartiallyObscuring'];

const inSight = (node: NodeResult) =>
  !node.any.some((check) => OUT_OF_SIGHT.includes(check.data?.messageKey));

function broken(results: AxeResults): string[] {
  const undecided = results.incomplete
    .filter((rule) => rule.id === 'color-contrast')
    .map((rule) => ({ ...rule, nodes: rule.nodes.filter(inSight) }));
  return [...results.violations, ...undecided].flatMap((rule) =>
    rule.nodes.map(
      (node) => `${rule.id}: ${node.target.join(' ')} — ${node.failureSummary ?? rule.help}`,
    ),
  );
}
