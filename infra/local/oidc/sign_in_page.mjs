// The sign-in page of the local identity provider: choose one of the demo people.

import { escaped, page } from './pages.mjs';

const choice = ({ sub, name, post }) => `
      <li><button name="person" value="${escaped(sub)}"><strong>${escaped(name)}</strong> ${escaped(post)}</button></li>`;

export const signInPage = (action, people) => page('Se connecter', `
  <p class="note">Démonstration : ces personnes et leurs établissements sont fictifs, aucun mot de passe n’est demandé.</p>
  <form method="post" action="${escaped(action)}">
    <h2 id="people">Choisissez qui vous êtes</h2>
    <ul aria-labelledby="people">${people.map(choice).join('')}
    </ul>
  </form>`);
