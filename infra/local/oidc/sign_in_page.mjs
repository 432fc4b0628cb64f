// The sign-in page of the local identity provider: choose one of the demo people.

import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; --ink: #161616; --paper: #fff; --rule: #929292; --action: #000091; --on-action: #fff; --note: #f4f6ff; }
@media (prefers-color-scheme: dark) { :root { --ink: #f6f6f6; --paper: #161616; --rule: #929292; --action: #8585f6; --on-action: #000; --note: #21213f; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1.125rem/1.5 "Marianne", system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 36rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
.note { padding: .75rem 1rem; border-left: .25rem solid var(--action); background: var(--note); }
ul { list-style: none; padding: 0; display: grid; gap: 1rem; }
button { width: 100%; padding: .75rem 1rem; font: inherit; text-align: left; color: inherit; background: transparent; border: 1px solid var(--rule); border-radius: .25rem; cursor: pointer; overflow-wrap: anywhere; }
button strong { display: block; }
button:hover, button:focus-visible { background: var(--action); color: var(--on-action); }
button:focus-visible { outline: .1875rem solid var(--action); outline-offset: .1875rem; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export const SIGN_IN_POLICY = (origins) => [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  `form-action 'self' ${origins.join(' ')}`, // the answer to the form leads back to the web app
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const choice = ({ sub, name, post }) => `
      <li><button name="person" value="${escaped(sub)}"><strong>${escaped(name)}</strong> ${escaped(post)}</button></li>`;

export const signInPage = (action, people) => `<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Se connecter (démonstration) – Administration des comptes ÉduConnect</title>
  <style>${STYLE}</style>
</head>
<body>
<main>
  <h1>Se connecter</h1>
  <p class="note">Démonstration : ces personnes et leurs établissements sont fictifs, aucun mot de passe n’est demandé.</p>
  <form method="post" action="${escaped(action)}">
    <h2 id="people">Choisissez qui vous êtes</h2>
    <ul aria-labelledby="people">${people.map(choice).join('')}
    </ul>
  </form>
</main>
</body>
</html>
`;
