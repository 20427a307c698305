import { Router } from '../server/router.js';
import type { DeclaredEndpoint, Endpoint, EndpointTraits } from './call.js';
import { closePostings } from './endpoints/close-postings-endpoint.js';
import { createVoucherStatus, listReminders, listVoucherStatuses } from './endpoints/collection-endpoints.js';
import {
  getCompany,
  getPostingRules,
  listClients,
  listCountries,
  listCurrencies,
  listEntitlements,
  listSalesModules,
} from './endpoints/company-endpoints.js';
import { getCustomer, listCustomers } from './endpoints/customer-endpoints.js';
import { getInvoice, getInvoicePdf, listInvoices, listPaymentTypes } from './endpoints/invoice-endpoints.js';
import {
  getAccount,
  getCloseGroup,
  getPosting,
  listAccountingPeriods,
  listAccounts,
  listCloseGroups,
  listOpenPosts,
  listPostings,
} from './endpoints/ledger-endpoints.js';
import { createCreditNote, payInvoiceEndpoint } from './endpoints/payment-endpoint.js';
import { deleteSession, whoAmI } from './endpoints/session-endpoints.js';
import {
  createVoucher,
  findByExternalNumber,
  getVoucher,
  listVouchers,
  reverseVoucher,
} from './endpoints/voucher-endpoints.js';

/** The two operations that are answered without an Authorization header. */
export const CREATE_SESSION = 'POST /token/session/:create';
export const LIST_EVENTS = 'GET /event';

/** Everything of the vendor's API that the sandbox knows (paths: https://tripletex.no/v2/openapi.json). */
export function tripletexRoutes(): Router<DeclaredEndpoint> {
  const router = new Router<DeclaredEndpoint>();
  const declare = (method: string, template: string, run: Endpoint, traits: EndpointTraits = {}): void => {
    router.add(method, template, { run, ...traits });
  };
  const unreachable: Endpoint = () => {
    throw new Error('This operation is answered before the login is read.');
  };
  declare('POST', '/token/session/:create', unreachable);
  declare('GET', '/event', unreachable);
  declare('DELETE', '/token/session/{token}', deleteSession, { atHome: true });
  declare('GET', '/token/session/>whoAmI', whoAmI, { atHome: true });
  declare('GET', '/company/>withLoginAccess', listClients, { atHome: true });

  declare('GET', '/company/salesmodules', listSalesModules);
  declare('GET', '/company/{id}', getCompany);
  declare('GET', '/employee/entitlement', listEntitlements);
  declare('GET', '/currency', listCurrencies);
  declare('GET', '/country', listCountries);

  declare('GET', '/customer', listCustomers);
  declare('GET', '/customer/{id}', getCustomer);

  declare('GET', '/invoice', listInvoices);
  declare('GET', '/invoice/paymentType', listPaymentTypes);
  declare('GET', '/invoice/{id}', getInvoice);
  declare('GET', '/invoice/{invoiceId}/pdf', getInvoicePdf);
  declare('PUT', '/invoice/{id}/:payment', payInvoiceEndpoint);
  declare('PUT', '/invoice/{id}/:createCreditNote', createCreditNote);
  declare('GET', '/reminder', listReminders);

  declare('GET', '/ledger/account', listAccounts);
  declare('GET', '/ledger/account/{id}', getAccount);
  declare('GET', '/ledger/accountingPeriod', listAccountingPeriods);
  declare('GET', '/ledger/postingRules', getPostingRules);
  declare('GET', '/ledger/posting', listPostings);
  declare('GET', '/ledger/posting/openPost', listOpenPosts);
  declare('GET', '/ledger/posting/{id}', getPosting);
  declare('PUT', '/ledger/posting/:closePostings', closePostings);
  declare('GET', '/ledger/closeGroup', listCloseGroups);
  declare('GET', '/ledger/closeGroup/{id}', getCloseGroup);
  declare('GET', '/ledger/voucher', listVouchers);
  declare('POST', '/ledger/voucher', createVoucher);
  declare('GET', '/ledger/voucher/>externalVoucherNumber', findByExternalNumber);
  declare('GET', '/ledger/voucher/{id}', getVoucher);
  declare('PUT', '/ledger/voucher/{id}/:reverse', reverseVoucher);

  declare('GET', '/voucherStatus', listVoucherStatuses);
  declare('POST', '/voucherStatus', createVoucherStatus);
  return router;
}
