import { Router } from '../server/router.js';
import type { Call, DeclaredEndpoint, OpenEndpoint } from './call.js';
import type { Reply } from '../server/exchange.js';
import {
  addIntegration,
  getIntegrationInformation,
  listClients,
  removeIntegration,
} from './endpoints/client-endpoints.js';
import {
  CONTACT_PERSON_FILTERS,
  CUSTOMER_FILTERS,
  getCustomer,
  listContactPersons,
  listCustomers,
} from './endpoints/customer-endpoints.js';
import {
  downloadDocumentation,
  listDocumentation,
  putDocumentation,
} from './endpoints/documentation-endpoints.js';
import {
  getInvoice,
  INVOICE_FILTERS,
  listInvoiceLines,
  listInvoices,
} from './endpoints/invoice-endpoints.js';
import {
  ENTRY_FILTERS,
  listCustomerBalances,
  listEntriesByMatchId,
  listOpenItems,
  listStatement,
  listTransactions,
  TRANSACTION_FILTERS,
} from './endpoints/ledger-endpoints.js';
import { decideVisit, finalize, initiate, openVisit } from './endpoints/onboarding-endpoints.js';
import {
  getAccount,
  getCurrencyRate,
  getFinancialSettings,
  getLockDate,
  getOrganization,
  getVatSettings,
  listAccounts,
  listBankAccounts,
  listCurrencies,
  listNumberSeries,
  listPaymentTerms,
  listVatCodes,
} from './endpoints/settings-endpoints.js';
import { issueToken } from './endpoints/token-endpoint.js';
import { createBankJournal, getBankJournal, reverseVoucher } from './endpoints/voucher-endpoints.js';
import { LIST_PARAMETERS } from './wire/query.js';

const withFull = (...roles: readonly string[]): string[] => roles.flatMap((role) => [role, `${role}_Full`]);
const COMMON = withFull('CommonServices');
const LEDGER = withFull('CustomerLedger');
const INVOICES = withFull('OutgoingInvoice');
const DOCUMENTS = withFull('VoucherDocumentation');

/**
 * Everything of the vendor's API that the sandbox knows, with the roles of its OpenAPI documents
 * (github.com/stianwe/PowerOfficeGoV2, api/openapi.yaml). Templates are in lower case, since any case is taken;
 * the operation keeps the vendor's spelling.
 */
export function powerOfficeGoRoutes(reversalRole: string): Router<DeclaredEndpoint> {
  const router = new Router<DeclaredEndpoint>();
  type Run = (call: Call) => Reply;
  const add = (method: string, path: string, endpoint: DeclaredEndpoint): void => {
    router.add(method, path.toLowerCase(), endpoint);
  };
  const one = (method: string, path: string, roles: readonly string[], run: Run, parameters: string[] = []) =>
    add(method, `/v2${path}`, { operation: `${method} ${path}`, roles, run, parameters });
  const list = (path: string, roles: readonly string[], run: Run, filters: readonly string[] = []): void =>
    one('GET', path, roles, run, [...filters, ...LIST_PARAMETERS]);
  const open = (operation: string, path: string, runOpen: OpenEndpoint['runOpen'], isPage = false): void =>
    add(operation.split(' ')[0] ?? 'GET', path, { operation, runOpen, isPage });

  open('POST /OAuth/Token', '/OAuth/Token', issueToken);
  open('POST /Onboarding/Initiate', '/v2/Onboarding/Initiate', initiate);
  open('POST /Onboarding/Finalize', '/v2/Onboarding/Finalize', finalize);
  open('GET /ApiAuthV2', '/ApiAuthV2', openVisit, true);
  open('GET /ApiAuthV2/Decide', '/ApiAuthV2/Decide', decideVisit, true);

  one('GET', '/ClientIntegrationInformation', [], getIntegrationInformation);
  one('DELETE', '/Offboarding/RemoveIntegration', [], removeIntegration);
  list('/ClientAdmin/Clients', withFull('ClientAdmin'), listClients, ['isActive']);
  one('POST', '/ClientAdmin/AddIntegrationToClient/{clientId}', ['ClientAdmin_Full'], addIntegration);

  list('/OutgoingInvoices', INVOICES, listInvoices, INVOICE_FILTERS);
  one('GET', '/OutgoingInvoices/{id}', INVOICES, getInvoice);
  list('/OutgoingInvoices/{id}/Lines', INVOICES, listInvoiceLines);
  list('/Customerledger/OpenItems', LEDGER, listOpenItems, ['date', ...ENTRY_FILTERS]);
  list('/Customerledger/Statement', LEDGER, listStatement, ['fromDate', 'toDate', ...ENTRY_FILTERS]);
  list('/Customerledger/EntriesByMatchId', LEDGER, listEntriesByMatchId, ['matchId']);
  list('/Customerledger/CustomerBalances', LEDGER, listCustomerBalances, [
    'date',
    'contactGroupIds',
    'includeOnlyOpenItems',
    'subLedgerNumberSeriesIds',
  ]);
  list('/AccountTransactions', withFull('AccountTransaction'), listTransactions, TRANSACTION_FILTERS);

  list('/Customers', withFull('Customer'), listCustomers, CUSTOMER_FILTERS);
  one('GET', '/Customers/{id}', withFull('Customer'), getCustomer);
  list(
    '/ContactPersons',
    withFull('ContactPerson', 'Customer', 'Supplier'),
    listContactPersons,
    CONTACT_PERSON_FILTERS,
  );

  one('POST', '/Vouchers/BankJournals', ['BankVoucher_Full'], createBankJournal);
  one('GET', '/Vouchers/BankJournals/{id}', ['BankVoucher_Full'], getBankJournal);
  one('POST', '/Vouchers/Reverse/{id}', [reversalRole], reverseVoucher);

  const ACCOUNTS = withFull('GeneralLedgerAccount');
  list('/GeneralLedgerAccounts', ACCOUNTS, listAccounts, [
    'accountNos',
    'agricultureDepartments',
    'lastChangedDateTimeOffsetGreaterThan',
  ]);
  one('GET', '/GeneralLedgerAccounts/{id}', ACCOUNTS, getAccount);
  list('/SubLedgerNumberSeries', COMMON, listNumberSeries, [
    'generalLedgerAccountNos',
    'isDefault',
    'subLedgerNumberSeriesType',
  ]);
  list('/VatCodes', COMMON, listVatCodes, ['includeExpired', 'isActive']);
  one('GET', '/VatSettings', COMMON, getVatSettings);
  one('GET', '/FinancialSettings', COMMON, getFinancialSettings);
  one('GET', '/LockDateSettings', COMMON, getLockDate);
  list('/Currencies', COMMON, listCurrencies, ['currencyCode', 'isActive']);
  one('GET', '/CurrencyRates', COMMON, getCurrencyRate, ['fromCurrency', 'toCurrency', 'asOnDate']);
  list('/PaymentTerms', COMMON, listPaymentTerms);
  one('GET', '/OrganizationSettings', COMMON, getOrganization);
  list('/ClientBankAccounts', withFull('ClientBankAccount'), listBankAccounts, [
    'bankAccountNumbers',
    'createdDateTimeOffsetGreaterThan',
    'lastChangedDateTimeOffsetGreaterThan',
  ]);

  list('/VoucherDocumentation', DOCUMENTS, listDocumentation, ['id', 'voucherNo']);
  one('GET', '/VoucherDocumentation/Download', DOCUMENTS, downloadDocumentation, ['id', 'documentationType']);
  one('PUT', '/VoucherDocumentation', ['VoucherDocumentation_Full'], putDocumentation, ['id']);
  return router;
}
