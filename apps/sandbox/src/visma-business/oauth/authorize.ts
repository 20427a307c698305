import type { Reply, SimRequest } from '../../server/exchange.js';
import type { World } from '../world.js';
import { type App, isRegistered } from './apps.js';
import type { SignInAnswer } from './sign-in-answer.js';

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly state: string;
  readonly scopes: readonly string[];
  readonly challenge: string;
  readonly nonce: string | undefined;
}

/** Added by the page's own links; never sent by a client. */
const DECISION = 'sandbox_decision';
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/**
 * `GET /connect/authorize`, authorization code with PKCE. Answers a page with one link per person who may sign in, or at
 * once what the control API told it to do.
 */
export function authorize(world: World, request: SimRequest): Reply {
  const asked = readRequest(world, request.query);
  if ('reply' in asked) return asked.reply;
  const answer = decisionOf(world, request.query);
  switch (answer.outcome) {
    case 'page':
      return page(world, request);
    case 'deny':
      return sendBack(asked, { error: 'access_denied' });
    case 'approve':
      return approve(world, asked, answer.personId);
  }
}

function readRequest(world: World, query: URLSearchParams): Asked | { readonly reply: Reply } {
  const app = world.app(query.get('client_id') ?? '');
  if (app?.kind !== 'web') return { reply: refusal('unauthorized_client') };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isRegistered(app, redirectUri)) return { reply: refusal('Invalid redirect_uri') };
  const state = query.get('state') ?? '';
  const refuse = (error: string, description: string): { reply: Reply } => ({
    reply: redirect(redirectUri, { error, error_description: description, state }),
  });
  if (query.get('response_type') !== 'code') return refuse('unsupported_response_type', 'Use code');
  if ((query.get('response_mode') ?? 'query') !== 'query') return refuse('invalid_request', 'Use query');
  const challenge = query.get('code_challenge') ?? '';
  if (query.get('code_challenge_method') !== 'S256' || !CHALLENGE.test(challenge))
    return refuse('invalid_request', 'code challenge required');
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (!scopes.includes('openid') || scopes.some((scope) => !app.scopes.has(scope)))
    return refuse('invalid_scope', 'Invalid scope');
  return { app, redirectUri, state, scopes, challenge, nonce: query.get('nonce') ?? undefined };
}

function decisionOf(world: World, query: URLSearchParams): SignInAnswer {
  const decision = query.get(DECISION);
  if (decision === null) return world.signInAnswer;
  return decision === 'deny' ? { outcome: 'deny' } : { outcome: 'approve', personId: decision };
}

function approve(world: World, asked: Asked, personId: string): Reply {
  const principal = world.people.get(personId);
  if (!principal) return refusal('Unknown user');
  const { app, scopes, redirectUri, challenge, nonce } = asked;
  const code = world.grants.addCode({ app, principal, scopes, redirectUri, challenge, nonce });
  return sendBack(asked, {
    code: code.text,
    session_state: `${code.text.slice(0, 16)}.${code.text.slice(-8)}`,
  });
}

function page(world: World, request: SimRequest): Reply {
  const link = (decision: string, text: string): string => {
    const query = new URLSearchParams(request.query);
    query.set(DECISION, decision);
    return `<li><a href="authorize?${escaped(query.toString())}">${escaped(text)}</a></li>`;
  };
  const links = [...world.people.values()].map(({ id, name, access }) =>
    link(id, `${name} (${access.size} selskaper)`),
  );
  const body = `<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Visma Connect (sandkasse)</title></head>
<body><h1>Logg inn</h1><p>Sandkasse: ingen virkelige personer.</p><ul>${links.join('')}${link('deny', 'Avbryt')}</ul></body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function sendBack({ redirectUri, state }: Asked, parameters: Readonly<Record<string, string>>): Reply {
  return redirect(redirectUri, { ...parameters, ...(state === '' ? {} : { state }) });
}

function redirect(address: string, parameters: Readonly<Record<string, string>>): Reply {
  const target = new URL(address);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  return { status: 302, headers: { location: target.toString() }, body: '' };
}

function refusal(text: string): Reply {
  const body = `<!DOCTYPE html><html lang="nb"><body><h1>Error</h1><p>${escaped(text)}</p></body></html>`;
  return { status: 400, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
