import { jsonReply, type Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import type { Company } from '../company.js';
import { writeJson } from '../wire/json.js';
import { listReply, type Model } from '../wire/list.js';
import { notFound } from '../wire/problem.js';
import { uuidIn } from './invoice-endpoints.js';

/** `GET /ClientIntegrationInformation`: what the application may do in the company as of now, not as of the token. */
export function getIntegrationInformation({ world, company }: Call): Reply {
  const { valid, invalid } = world.rolesOf(company);
  const body = {
    ActiveClientSubscriptions: company.subscriptions,
    ClientId: company.clientId,
    ClientName: company.options.name,
    InvalidPrivileges: invalid,
    ValidPrivileges: valid,
  };
  return jsonReply(200, writeJson(body));
}

const CLIENT_MODEL: Model<Company> = {
  ClientName: ({ options }) => options.name,
  Id: ({ clientId }) => clientId,
  IsActive: ({ isActive }) => isActive,
  OrganizationNumber: ({ options }) => options.organizationNumber,
};

/** `GET /ClientAdmin/Clients`, for partner integrations only. */
export function listClients(call: Call): Reply {
  const isActive = call.query.flag('isActive');
  const rows = [...call.world.companies.values()].filter(
    (company) => isActive === undefined || company.isActive === isActive,
  );
  return listReply(call, CLIENT_MODEL, rows);
}

/** `POST /ClientAdmin/AddIntegrationToClient/{clientId}`, for partner integrations only. */
export function addIntegration({ world, path }: Call): Reply {
  const clientId = uuidIn(path['clientid']);
  const company = [...world.companies.values()].find((row) => row.clientId === clientId);
  if (!company) throw notFound(`Client with id = ${clientId} not found.`);
  const clientKey = world.credentials.clientKeyOf(company.id) ?? world.activate(company);
  const body = {
    ClientId: company.clientId,
    ClientKey: clientKey.key,
    ClientName: company.options.name,
    OrganizationNumber: company.options.organizationNumber,
  };
  return jsonReply(200, writeJson(body));
}

/** `DELETE /Offboarding/RemoveIntegration`: the company's client key ends. */
export function removeIntegration({ world, token }: Call): Reply {
  // Something for a journal to see: the removal itself draws no id.
  world.ids.next('onboarding');
  world.removeClientKey(token.clientKey);
  const body = {
    Message: 'The integration was removed.',
    RemoveFactoring: false,
    ResetInvoiceFinancing: false,
    Success: true,
  };
  return jsonReply(200, writeJson(body));
}
