/** A search in words: « Classe : 3A », « Nom : martin ». */
import type { CriteriaRequest, SearchOptionsAnswer } from '@/api/generated';
import { NO_CLASS, NO_MEF, ORIGIN, STATUS } from '@/words/accounts';
import { number } from '@/words/format';
import type { Filter } from './list_address';

/** The guide's own labels of its filters (guide §3.1, §4, §5.1), then one value, then several. */
export const FILTER_WORDS: Record<Filter, { label: string; one: string; many: string }> = {
  mef_code: { label: 'MEF', one: 'MEF', many: 'MEF' },
  school_class: { label: 'Classe(s)', one: 'Classe', many: 'classes' },
  status: { label: 'État(s) de compte', one: 'État', many: 'états de compte' },
  home_school: {
    label: 'Établissement de rattachement',
    one: 'Établissement',
    many: 'établissements',
  },
  email: { label: 'Adresse email', one: 'Adresse email', many: '' },
  origin: { label: 'Origine du compte', one: 'Origine', many: 'origines' },
  disputed: { label: 'Rattachement erroné', one: 'Rattachement erroné signalé', many: '' },
};

/** One thing that a search asks, and how to ask it no more: of the search as it stands by then. */
export interface CriterionWords {
  key: string;
  label: string;
  without: (before: CriteriaRequest) => CriteriaRequest;
}

/** From this many values of a filter on, they are told by their number. */
const MANY = 6;

const leaving =
  (filter: keyof CriteriaRequest) =>
  (before: CriteriaRequest): CriteriaRequest => ({ ...before, [filter]: undefined });

export function criteriaWords(
  criteria: CriteriaRequest,
  options: SearchOptionsAnswer | undefined,
): CriterionWords[] {
  const { q, email, disputed } = criteria;
  const words: CriterionWords[] = [];
  if (q) words.push({ key: 'q', label: `Nom : ${q}`, without: leaving('q') });
  const list = <Value extends string>(
    filter: 'mef_code' | 'school_class' | 'status' | 'home_school' | 'origin',
    values: readonly Value[] | undefined,
    label: (value: Value) => string,
  ) => {
    if (!values) return;
    const { one, many } = FILTER_WORDS[filter];
    if (values.length >= MANY) {
      const label = `${number(values.length)} ${many}`;
      words.push({ key: filter, label, without: leaving(filter) });
      return;
    }
    for (const value of values) {
      const without = (before: CriteriaRequest) => ({
        ...before,
        [filter]: before[filter]?.filter((other) => other !== value),
      });
      words.push({ key: `${filter} ${value}`, label: `${one} : ${label(value)}`, without });
    }
  };
  const named = (codes: { code: string; label: string }[] | undefined, code: string) =>
    codes?.find((each) => each.code === code)?.label;
  list('mef_code', criteria.mef_code, (code) => named(options?.mef_codes, code) || code || NO_MEF);
  list('school_class', criteria.school_class, (code) => code || NO_CLASS);
  list('home_school', criteria.home_school, (uai) => named(options?.home_schools, uai) ?? uai);
  list('status', criteria.status, (status) => STATUS[status]);
  list('origin', criteria.origin, (origin) => ORIGIN[origin]);
  if (email) {
    const label = email === 'present' ? 'renseignée' : 'non renseignée';
    words.push({
      key: 'email',
      label: `${FILTER_WORDS.email.one} : ${label}`,
      without: leaving('email'),
    });
  }
  if (disputed) {
    words.push({
      key: 'disputed',
      label: FILTER_WORDS.disputed.one,
      without: leaving('disputed'),
    });
  }
  return words;
}
