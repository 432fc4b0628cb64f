// The local identity provider: authorization code + PKCE, JWT access tokens for the API.
// Usage: node provider.mjs CONFIG.json (written by infra/local/identity_provider.py)

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { interactionPolicy, Provider } from 'oidc-provider';
import { failurePage, signedOutPage, signOutPage } from './other_pages.mjs';
import { FONT_PATH, policyFor } from './pages.mjs';
import { signInPage } from './sign_in_page.mjs';

const config = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const people = new Map(config.people.map((person) => [person.sub, person]));
const RESOURCE = 'urn:educonnect:administration';
const SCOPES = 'openid profile';
const SESSION_SECONDS = 12 * 3600;
const POLICY = policyFor(config.web_origins);
const [SERVICE] = config.web_origins;
const font = readFileSync(config.font);

/** Answers with a page of ours, under our policy. */
function show(ctx, html) {
  ctx.set('Content-Security-Policy', POLICY);
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.type = 'html';
  ctx.body = html;
}

// Our own staff use our own web app: there is no third party to consent to.
const signInOnly = interactionPolicy.base();
signInOnly.remove('consent');

const provider = new Provider(config.issuer, {
  clients: [{
    client_id: config.client_id,
    application_type: 'native', // http on the loopback is for these only
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: config.redirect_uris,
    post_logout_redirect_uris: config.post_logout_redirect_uris,
  }],
  jwks: { keys: [config.signing_jwk] },
  cookies: { keys: [config.cookie_secret] },
  scopes: SCOPES.split(' '),
  claims: { openid: ['sub'], profile: ['name'] },
  ttl: {
    AccessToken: config.access_token_seconds,
    AuthorizationCode: 60,
    Grant: SESSION_SECONDS,
    IdToken: 3600,
    Interaction: 3600,
    RefreshToken: SESSION_SECONDS,
    Session: SESSION_SECONDS,
  },
  // They end with the session; each serves once, since the web app can keep no secret.
  issueRefreshToken: (ctx, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: () => true,
  renderError: (ctx) => show(ctx, failurePage(SERVICE)),
  pkce: { required: () => true },
  clientBasedCORS: (ctx, origin) => config.web_origins.includes(origin),
  findAccount: (ctx, sub) => people.has(sub) && {
    accountId: sub,
    claims: () => ({ sub, name: people.get(sub).name }),
  },
  extraTokenClaims: (ctx, token) => {
    const person = people.get(token.accountId);
    return { name: person.name, amr: person.amr, educonnect_access: person.access };
  },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope(SCOPES);
    grant.addResourceScope(RESOURCE, SCOPES);
    await grant.save();
    return grant;
  },
  interactions: {
    policy: signInOnly,
    url: (ctx, interaction) => `/connexion/${interaction.uid}`,
  },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => show(ctx, signOutPage(form)),
      postLogoutSuccessSource: (ctx) => show(ctx, signedOutPage(SERVICE)),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: SCOPES,
        audience: config.audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: config.access_token_seconds,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});

async function formOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > 10_000) throw new RangeError('form too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

provider.use(async (ctx, next) => {
  if (ctx.path === FONT_PATH) {
    ctx.set('Cache-Control', 'public, max-age=86400');
    ctx.type = 'font/woff2';
    ctx.body = font;
    return undefined;
  }
  if (!/^\/connexion\/[\w-]+$/.test(ctx.path)) return next();
  try {
    await provider.interactionDetails(ctx.req, ctx.res);
  } catch {
    ctx.status = 400;
    return show(ctx, failurePage(SERVICE));
  }
  if (ctx.method === 'POST') {
    const chosen = (await formOf(ctx.req)).get('person');
    if (!people.has(chosen)) ctx.throw(400, 'unknown person');
    ctx.respond = false;
    const login = { accountId: chosen, amr: people.get(chosen).amr };
    return provider.interactionFinished(ctx.req, ctx.res, { login });
  }
  return show(ctx, signInPage(ctx.path, config.people));
});

const server = createServer(provider.callback());
server.listen(config.port, '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
