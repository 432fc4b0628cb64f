/** The keyboard shortcuts of the service: which key does what, and when a key is not for us. */

export type ShortcutAction = { kind: 'counter' } | { kind: 'help' } | { kind: 'go'; path: string };

export interface Shortcut {
  /** Pressed one after the other. */
  keys: readonly string[];
  label: string;
  action: ShortcutAction;
}

export const COUNTER: Shortcut = {
  keys: ['/'],
  label: 'Ouvrir le guichet',
  action: { kind: 'counter' },
};

const HELP: Shortcut = {
  keys: ['?'],
  label: 'Afficher les raccourcis clavier',
  action: { kind: 'help' },
};

/** `g`, then the letter of a tab by its folder. */
const LETTER: Record<string, string> = {
  '': 'a',
  eleves: 'e',
  responsables: 'r',
  'eleves-exterieurs': 'x',
  statistiques: 's',
  parametrage: 'p',
  operations: 'o',
};

/** Of the tabs that this person has here. */
export function shortcutsOf(tabs: readonly (readonly [path: string, label: string])[]): Shortcut[] {
  const toTabs = tabs.flatMap(([path, label]): Shortcut[] => {
    const letter = LETTER[path];
    if (letter === undefined) return [];
    return [{ keys: ['g', letter], label: `Aller à « ${label} »`, action: { kind: 'go', path } }];
  });
  return [COUNTER, HELP, ...toTabs];
}

/** What a key does after those `pressed`: finds a shortcut, goes on towards one, or neither. */
export function press(
  shortcuts: readonly Shortcut[],
  pressed: readonly string[],
  key: string,
): { found: Shortcut | null; pressed: readonly string[] } {
  const now = [...pressed, key];
  const begun = shortcuts.filter(({ keys }) => now.every((each, place) => keys[place] === each));
  const found = begun.find(({ keys }) => keys.length === now.length) ?? null;
  if (found) return { found, pressed: [] };
  if (begun.length > 0) return { found: null, pressed: now };
  // Not the end of what was begun: perhaps the beginning of something else.
  return pressed.length > 0 ? press(shortcuts, [], key) : { found: null, pressed: [] };
}

const NOT_TYPED_IN = ['button', 'checkbox', 'radio', 'submit', 'reset', 'image', 'file', 'color'];

/** Whether keys pressed there are for a field, a list or a menu, and not for us. */
export function takesKeys(element: Element | null): boolean {
  if (element === null) return false;
  if (element instanceof HTMLInputElement) return !NOT_TYPED_IN.includes(element.type);
  return (
    element.closest(
      'textarea, select, [contenteditable]:not([contenteditable="false"]), [role="listbox"], [role="menu"], [role="combobox"], [role="textbox"], [role="grid"], [role="tree"]',
    ) !== null
  );
}

/** A single character, without a modifier but Shift, which « ? » and « / » need on many keyboards. */
export function isPlain(
  event: Pick<
    KeyboardEvent,
    'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'isComposing' | 'defaultPrevented'
  >,
): boolean {
  return (
    event.key.length === 1 &&
    !event.ctrlKey &&
    !event.altKey &&
    !event.metaKey &&
    !event.repeat &&
    !event.isComposing &&
    !event.defaultPrevented
  );
}
