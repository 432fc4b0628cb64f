/** An operation that goes as a test says: how far it is, whether it can be read, how it ends. */
import type { Page, Route } from '@playwright/test';
import type { OperationAnswer, OutcomePage, Preview } from '../src/api/generated/types.gen';

const BEGUN: OperationAnswer = {
  operation_id: '01a21f105ef205fb7f3b4085',
  kind: 'PASSWORD_RESET',
  population: 'students',
  channel: null,
  reset_passwords: true,
  include_activated: false,
  status: 'QUEUED',
  total: 600,
  done: 0,
  skipped: 0,
  failed: 0,
  created_at: '2026-11-23T09:00:00Z',
  created_by: 'Camille Jeton',
  finished_at: null,
  file_name: null,
  file_expires_at: null,
};

/** More than may be reset without typing their number. */
const MANY: Preview = {
  total: 600,
  by_status: { NOTIFIED: { count: 600, effect: 'NEW_PASSWORD', renewed: 0 } },
  left_out: [],
};

interface StandIn {
  operation: OperationAnswer;
  /** Whether the list of operations holds it. */
  listed: boolean;
  /** The connection is cut. */
  cut: boolean;
  outcomes: Pick<OutcomePage, 'items' | 'totals'>;
  /** What was sent to be done, under which key. */
  sent: { body: Body; key: string | undefined }[];
  reads: { one: number; list: number };
  /** How what is sent is answered: by the operation, unless a test says otherwise. */
  answer: (route: Route) => Promise<void>;
}

interface Body {
  preview: boolean;
  include_activated: boolean;
  selection: { account_ids?: string[] };
}

export async function standIn(
  page: Page,
  operation: Partial<OperationAnswer> = {},
): Promise<StandIn> {
  const play: StandIn = {
    operation: { ...BEGUN, ...operation },
    listed: false,
    cut: false,
    outcomes: { items: [], totals: [] },
    sent: [],
    reads: { one: 0, list: 0 },
    answer: async (route) => {
      play.listed = true;
      await route.fulfill({ status: 202, json: play.operation });
    },
  };
  const read = (route: Route, json: object) =>
    play.cut ? route.abort('internetdisconnected') : route.fulfill({ json });
  const own = `operations/${play.operation.operation_id}`;
  await page.route(/\/api\/.*\/operations(\?.*)?$/, (route) => {
    play.reads.list += 1;
    return read(route, { items: play.listed ? [play.operation] : [] });
  });
  await page.route(new RegExp(`/api/.*/${own}$`), (route) => {
    play.reads.one += 1;
    return read(route, play.operation);
  });
  await page.route(new RegExp(`/api/.*/${own}/outcomes`), (route) =>
    read(route, { ...play.outcomes, total: play.outcomes.items.length, next_cursor: null }),
  );
  await page.route(/\/password-resets$/, async (route) => {
    const body: Body = route.request().postDataJSON();
    if (body.preview) return route.fulfill({ json: MANY });
    play.sent.push({ body, key: route.request().headers()['idempotency-key'] });
    return play.answer(route);
  });
  return play;
}
