import { jsonReply, type Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { COUNTRIES, CURRENCIES, ENTITLEMENTS, EVENTS } from '../catalogue.js';
import { answerList, answerOne } from '../wire/answers.js';
import { notFound } from '../wire/api-error.js';
import { constant, Model, number, reference, text } from '../wire/model.js';
import { readInteger } from '../wire/parameters.js';

/** `GET /company/>withLoginAccess`: the clients an accountant's key is linked to; empty for ordinary tokens. */
export function listClients(call: Call): Reply {
  const { world, session, models } = call;
  const clients = [...session.employee.clientIds].flatMap((id) => world.companies.get(id) ?? []);
  const key = `clients ${session.employee.id} ${[...session.employee.clientIds].join()}`;
  return answerList(call, models.client, { key, search: () => clients, hasDigest: false });
}

export function getCompany(call: Call): Reply {
  if (readInteger(call.path['id'] ?? '') !== call.company.id) throw notFound();
  return answerOne(call, call.models.company, call.company);
}

/** `GET /company/salesmodules` (BETA). */
export function listSalesModules(call: Call): Reply {
  const model = new Model<string>(
    {
      name: 'SalesModuleDTO',
      path: 'company/salesmodules',
      id: (row) => row.length,
      fields: { name: text((row) => row), costStartDate: text(() => '2019-01-01') },
    },
    call.models.company.traits,
  );
  return answerList(call, model, {
    key: 'salesmodules',
    search: () => ['BASIS', 'API_V2'],
    hasDigest: false,
  });
}

/** `GET /employee/entitlement`: only what the company's rights leave. */
export function listEntitlements(call: Call): Reply {
  const { rights } = call.company;
  const granted: Readonly<Record<(typeof ENTITLEMENTS)[number], boolean>> = {
    AUTH_INVOICING: rights.invoicing,
    AUTH_ADVANCED_VOUCHER: rights.advancedVoucher,
    AUTH_ALL_VOUCHERS: rights.ledger,
    AUTH_CUSTOMER_INFO: true,
    AUTH_COMPANY_CUSTOMER_ACCOUNTING_REPORTS: rights.ledger,
  };
  const model = new Model<(typeof ENTITLEMENTS)[number]>(
    {
      name: 'EntitlementDTO',
      path: 'employee/entitlement',
      id: (row) => 45 + ENTITLEMENTS.indexOf(row),
      fields: {
        employee: constant('null'),
        name: text((row) => row),
        entitlementId: number((row) => 45 + ENTITLEMENTS.indexOf(row)),
        customer: reference(
          () => call.models.company,
          () => call.company,
        ),
      },
    },
    call.models.company.traits,
  );
  return answerList(call, model, {
    key: 'entitlements',
    search: () => ENTITLEMENTS.filter((name) => granted[name]),
  });
}

export function listCurrencies(call: Call): Reply {
  const code = call.query.text('code');
  const ids = call.query.integers('id');
  return answerList(call, call.models.currency, {
    key: `currencies ${code} ${ids}`,
    search: () => CURRENCIES.filter((row) => (!code || row.code === code) && (!ids || ids.includes(row.id))),
  });
}

export function listCountries(call: Call): Reply {
  const code = call.query.text('code');
  const ids = call.query.integers('id');
  return answerList(call, call.models.country, {
    key: `countries ${code} ${ids}`,
    search: () => COUNTRIES.filter((row) => (!code || row.alpha2 === code) && (!ids || ids.includes(row.id))),
  });
}

/** `GET /ledger/postingRules`: which accounts the company books receivables and rounding on. */
export function getPostingRules(call: Call): Reply {
  const account = (accountNumber: number): string =>
    call.models.account.reference(call.company.account(accountNumber), false);
  const id = call.company.voucherTypeIdBase;
  const url = JSON.stringify(`${call.world.options.urlBase}/ledger/postingRules/${id}`);
  return jsonReply(
    200,
    `{"value":{"id":${id},"version":0,"url":${url},"accountReceivableCustomersId":${account(1500)},"accountDebtVendorsId":null,"accountDebtEmployeesAndOwnersId":null,"accountRoundDiffId":${account(7740)},"vatPerDepartment":false,"multipleIndustries":false,"defaultBusinessActivityTypeId":0,"accountSubscriptionAccrual":null,"accountProductSaleNoVat":${account(3100)}}}`,
  );
}

/** `GET /event` (BETA), the one endpoint that needs no authentication. */
export function listEvents(): Reply {
  const value = Object.fromEntries(
    EVENTS.map(([key, description, payloadModel]) => [key, { description, payloadModel }]),
  );
  return jsonReply(200, JSON.stringify({ value }));
}
