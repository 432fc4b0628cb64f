/** What an action would do, said in French (design §3, « What an action does »). */
import type { AccountStatus, EffectOnStatus, Population, Preview } from '@/api/generated';
import { POPULATION, reasonWords, STATUS, STATUSES } from '@/words/accounts';
import { agree, count, number } from '@/words/format';
import { type ActionOptions, type ActionRequest, resets } from './action_request';

export const people = (population: Population, value: number): string =>
  count(value, POPULATION[population].one, POPULATION[population].many);

/** « 1 204 élèves sélectionnés »; both populations are masculine in the guide's words. */
export const selected = (population: Population, value: number): string =>
  `${people(population, value)} ${agree(value, 'sélectionné', 'sélectionnés')}`;

export interface StatusLine {
  status: AccountStatus;
  count: number;
  sentence: string;
  /** Some lose a password that they know or hold already. */
  replaces: boolean;
}

/** One line for each status that is acted on, in the order of an account's life. */
export function statusLines(request: ActionRequest, preview: Preview): StatusLine[] {
  return STATUSES[request.chosen.population].flatMap((status) => {
    const effect = preview.by_status[status];
    if (!effect || effect.count === 0) return [];
    return [
      {
        status,
        count: effect.count,
        sentence: sentenceOf(request, status, effect),
        replaces: replaces(request, status, effect),
      },
    ];
  });
}

function replaces(request: ActionRequest, status: AccountStatus, effect: EffectOnStatus): boolean {
  return effect.effect === 'NEW_PASSWORD' && status !== 'NOT_NOTIFIED' && resets(request);
}

function sentenceOf(
  request: ActionRequest,
  status: AccountStatus,
  { effect, renewed }: EffectOnStatus,
): string {
  switch (effect) {
    case 'LISTED':
      return LISTED[status];
    case 'USERNAME_ONLY':
      return `${support(request.options)} rappelle l’identifiant seul, le mot de passe ne change pas`;
    case 'PASSWORD_KEPT':
      return `mot de passe provisoire conservé${renewed ? `, sauf ${number(renewed)} ${agree(renewed, 'expiré qui est remplacé', 'expirés qui sont remplacés')}` : ''}`;
    case 'NEW_PASSWORD':
      if (status === 'NOT_NOTIFIED') {
        return `nouveau mot de passe provisoire, le compte passe à « ${STATUS.NOTIFIED} »`;
      }
      if (!resets(request)) return 'mot de passe provisoire expiré, remplacé par un nouveau';
      if (status === 'NOTIFIED') {
        return 'nouveau mot de passe provisoire, le précédent ne fonctionnera plus';
      }
      if (status === 'ACTIVATING') {
        return `nouveau mot de passe provisoire, l’activation est à recommencer : le compte repasse à « ${STATUS.NOTIFIED} »`;
      }
      return `nouveau mot de passe provisoire à la place de celui choisi, le compte repasse à « ${STATUS.NOTIFIED} »`;
  }
}

const support = ({ channel }: ActionOptions): string =>
  channel === 'email' ? 'l’email' : 'le courrier';

const LISTED: Record<AccountStatus, string> = {
  NOT_NOTIFIED: 'pas encore de mot de passe : la liste indique « Non renseigné »',
  NOTIFIED: 'la liste donne le mot de passe provisoire, ou « Expiré »',
  ACTIVATING: 'mot de passe masqué dans la liste (*****)',
  ACTIVATED: 'mot de passe masqué dans la liste (*****)',
};

export interface LeftOutLine {
  reason: string;
  count: number;
}

export const leftOutLines = (preview: Preview): LeftOutLine[] =>
  preview.left_out.map(({ reason, count: many }) => ({
    reason: reasonWords(reason, many),
    count: many,
  }));

/** How many accounts the action takes, those left out not counted. */
export const actedOn = (preview: Preview): number =>
  Object.values(preview.by_status).reduce((sum, effect) => sum + (effect?.count ?? 0), 0);

/** The button that confirms says what it does, and to how many. */
export function confirmLabel({ kind, chosen, options }: ActionRequest, many: number): string {
  const whom = people(chosen.population, many);
  if (kind === 'list') return `Lister ${whom}`;
  if (kind === 'reset') {
    return `Réinitialiser ${count(many, 'mot de passe', 'mots de passe')}`;
  }
  return options.channel === 'email' ? `Envoyer l’email à ${whom}` : `Notifier ${whom}`;
}

/** Why the activated are better left alone (guide §3.2, §3.4, §5.2, §5.4). */
export function activatedWarning({ kind, chosen, options }: ActionRequest): string {
  const guardians = chosen.population === 'guardians';
  const alone = guardians
    ? 'un responsable peut se dépanner seul avec son téléphone portable ou son adresse email'
    : 'un élève peut se dépanner seul s’il a renseigné une adresse email';
  const upset = guardians
    ? ' Un responsable auto-inscrit ou passé par FranceConnect peut en être très perturbé.'
    : '';
  if (resets({ kind, options })) {
    return `Le mot de passe choisi ne fonctionnera plus. À réserver à quelques comptes : ${alone}.${upset}`;
  }
  return `Le mot de passe ne change pas : ${support(options)} rappelle seulement l’identifiant.${upset}`;
}
