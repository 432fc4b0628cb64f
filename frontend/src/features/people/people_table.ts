/** What one table of people has of its own; the machinery of lists is the same for all. */
import type { AccountStatus, CriteriaRequest, Population } from '@/api/generated';
import type { Column } from '@/ui/data_table';
import type { SortOf } from './list_address';

export interface PeoplePage<Row> {
  items: Row[];
  /** Rows of the whole result. */
  total: number;
  counts: { [status in AccountStatus]?: number };
  /** Accounts of the whole result, where one may have several rows. */
  accounts?: number;
  next_cursor: string | null;
}

export interface PeopleQuery<P extends Population> extends CriteriaRequest {
  sort: SortOf<P>;
  limit: number;
  cursor?: string;
}

export interface Named {
  account_id: string;
  family_name: string;
  first_name: string;
}

export interface PeopleTable<P extends Population, Row extends object> {
  /** Apart from the other tables of the same people. */
  name: string;
  population: P;
  /** Its rows hold temporary passwords. */
  secret?: boolean;
  title: string;
  columns: readonly Column<Row>[];
  pageSizes: readonly number[];
  search: (uai: string, query: PeopleQuery<P>, signal: AbortSignal) => Promise<PeoplePage<Row>>;
  rowId: (row: Row) => string;
  /** Whose account a row is about, and a tick ticks. */
  person: (row: Row) => Named;
}
