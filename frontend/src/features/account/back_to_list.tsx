import { ArrowLeft } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Population } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import styles from './account.module.css';
import { LIST_OF } from './account_words';
import { lastList } from './last_list';

/** To the list as it was left: by going back when one comes from it, so that it is found scrolled as it was. */
export function BackToList({ population }: { population: Population }) {
  const { uai } = useSchool();
  const navigate = useNavigate();
  const { address, justBefore } = lastList(uai, population);
  const back = (event: MouseEvent) => {
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);
    if (!plain || !justBefore) return;
    event.preventDefault();
    void navigate(-1);
  };
  return (
    <Link to={address} onClick={back} className={styles.back}>
      <ArrowLeft aria-hidden size={16} />
      {LIST_OF[population]}
    </Link>
  );
}
