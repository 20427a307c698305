import { jsonReply, type Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import type { World } from '../world.js';
import { notFound } from '../wire/api-error.js';

/** `POST /token/session/:create`: answers 201 with the session token. */
export function createSession(world: World, body: string): Reply {
  const session = world.sessions.create(body);
  const { urlBase } = world.options;
  const { consumer } = world.credentials;
  const value = {
    id: session.id,
    version: 1,
    url: `${urlBase}/token/session/${session.id}`,
    consumerToken: { id: consumer.id, url: `${urlBase}/token/consumer/${consumer.id}` },
    employeeToken: { id: session.employee.id, url: `${urlBase}/token/employee/${session.employee.id}` },
    expirationDate: session.expirationDate,
    token: session.token,
    // Recorded in 2022, not in the vendor's schema.
    encryptionKey: null,
  };
  return jsonReply(201, JSON.stringify({ value }));
}

/** `DELETE /token/session/{token}`: 204 without a body. */
export function deleteSession({ world, path }: Call): Reply {
  if (!world.sessions.delete(path['token'] ?? '')) throw notFound();
  return { status: 204, headers: {}, body: '' };
}

/** `GET /token/session/>whoAmI`. */
export function whoAmI({ world, session, company, models }: Call): Reply {
  const { employee } = session;
  const value = {
    employeeId: employee.employeeId,
    actualEmployeeId: employee.employeeId + 1,
    employee: { id: employee.employeeId, url: `${world.options.urlBase}/employee/${employee.employeeId}` },
    companyId: company.id,
    company: { id: company.id, url: models.company.url(company) },
    language: 'no',
    loggedInWithConnect: false,
    employeeIsProxy: false,
  };
  return jsonReply(200, JSON.stringify({ value }));
}
