import type { Reply, SimRequest } from '../../server/exchange.js';
import { isScope, type Scope } from '../catalogue.js';
import type { World } from '../world.js';
import { type App, isRegistered } from './apps.js';
import type { SignInAnswer } from './sign-in-answer.js';

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly sentRedirectUri: string | undefined;
  readonly state: string;
  readonly scopes: readonly Scope[];
  readonly isService: boolean;
  readonly isOffline: boolean;
}

const PARAMETERS = new Set([
  'client_id',
  'response_type',
  'state',
  'scope',
  'redirect_uri',
  'access_type',
  'account_type',
]);
/** Added by the page's own links; never sent by a client. */
const DECISION = 'sandbox_decision';

/**
 * `GET /oauth-v1/auth` (fortnox.se/developer/authorization/get-authorization-code). Answers a page with one link per
 * company the person may choose, or at once what the control API told it to do.
 */
export function authorize(world: World, request: SimRequest): Reply {
  const asked = readRequest(world, request.query);
  if ('reply' in asked) return asked.reply;
  const answer = decisionOf(world, request.query);
  switch (answer.outcome) {
    case 'page':
      return page(world, request);
    case 'approve':
      return approve(world, asked, answer.tenantId);
    case 'deny':
      return sendBack(asked, { error: 'access_denied', error_description: 'The user denied the request' });
    case 'missing-license':
      return sendBack(asked, { error: 'error_missing_license' });
    case 'account-locked':
      // Neither code nor state (erp-mafia/accounted issue 146).
      return redirect(asked.redirectUri, {});
  }
}

function readRequest(world: World, query: URLSearchParams): Asked | { readonly reply: Reply } {
  const app = world.apps.get(query.get('client_id') ?? '');
  if (!app) return { reply: refusal('Auth code or ClientID supplied is invalid') };
  const sentRedirectUri = query.get('redirect_uri') ?? undefined;
  const redirectUri = sentRedirectUri ?? app.redirectUris[0];
  if (redirectUri === undefined || !isRegistered(app, redirectUri)) {
    return { reply: refusal('The redirect URI is not registered for this client') };
  }
  const state = query.get('state') ?? '';
  const refuse = (error: string, description: string): { reply: Reply } => ({
    reply: redirect(redirectUri, { error, error_description: description, state }),
  });
  const unknown = [...query.keys()].find((name) => !PARAMETERS.has(name) && name !== DECISION);
  if (unknown !== undefined) return refuse('invalid_request', `Unknown parameter ${unknown}`);
  if (query.get('response_type') !== 'code') return refuse('unsupported_response_type', 'Use code');
  if (state === '') return refuse('invalid_request', 'State is required');
  const accountType = query.get('account_type');
  if (accountType !== null && accountType !== 'service')
    return refuse('invalid_request', 'Invalid account_type');
  if (accountType === 'service' && !app.allowsServiceAccount) {
    return { reply: refusal('Client does not allow service account') };
  }
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const known = scopes.filter(isScope).filter((scope) => app.scopes.has(scope));
  if (scopes.length === 0 || known.length < scopes.length) {
    return refuse('invalid_scope', 'The client is not allowed to ask for one of the scopes');
  }
  const isOffline = query.get('access_type') === 'offline';
  const isService = accountType === 'service';
  return { app, redirectUri, sentRedirectUri, state, scopes: known, isService, isOffline };
}

function decisionOf(world: World, query: URLSearchParams): SignInAnswer {
  const decision = query.get(DECISION);
  if (decision === 'deny') return { outcome: 'deny' };
  return decision === null ? world.signInAnswer : { outcome: 'approve', tenantId: Number(decision) };
}

function approve(world: World, asked: Asked, tenantId: number): Reply {
  const company = world.companies.get(tenantId);
  if (!company) return refusal('There is no such company');
  // One scope without a licence fails the whole authorization (Magnus-Gille/noxctl, CHANGELOG 0.7.0).
  if (asked.scopes.some((scope) => !company.licences.has(scope))) {
    return sendBack(asked, { error: 'error_missing_license' });
  }
  const { app, scopes, isService, isOffline, sentRedirectUri: redirectUri } = asked;
  const code = world.grants.addCode({ app, tenantId, scopes, isService, isOffline, redirectUri });
  return sendBack(asked, { code: code.text });
}

function page(world: World, request: SimRequest): Reply {
  const link = (decision: string, text: string): string => {
    const query = new URLSearchParams(request.query);
    query.set(DECISION, decision);
    return `<li><a href="auth?${escaped(query.toString())}">${escaped(text)}</a></li>`;
  };
  const links = [...world.companies.values()].map(({ tenantId, options }) =>
    link(String(tenantId), `${options.name} (${options.organizationNumber})`),
  );
  const body = `<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Fortnox (sandbox)</title></head>
<body><h1>Aktivera integration</h1><p>Sandbox: inga riktiga företag.</p><ul>${links.join('')}${link('deny', 'Avbryt')}</ul></body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function sendBack({ redirectUri, state }: Asked, parameters: Readonly<Record<string, string>>): Reply {
  return redirect(redirectUri, { ...parameters, state });
}

function redirect(address: string, parameters: Readonly<Record<string, string>>): Reply {
  const target = new URL(address);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  return { status: 302, headers: { location: target.toString() }, body: '' };
}

function refusal(text: string): Reply {
  const body = `<!DOCTYPE html><html><body><h1>Error</h1><p>${escaped(text)}</p></body></html>`;
  return { status: 400, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
