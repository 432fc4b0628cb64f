/** Pupils of the demo whose names were typed wrong when their usernames were made, and corrected since. */
import type { Page } from '@playwright/test';
import type { StudentAnswer, StudentPageAnswer } from '../../src/api/generated';
import { COLLEGE, LYCEE } from './people';
import { fromApi } from './session';

// As infra/local/roster_generator/misspellings.py makes them: some have been asked for since.
const MISSPELLED: Record<string, string[]> = {
  [COLLEGE]: ['m.luas', 'l.juliette', 'y.roebrt'],
  [LYCEE]: ['e.mihel', 'h.sacha', 'm.rihcard'],
};

/** One for whom nothing has been asked: to be left as found. */
export async function whoMayAsk(page: Page, uai: string): Promise<StudentAnswer> {
  for (const username of MISSPELLED[uai] ?? []) {
    const found = await fromApi<StudentPageAnswer>(page, `/schools/${uai}/students?q=${username}`);
    const [row] = found.items.filter((each) => each.username === username);
    if (row === undefined) continue;
    const pupil = await fromApi<StudentAnswer>(page, `/schools/${uai}/students/${row.account_id}`);
    if (pupil.username_change === null) return pupil;
  }
  throw new Error(`${uai}: a new username is asked for, or given, to each of them`);
}
