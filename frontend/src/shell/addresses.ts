/** The addresses of the service: `app.tsx` shows a page for each, and the tests visit each. */

/** Open to all. */
export const PUBLIC_ADDRESSES = ['/documentation', '/accessibilite'] as const;

/** Under `/:uai`, for whoever has a module in that school. */
export const SCHOOL_ADDRESSES = [
  '',
  'eleves',
  'eleves/:accountId',
  'eleves-exterieurs',
  'eleves-exterieurs/:accountId',
  'responsables',
  'responsables/:accountId',
  'statistiques',
  'parametrage',
  'operations',
  'operations/:operationId',
  'identifiants',
  'imports',
  'journal',
  '*',
] as const;

/** Those that troubleshooting alone does not open. */
export const ADMINISTRATION_ADDRESSES: readonly SchoolAddress[] = [
  'responsables',
  'responsables/:accountId',
  'statistiques',
  'parametrage',
  'identifiants',
  'imports',
  'journal',
];

export type PublicAddress = (typeof PUBLIC_ADDRESSES)[number];
export type SchoolAddress = (typeof SCHOOL_ADDRESSES)[number];
