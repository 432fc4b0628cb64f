/** Where the address of a population stands, from what is saved and what is typed (guide §7). */
import type { AddressAnswer } from '@/api/generated';

export interface AddressState {
  /** What is typed differs from what is saved. */
  changed: boolean;
  /** It may be typed in: an address is edited while it is off. */
  editable: boolean;
  canSave: boolean;
  canVerify: boolean;
  verified: boolean;
  canSwitch: boolean;
  /** Why it cannot be switched on; empty when it can. */
  whyNotSwitch: string;
}

const SAVE_FIRST = 'Vérifiez d’abord l’adresse que vous venez de saisir.';
const EMPTY = 'Renseignez d’abord une adresse.';
const VERIFY_FIRST = 'Afin d’être activée, l’adresse doit être vérifiée.';

export function addressState(saved: AddressAnswer, typed: string): AddressState {
  const text = typed.trim();
  const changed = text !== (saved.url ?? '');
  const verified = saved.verified && !changed;
  const canSwitch = saved.active || verified;
  return {
    changed,
    editable: !saved.active,
    canSave: changed && !saved.active,
    canVerify: text !== '',
    verified,
    canSwitch,
    whyNotSwitch: canSwitch ? '' : text === '' ? EMPTY : changed ? SAVE_FIRST : VERIFY_FIRST,
  };
}

/** What letters bear: the common address, and the school's own where it is active. */
export function printedAddresses(
  population: 'students' | 'guardians',
  own: AddressAnswer,
  portal: string,
): string[] {
  const active = own.active && own.url ? [own.url] : [];
  if (population === 'guardians') return [portal, ...active];
  return active.length > 0 ? active : [portal];
}
