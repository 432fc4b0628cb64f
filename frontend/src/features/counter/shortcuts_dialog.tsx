/** The shortcuts there are, and the switch that turns them off (WCAG 2.1.4). */
import { Switch } from '@/ui/choice';
import { Dialog } from '@/ui/dialog';
import styles from './counter.module.css';
import { Keys } from './keys';
import { switchShortcuts, useShortcutsOn } from './shortcut_choice';
import type { Shortcut } from './shortcuts';

const AT_THE_COUNTER: readonly (readonly [keys: readonly string[], label: string])[] = [
  [['flèche bas'], 'Résultat suivant'],
  [['flèche haut'], 'Résultat précédent'],
  [['entrée'], 'Ouvrir la fiche du résultat choisi'],
  [['r'], 'Réinitialiser le mot de passe de la fiche, après confirmation'],
  [['/'], 'Personne suivante'],
  [['échap'], 'Personne suivante, puis fermer le guichet'],
];

interface ShortcutsDialogProps {
  shortcuts: readonly Shortcut[];
  onClose: () => void;
}

export default function ShortcutsDialog({ shortcuts, onClose }: ShortcutsDialogProps) {
  const on = useShortcutsOn();
  return (
    <Dialog title="Raccourcis clavier" onClose={onClose} wide>
      <Switch
        label="Raccourcis d’une touche"
        hint="Désactivez-les s’ils se déclenchent malgré vous, par exemple avec une commande vocale. Tout reste accessible par les boutons. Ce choix est conservé dans ce navigateur."
        checked={on}
        onChange={switchShortcuts}
      />
      <div className={styles.halves}>
        <ShortcutTable
          title="Partout, hors d’un champ de saisie"
          lines={shortcuts.map(({ keys, label }) => [keys, label])}
        />
        <ShortcutTable title="Au guichet" lines={AT_THE_COUNTER} />
      </div>
    </Dialog>
  );
}

function ShortcutTable({
  title,
  lines,
}: {
  title: string;
  lines: readonly (readonly [keys: readonly string[], label: string])[];
}) {
  return (
    <section>
      <h3 className={styles.subtitle}>{title}</h3>
      <dl className={styles.shortcuts}>
        {lines.map(([keys, label]) => (
          <div key={label}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
