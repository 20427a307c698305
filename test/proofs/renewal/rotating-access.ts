import { connectorFor } from '@app/connectors';
import type { FortnoxSimulator } from '@app/sandbox';
import { deskTools } from '../../support/ledger-desk.js';
import type { Access } from './race.js';

const REDIRECT = 'http://127.0.0.1:3800/api/v1/sign-in/callback';

/** A personal sign-in at Fortnox: no consent to a service account, so all hangs on a refresh token of single use. */
export async function rotatingAccess(
  simulator: FortnoxSimulator,
  urls: { readonly url: string; readonly authUrl: string },
): Promise<Access> {
  const { tenantId } = simulator.addCompany({ name: 'Fjällvik Handel AB' });
  const { clientId, clientSecret } = simulator.credentials;
  const { signIn } = connectorFor('fortnox');
  if (!signIn) throw new Error('Fortnox has no sign-in.');
  const addresses = { FORTNOX_API_URL: urls.url, FORTNOX_AUTH_URL: urls.authUrl };
  const tools = deskTools({ addresses, clock: simulator.clock, advanceMs: () => undefined });
  const entered = { clientId, clientSecret, accountType: 'user' };
  simulator.answerSignIn({ outcome: 'approve', tenantId });
  const request = { state: 'race', redirectUri: REDIRECT, codeChallenge: 'unused' };
  const { url, memo } = await signIn.begin(entered, request, tools);
  const sentBack = await fetch(url, { redirect: 'manual' });
  const query = Object.fromEntries(new URL(sentBack.headers.get('location') ?? '').searchParams);
  const answer = { query, redirectUri: REDIRECT, codeVerifier: 'unused' };
  const { settings, tokens } = await signIn.complete(entered, memo, answer, tools);
  return { connectorKey: 'fortnox', settings, tokens, addresses, companyKey: String(tenantId) };
}
