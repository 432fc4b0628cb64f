/** Light, dark, or as the system says: kept on this machine, applied by /colour-scheme.js. */
import { useState } from 'react';
import { Select } from '@/ui/choice';

const CHOICES = [
  { value: 'system', label: 'Couleurs du système' },
  { value: 'light', label: 'Couleurs claires' },
  { value: 'dark', label: 'Couleurs sombres' },
] as const;

type Choice = (typeof CHOICES)[number]['value'];

export function ColourScheme() {
  const [chosen, setChosen] = useState<Choice>(() => {
    const kept = document.documentElement.getAttribute('data-fr-scheme');
    return CHOICES.find((choice) => choice.value === kept)?.value ?? 'system';
  });
  return (
    <Select
      label="Couleurs de l’affichage"
      hideLabel
      options={CHOICES}
      value={chosen}
      onChange={(choice) => {
        localStorage.setItem('colour-scheme', choice);
        window.dispatchEvent(new Event('colour-scheme'));
        setChosen(choice);
      }}
    />
  );
}
