/** The name under which a table is saved: what it is of, of which school, of which day. */
import type { FileFormat, TableName } from '@/api/generated';

const WORDS: Record<TableName, string> = {
  students_by_origin: 'eleves',
  guardians_by_origin: 'responsables',
  students_by_class: 'eleves-par-classe',
  guardians_by_class: 'responsables-par-classe',
  students_by_mef: 'eleves-par-mef',
  guardians_by_mef: 'responsables-par-mef',
  external_students_by_home_school: 'eleves-exterieurs',
};

const DAY = new Intl.DateTimeFormat('fr-CA', { dateStyle: 'short', timeZone: 'Europe/Paris' });

export function fileName(
  uai: string,
  table: TableName | undefined,
  computedAt: string,
  format: FileFormat,
): string {
  const parts = ['statistiques', uai, table && WORDS[table], DAY.format(new Date(computedAt))];
  return `${parts.filter(Boolean).join('-')}.${format}`;
}
