/** The default brand: a free font, colours and a mark of our own, nothing that is the State's. */
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './neutral.css';
import type { Brand } from '@/brand/brand';
import mark from './mark.svg';

export const brand: Brand = {
  Mark: () => <img src={mark} alt="" width="40" height="40" />,
  Owner: () => <p>Service de démonstration, sans lien avec l’État. Code libre.</p>,
};
