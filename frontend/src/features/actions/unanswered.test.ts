// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ActionRequest, DEFAULT_OPTIONS } from './action_request';
import { answered, keyFor } from './unanswered';

const request: ActionRequest = {
  uai: '0450822Z',
  kind: 'reset',
  chosen: {
    population: 'students',
    selection: { criteria: { q: 'durand' }, expected_total: 12 },
    count: 12,
  },
  options: DEFAULT_OPTIONS,
};

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.useRealTimers();
});

test('the same request has the same key until it is answered', async () => {
  const key = await keyFor(request);
  expect(await keyFor(structuredClone(request))).toBe(key);
  answered(key);
  expect(await keyFor(request)).not.toBe(key);
});

test('another request has a key of its own', async () => {
  const key = await keyFor(request);
  const wider = { ...request, options: { ...DEFAULT_OPTIONS, includeActivated: true } };
  expect(await keyFor(wider)).not.toBe(key);
});

test('asked again much later, it is another action', async () => {
  const key = await keyFor(request);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
  expect(await keyFor(request)).not.toBe(key);
});

test('the tab keeps no name', async () => {
  await keyFor(request);
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('durand');
});
