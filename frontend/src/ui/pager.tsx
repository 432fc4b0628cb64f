import { ChevronLeft, ChevronRight, ChevronsLeft } from 'lucide-react';
import { count, number } from '@/words/format';
import { Button } from './button';
import { Select } from './choice';
import styles from './pager.module.css';

export const PAGE_SIZES = [25, 50, 100, 200] as const;

interface PagerProps {
  /** 1 for the first. */
  page: number;
  pageSize: number;
  total: number;
  /** The sizes one may choose from. */
  sizes?: readonly number[];
  /** Shows the way back to the first page. */
  onFirst?: () => void;
  onPrevious: () => void;
  onNext: () => void;
  onPageSize: (size: number) => void;
}

/** Pages come from the server one after the other: forwards, and back to those already seen. */
export function Pager({
  page,
  pageSize,
  total,
  sizes = PAGE_SIZES,
  onFirst,
  onPrevious,
  onNext,
  onPageSize,
}: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  return (
    <nav className={styles.pager} aria-label="Pages">
      <span className={styles.where}>
        {number(from)} à {number(Math.min(page * pageSize, total))} sur{' '}
        {count(total, 'ligne', 'lignes')}
      </span>
      {onFirst && page > 2 && (
        <Button small priority="plain" icon={ChevronsLeft} onClick={onFirst}>
          Première page
        </Button>
      )}
      <Button
        small
        priority="tertiary"
        icon={ChevronLeft}
        unavailable={page <= 1}
        onClick={onPrevious}
      >
        Page précédente
      </Button>
      <span className={styles.page}>
        Page {number(page)} sur {number(pages)}
      </span>
      <Button
        small
        priority="tertiary"
        icon={ChevronRight}
        unavailable={page >= pages}
        onClick={onNext}
      >
        Page suivante
      </Button>
      <Select
        label="Lignes par page"
        hideLabel
        value={String(pageSize)}
        options={sizes.map((size) => ({ value: String(size), label: `${size} par page` }))}
        onChange={(size) => onPageSize(Number(size))}
      />
    </nav>
  );
}
