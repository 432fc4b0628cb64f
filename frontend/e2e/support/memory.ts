/** What the page remembers of the answers of the API, shown or not. */
import type { Page } from '@playwright/test';

interface Fiber {
  child: Fiber | null;
  memoizedProps: { client?: Client } | null;
}

interface Client {
  getQueryCache(): Cache;
  getMutationCache(): Cache;
}

interface Cache {
  getAll(): { state: { data: unknown } }[];
}

/** The client of the queries is found where React keeps what it has drawn. */
export function remembered(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.getElementById('root') ?? {};
    const [, first] =
      Object.entries(root).find(([key]) => key.startsWith('__reactContainer$')) ?? [];
    let fiber = (first as { stateNode: { current: Fiber } } | undefined)?.stateNode.current ?? null;
    while (fiber !== null && fiber.memoizedProps?.client === undefined) fiber = fiber.child;
    const client = fiber?.memoizedProps?.client;
    if (client === undefined) throw new Error('the client of the queries is not where it was');
    const all = [...client.getQueryCache().getAll(), ...client.getMutationCache().getAll()];
    return JSON.stringify(all.map(({ state }) => state.data));
  });
}

/** What the browser keeps beyond the page. */
export const stored = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
