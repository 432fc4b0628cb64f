import styles from './counter.module.css';

/** Signs are named as well: many screen readers pass over them in silence. */
const NAMED: Record<string, string> = { '/': '/ barre oblique', '?': '? point d’interrogation' };

const named = (key: string, alone: boolean): string =>
  NAMED[key] ?? (alone && key.length === 1 ? `lettre ${key}` : key);

/** Keys to press one after the other. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <kbd className={styles.key}>
      {keys.map((key) => named(key, keys.length === 1)).join(' puis ')}
    </kbd>
  );
}
