/**
 * Where what must be seen and heard goes: an open dialog makes the rest of the page inert, messages
 * and live regions too. Their hosts are moved, whole, into the dialog that is on top.
 */
import { useEffect, useState } from 'react';

const open: HTMLElement[] = [];
const hosts = new Set<HTMLElement>();

/** A region that has just been moved is not heard yet: what is said waits for that long. */
export const HEARD_AFTER_MS = 100;

function place(host: HTMLElement): void {
  const top = open.at(-1) ?? document.body;
  if (host.parentElement !== top) top.append(host);
}

/** Tells that `dialog` is on top of the others; the answer tells that it has been left. */
export function onTop(dialog: HTMLElement): () => void {
  open.push(dialog);
  hosts.forEach(place);
  return () => {
    open.splice(open.indexOf(dialog), 1);
    hosts.forEach(place);
  };
}

/** An element for a portal, always where the person is. */
export function useHostOnTop(): HTMLElement {
  const [host] = useState(() => document.createElement('div'));
  useEffect(() => {
    hosts.add(host);
    place(host);
    return () => {
      hosts.delete(host);
      host.remove();
    };
  }, [host]);
  return host;
}
