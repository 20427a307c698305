import { jsonReply, type Reply } from '../../server/exchange.js';
import type { OpenCall } from '../call.js';
import type { Company } from '../company.js';
import { APPROVER_EMAIL } from '../onboarding.js';
import type { OnboardingStatus } from '../onboarding-script.js';
import { stampAt } from '../stamps.js';
import { UUID } from '../uuid.js';
import { Fields, readBody } from '../wire/body.js';
import { invalidRequest } from '../wire/problem.js';
import type { World } from '../world.js';

const VISIT_PATH = '/ApiAuthV2';
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `POST /Onboarding/Initiate`: step 1, without an access token. */
export function initiate({ world, request, address, prefix }: OpenCall): Reply {
  const known = ['ApplicationKey', 'ClientOrganizationNo', 'RedirectUri'];
  const body = new Fields(readBody(request), known, world.switches.unknownFields);
  const applicationKey = body.required('ApplicationKey', body.text('ApplicationKey'));
  if (!UUID.test(applicationKey)) throw body.wrong('ApplicationKey');
  const { credentials } = world;
  if (applicationKey.toLowerCase() !== credentials.applicationKey || credentials.isApplicationRevoked)
    throw invalidRequest('Integration with the given ApplicationKey not found.');
  const redirectUri = body.text('RedirectUri');
  if (redirectUri !== null && !isAllowed(world, redirectUri))
    throw invalidRequest('RedirectUri is not whitelisted for the integration.');
  const visit = world.onboarding.begin(body.text('ClientOrganizationNo'), redirectUri);
  const answer = {
    TemporaryUrl: `${address}${prefix}${VISIT_PATH}?token=${visit.token}`,
    ValidUntilDateTimeOffset: stampAt(visit.validUntilMs),
  };
  return jsonReply(200, JSON.stringify(answer));
}

/** Scheme, host and path must be the allowed ones; the query may vary. */
function isAllowed(world: World, text: string): boolean {
  if (!URL.canParse(text)) return false;
  const sent = new URL(text);
  if (LOCAL.has(sent.hostname)) return true;
  return world.options.redirectUris.some((allowed) => {
    const { origin, pathname } = new URL(allowed);
    return origin === sent.origin && pathname === sent.pathname;
  });
}

/** `GET /ApiAuthV2`: step 2, the page in the person's browser. With a script set it decides at once. */
export function openVisit(call: OpenCall): Reply {
  const { onboarding } = call.world;
  const token = call.request.query.get('token') ?? '';
  const visit = onboarding.visit(token);
  if (!visit) return page(410, '<p>Lenken er ugyldig, brukt eller utløpt.</p>');
  const offered = onboarding.offered(visit);
  const { script } = onboarding;
  if (script.kind === 'approve') {
    const wanted = script.clientIds;
    return decide(
      call,
      token,
      wanted ? offered.filter(({ clientId }) => wanted.includes(clientId)) : offered,
    );
  }
  if (script.kind === 'refuse') return sendBack(call, token, script.status);
  const boxes = offered.map(
    ({ clientId, options }) =>
      `<li><label><input type="checkbox" name="client" value="${clientId}" checked> ${escaped(options.name)}, ` +
      `${escaped(options.organizationNumber)}</label></li>`,
  );
  const form =
    `<form action="${call.prefix}${VISIT_PATH}/Decide" method="get"><input type="hidden" name="token" value="${escaped(token)}">` +
    `<ul>${boxes.join('')}</ul><button name="decision" value="approve">Godkjenn</button> ` +
    `<button name="decision" value="cancel">Avbryt</button></form>`;
  return page(200, `<p>Velg klientene som integrasjonen skal få tilgang til.</p>${form}`);
}

/** `GET /ApiAuthV2/Decide?token=&decision=approve|cancel&client=…`: the buttons of the page. No `client` means all. */
export function decideVisit(call: OpenCall): Reply {
  const { query } = call.request;
  const token = query.get('token') ?? '';
  const visit = call.world.onboarding.visit(token);
  if (!visit) return page(410, '<p>Lenken er ugyldig, brukt eller utløpt.</p>');
  if (query.get('decision') !== 'approve') return sendBack(call, token, 'Canceled');
  const named = new Set(query.getAll('client'));
  const offered = call.world.onboarding.offered(visit);
  return decide(call, token, named.size > 0 ? offered.filter((row) => named.has(row.clientId)) : offered);
}

function decide(call: OpenCall, token: string, companies: readonly Company[]): Reply {
  if (companies.length === 0) return sendBack(call, token, 'ClientNotFound');
  return sendBack(call, token, 'Success', companies);
}

/** The browser goes back to the redirect address with `status` and, if approved, the onboarding token. */
function sendBack(
  { world }: OpenCall,
  token: string,
  status: OnboardingStatus,
  companies: readonly Company[] = [],
): Reply {
  const { onboarding, switches } = world;
  const visit = onboarding.visit(token);
  if (!visit) return page(410, '<p>Lenken er ugyldig, brukt eller utløpt.</p>');
  const onboardingToken = status === 'Success' ? onboarding.approve(visit, companies) : undefined;
  if (onboardingToken === undefined) onboarding.refuse(visit);
  if (visit.redirectUri === null) return page(200, `<p>${status}</p><code>${onboardingToken ?? ''}</code>`);
  const target = new URL(visit.redirectUri);
  target.searchParams.set('status', status);
  if (onboardingToken !== undefined) target.searchParams.set(switches.onboardingTokenName, onboardingToken);
  return { status: 302, headers: { location: target.toString() }, body: '' };
}

/** `POST /Onboarding/Finalize`: step 3, one client key per company that was chosen. */
export function finalize({ world, request }: OpenCall): Reply {
  const body = new Fields(readBody(request), ['OnboardingToken'], world.switches.unknownFields);
  const token = body.required('OnboardingToken', body.text('OnboardingToken'));
  const onboarded = world.onboarding.finalize(token);
  if (!onboarded) throw invalidRequest('OnboardingToken is not valid.');
  const answer = {
    OnboardedClientsInformation: onboarded.map(({ company, clientKey }) => ({
      ClientKey: clientKey.key,
      ClientName: company.options.name,
      ClientOrganizationNumber: company.options.organizationNumber,
    })),
    UserEmail: APPROVER_EMAIL,
  };
  return jsonReply(200, JSON.stringify(answer));
}

function page(status: number, content: string): Reply {
  const body = `<!DOCTYPE html><html lang="no"><head><meta charset="utf-8"><title>Sandbox: PowerOffice Go</title></head><body>${content}</body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
