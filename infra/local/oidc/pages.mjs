// What the pages of the local identity provider have in common: the look of the neutral brand.

import { createHash } from 'node:crypto';

export const FONT_PATH = '/police.woff2';

const STYLE = `
@font-face { font-family: "Atkinson Hyperlegible Next"; src: url("${FONT_PATH}") format("woff2"); font-weight: 200 800; font-display: swap; }
:root { color-scheme: light dark; --ink: #161616; --soft: #3a3a3a; --paper: #fff; --panel: #f2f9fc; --rule: #ddd; --edge: #666; --action: #0b4f6c; --on-action: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #fff; --soft: #cecece; --paper: #161616; --panel: #0d1f28; --rule: #353535; --edge: #929292; --action: #7cc4e0; --on-action: #0d1f28; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 "Atkinson Hyperlegible Next", Arial, sans-serif; color: var(--soft); background: var(--paper); }
header { border-bottom: 1px solid var(--rule); }
header > div, main { max-width: 40rem; margin: 0 auto; padding: 1rem; }
header > div { display: flex; gap: .75rem; align-items: center; color: var(--ink); line-height: 1.3; }
header p { margin: 0; }
header strong { display: block; font-size: 1.25rem; }
main { padding-block: 1.5rem 4rem; }
h1, h2 { color: var(--ink); line-height: 1.25; margin: 0 0 1rem; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.125rem; margin-top: 1.5rem; }
.note { margin: 0; padding: .75rem 1rem; border-left: .25rem solid var(--action); background: var(--panel); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
button, .button { display: inline-block; padding: .625rem 1.25rem; font: inherit; font-weight: 600; color: var(--on-action); background: var(--action); border: 1px solid var(--action); text-decoration: none; cursor: pointer; }
li button { width: 100%; padding: .75rem 1rem; font-weight: 400; text-align: left; color: inherit; background: transparent; border-color: var(--edge); overflow-wrap: anywhere; }
li button strong { display: block; color: var(--ink); font-size: 1.125rem; }
li button:hover { background: var(--panel); border-color: var(--action); }
:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
`;

const MARK = '<svg width="40" height="40" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#0b4f6c"/><circle cx="12" cy="16" r="5" fill="none" stroke="#fff" stroke-width="2.5"/><path d="M17 16h10m-4 0v4" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>';

const digest = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Sends the one form of the page at once; the button stays for who has no script. */
const SEND = 'document.forms[0].submit()';

/** For pages whose form leads, by way of the provider, back to the web app at `origins`. */
export const policyFor = (origins) => [
  "default-src 'none'",
  `style-src ${digest(STYLE)}`,
  `script-src ${digest(SEND)}`,
  "font-src 'self'",
  `form-action 'self' ${origins.join(' ')}`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** A whole page; `send` submits its form as soon as it is shown. */
export const page = (title, content, { send = false } = {}) => `<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – Administration des comptes ÉduConnect</title>
  <style>${STYLE}</style>
</head>
<body>
<header><div>${MARK}<p><strong>ÉduConnect</strong>Administration des comptes</p></div></header>
<main>
  <h1>${title}</h1>
${content}
</main>
${send ? `<script>${SEND}</script>` : ''}
</body>
</html>
`;
