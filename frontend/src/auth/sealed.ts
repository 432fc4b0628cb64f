/**
 * A text that leaves no trace in the tab while one is away at the identity provider: what is kept
 * here is sealed, and the key travels in the address. Neither says anything without the other.
 */

const CIPHER = 'AES-GCM';
/** Each key seals once. */
const NONCE = new Uint8Array(12);

export interface Sealed {
  kept: string;
  key: string;
}

export async function seal(text: string): Promise<Sealed> {
  const key = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, true, ['encrypt']);
  const sealed = await crypto.subtle.encrypt(
    { name: CIPHER, iv: NONCE },
    key,
    new TextEncoder().encode(text),
  );
  return { kept: written(sealed), key: written(await crypto.subtle.exportKey('raw', key)) };
}

/** The text, or null where the two do not belong together. */
export async function unseal({ kept, key }: Sealed): Promise<string | null> {
  try {
    const opener = await crypto.subtle.importKey('raw', read(key), CIPHER, false, ['decrypt']);
    const text = await crypto.subtle.decrypt({ name: CIPHER, iv: NONCE }, opener, read(kept));
    return new TextDecoder().decode(text);
  } catch {
    return null;
  }
}

/** In letters that an address takes as they are. */
function written(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function read(text: string): Uint8Array<ArrayBuffer> {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, (letter) => letter.charCodeAt(0));
}
