import { number, share } from '@/words/format';
import styles from './progress.module.css';

interface ProgressProps {
  /** What is under way: « Courriers de 3 000 élèves ». */
  label: string;
  done: number;
  total: number;
  /** Said in the place of the figures once they tell no more: « Mise en page du PDF … » */
  step?: string;
}

/** Work under way, with its figures; whoever shows it tells, now and then, how far it is. */
export function Progress({ label, done, total, step }: ProgressProps) {
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span>{label}</span>
        <span className={styles.figures}>
          {step ?? `${number(done)} / ${number(total)} · ${share(done, total)}`}
        </span>
      </div>
      <progress className={styles.bar} value={done} max={total || 1} aria-label={label} />
    </div>
  );
}
