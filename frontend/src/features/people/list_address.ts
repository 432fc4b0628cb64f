/**
 * A list's filters and order as its address bar tells them, so that a list can be bookmarked.
 *
 * `?classe=3A&statut=NOT_NOTIFIED&tri=classe#q=martin`: what is searched by name stays after `#`,
 * which no browser sends to a server.
 */
import type {
  AccountStatus,
  CriteriaRequest,
  EmailPresence,
  OriginChoice,
  Population,
} from '@/api/generated';
import { ORIGIN, STATUSES } from '@/words/accounts';

export const SORTS = {
  students: ['name', 'school_class'],
  external_students: ['name', 'home_school'],
  guardians: ['name', 'school_class', 'student'],
} as const satisfies Record<Population, readonly string[]>;

export type SortOf<P extends Population> = (typeof SORTS)[P][number];

/** The filters of a population, in the guide's order (guide §3.1, §4, §5.1). */
export const FILTERS = {
  students: ['mef_code', 'school_class', 'status'],
  external_students: ['home_school', 'mef_code', 'status'],
  guardians: ['mef_code', 'school_class', 'status', 'email', 'origin', 'disputed'],
} as const satisfies Record<Population, readonly (keyof CriteriaRequest)[]>;

export type Filter = (typeof FILTERS)[Population][number];

export interface ListAddress<P extends Population> {
  criteria: CriteriaRequest;
  sort: SortOf<P>;
}

const PARAMETER: Record<Filter, string> = {
  mef_code: 'mef',
  school_class: 'classe',
  status: 'statut',
  home_school: 'etablissement',
  email: 'email',
  origin: 'origine',
  disputed: 'rattachement',
};

const SORT_WORD: Record<SortOf<Population>, string> = {
  name: 'nom',
  school_class: 'classe',
  student: 'eleve',
  home_school: 'etablissement',
};

const DISPUTED = 'errone';
const ORIGINS = Object.keys(ORIGIN) as OriginChoice[];
const EMAILS: readonly EmailPresence[] = ['present', 'absent'];
const UAI = /^\d{7}[A-Z]$/;

// What the API takes at most.
const LONGEST_SEARCH = 100;
const LONGEST_CODE = 50;
const MOST_CODES = 500;

/** What an address asks of a list; what it cannot ask of this one is left aside. */
export function readAddress<P extends Population>(
  population: P,
  search: string,
  hash: string,
): ListAddress<P> {
  const words = new URLSearchParams(search);
  const sought = new URLSearchParams(hash.replace(/^#/, '')).get('q') ?? '';
  const criteria: CriteriaRequest = { q: sought.slice(0, LONGEST_SEARCH) };
  for (const filter of FILTERS[population]) {
    read(criteria, filter, words.getAll(PARAMETER[filter]), STATUSES[population]);
  }
  const asked = words.get('tri');
  const sorts: readonly SortOf<P>[] = SORTS[population];
  const sort = sorts.find((each) => SORT_WORD[each] === asked) ?? SORTS[population][0];
  return { criteria: canonical(criteria), sort };
}

function read(
  criteria: CriteriaRequest,
  filter: Filter,
  values: string[],
  statuses: readonly AccountStatus[],
): void {
  if (filter === 'status') criteria.status = statuses.filter((each) => values.includes(each));
  else if (filter === 'origin') criteria.origin = ORIGINS.filter((each) => values.includes(each));
  else if (filter === 'email') criteria.email = EMAILS.find((each) => each === values[0]);
  else if (filter === 'disputed') criteria.disputed = values.includes(DISPUTED);
  else if (filter === 'home_school') criteria.home_school = values.filter((uai) => UAI.test(uai));
  else criteria[filter] = values.filter((code) => code.length <= LONGEST_CODE).slice(0, MOST_CODES);
}

/** The address of a list, without what goes without saying. */
export function writeAddress<P extends Population>(
  population: P,
  { criteria, sort }: ListAddress<P>,
): { search: string; hash: string } {
  const asked = canonical(criteria);
  const words = new URLSearchParams();
  for (const filter of FILTERS[population]) {
    const value = asked[filter];
    if (value === undefined || value === null || value === false) continue;
    const values = value === true ? [DISPUTED] : Array.isArray(value) ? value : [value];
    for (const each of values) words.append(PARAMETER[filter], each);
  }
  if (sort !== SORTS[population][0]) words.set('tri', SORT_WORD[sort]);
  const search = words.toString();
  return {
    search: search && `?${search}`,
    hash: asked.q ? `#${new URLSearchParams({ q: asked.q })}` : '',
  };
}

/**
 * The same criteria always in the same words: filters of no value left out, values each once and in
 * order, so that two searches can be compared and their results kept together.
 */
export function canonical(criteria: CriteriaRequest): CriteriaRequest {
  const kept: CriteriaRequest = {};
  const q = criteria.q?.trim();
  if (q) kept.q = q;
  const lists = ['mef_code', 'school_class', 'status', 'home_school', 'origin'] as const;
  for (const name of lists) {
    const values = [...new Set<string>(criteria[name])].sort();
    if (values.length > 0) Object.assign(kept, { [name]: values });
  }
  if (criteria.email) kept.email = criteria.email;
  if (criteria.disputed) kept.disputed = true;
  return kept;
}

export const sameCriteria = (one: CriteriaRequest, other: CriteriaRequest): boolean =>
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

export const isWholeSchool = (criteria: CriteriaRequest): boolean => sameCriteria(criteria, {});
