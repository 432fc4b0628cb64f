/** Numbers, dates and plurals as French readers expect them. Instants are told in Paris time. */

const NUMBER = new Intl.NumberFormat('fr-FR');
const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 });
const PARIS = { timeZone: 'Europe/Paris' } as const;
const DATE = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', ...PARIS });
const TIME = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', ...PARIS });
const LONG_DATE = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', ...PARIS });

export const number = (value: number): string => NUMBER.format(value);

/** `part` of `whole`, as « 42 % »; nothing of nothing is « 0 % ». */
export const share = (part: number, whole: number): string =>
  PERCENT.format(whole ? part / whole : 0);

/** « 28/04/2021 »; `otherwise` when there is none. Takes an instant or a plain `2021-04-28`. */
export const date = (iso: string | null | undefined, otherwise = ''): string =>
  iso ? DATE.format(new Date(iso)) : otherwise;

/** « 28 avril 2021 » */
export const longDate = (iso: string): string => LONG_DATE.format(new Date(iso));

/** « 04:07 » */
export const time = (iso: string): string => TIME.format(new Date(iso));

/** « le 28/04/2021 à 04:07 » */
export const moment = (iso: string): string => `le ${date(iso)} à ${time(iso)}`;

/** « 1 élève », « 2 élèves »: French is singular up to, and not including, two. */
export const count = (value: number, one: string, many: string): string =>
  `${number(value)} ${Math.abs(value) < 2 ? one : many}`;

/** The word alone, agreed with a number: `agree(2, 'sélectionné', 'sélectionnés')`. */
export const agree = (value: number, one: string, many: string): string =>
  Math.abs(value) < 2 ? one : many;

/** « DURAND Chloé »: family names are told apart by capitals, as in the schools' own lists. */
export const personName = (person: { family_name: string; first_name: string }): string =>
  `${person.family_name.toLocaleUpperCase('fr')} ${person.first_name}`;
