/** Who signs in, and where: the fictional staff and schools of the local platform (infra/local/people.py). */

/** 3,000 pupils, from its own rosters. */
export const LYCEE = '0450822Z';
/** 500 pupils, from its own rosters. */
export const COLLEGE = '0450801B';
/** From the académie's feed: the pupils of the first are partly taught in the second. */
export const HOME_SCHOOL = '0450833L';
export const HOST_SCHOOL = '0450844Y';

export type Person = 'head' | 'lyceeSecretary' | 'collegeSecretary' | 'feedSecretary' | 'teacher';

export const NAME: Record<Person, string> = {
  /** Administration of the collège and the lycée. */
  head: 'Hélène Marchandeau',
  lyceeSecretary: 'Yannick Le Guilloux',
  collegeSecretary: 'Aïssatou N’Diaye-Roux',
  /** Administration of the two schools of the académie's feed, which share families and pupils. */
  feedSecretary: 'Maëlle Trévidic',
  /** Troubleshooting only, at the lycée. */
  teacher: 'François Brémontier',
};
