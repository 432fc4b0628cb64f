// The local identity provider: authorization code + PKCE, JWT access tokens for the API.
// Usage: node provider.mjs CONFIG.json (written by infra/local/identity_provider.py)

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { interactionPolicy, Provider } from 'oidc-provider';
import { signInPage, SIGN_IN_POLICY } from './sign_in_page.mjs';

const config = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const people = new Map(config.people.map((person) => [person.sub, person]));
const RESOURCE = 'urn:educonnect:administration';
const SCOPES = 'openid profile';

// Our own staff use our own web app: there is no third party to consent to.
const signInOnly = interactionPolicy.base();
signInOnly.remove('consent');

const provider = new Provider(config.issuer, {
  clients: [{
    client_id: config.client_id,
    application_type: 'native', // http on the loopback is for these only
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
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
    Grant: 12 * 3600,
    IdToken: 3600,
    Interaction: 3600,
    Session: 12 * 3600,
  },
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
  if (!/^\/connexion\/[\w-]+$/.test(ctx.path)) return next();
  await provider.interactionDetails(ctx.req, ctx.res);
  if (ctx.method === 'POST') {
    const chosen = (await formOf(ctx.req)).get('person');
    if (!people.has(chosen)) ctx.throw(400, 'unknown person');
    ctx.respond = false;
    const login = { accountId: chosen, amr: people.get(chosen).amr };
    return provider.interactionFinished(ctx.req, ctx.res, { login });
  }
  ctx.set('Content-Security-Policy', SIGN_IN_POLICY(config.web_origins));
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.type = 'html';
  ctx.body = signInPage(ctx.path, config.people);
  return undefined;
});

const server = createServer(provider.callback());
server.listen(config.port, '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
