import type { Reply } from '../../server/exchange.js';
import { CURRENCIES } from '../catalogue.js';
import type { Call } from '../call.js';
import { remainderMinor } from '../invoicing.js';
import type { Label, LedgerAccount, ModeOfPayment } from '../rows.js';
import { readBody, textIn } from '../wire/body.js';
import { jsonAnswer, notFound, refused } from '../wire/errors.js';
import { decimal } from '../wire/json.js';
import { contains, modifiedSince, pageOf, sorted } from '../wire/list.js';
import { customerListItem, rateOf } from '../wire/models.js';
import { customerSingle } from '../wire/single-models.js';
import type { Customer } from '../rows.js';

const CUSTOMER_SEARCH: Readonly<Record<string, (customer: Customer) => string>> = {
  customernumber: ({ number }) => number,
  name: ({ details }) => details.name,
  zipcode: ({ details }) => details.zipCode,
  city: ({ details }) => details.city,
  email: ({ details }) => details.email,
  phone: ({ details }) => details.phone1,
  organisationnumber: ({ details }) => details.organisationNumber,
};
export const CUSTOMER_PARAMETERS: readonly string[] = [
  ...Object.keys(CUSTOMER_SEARCH),
  'filter',
  'gln',
  'glndelivery',
  'lastmodified',
];

export function listCustomers({ company, request, world, page }: Call): Reply {
  const { query } = request;
  const filter = query.get('filter');
  if (filter !== null && filter !== 'active' && filter !== 'inactive') throw refused('badFilter');
  const since = modifiedSince(query, world.switches.lastModifiedZone);
  const rows = [...company.customers.values()].filter(
    (customer) =>
      (filter === null || customer.details.isActive === (filter === 'active')) &&
      (since === undefined || customer.changedAtMs >= since) &&
      [...query].every(([name, part]) => {
        const text = CUSTOMER_SEARCH[name];
        return !text || contains(text(customer), part);
      }),
  );
  const inOrder = sorted(rows, query, {
    customernumber: ({ number }) => number,
    name: ({ details }) => details.name,
  });
  return pageOf('Customers', inOrder, query, world.switches, (row) => customerListItem(page, row));
}

export function getCustomer({ company, path, page }: Call): Reply {
  const customer = company.customers.get(path['CustomerNumber'] ?? '');
  if (!customer) throw notFound('noCustomer');
  return jsonAnswer(200, { Customer: customerSingle(page, customer) });
}

function modeOf(urlBase: string, { code, description, accountNumber }: ModeOfPayment): object {
  // A text here, a number on the payment.
  return {
    '@url': `${urlBase}/modesofpayments/${encodeURIComponent(code)}`,
    Code: code,
    Description: description,
    AccountNumber: String(accountNumber),
  };
}

export function listModes({ company, request, world, page }: Call): Reply {
  const rows = sorted([...company.modes.values()], request.query, { code: ({ code }) => code });
  return pageOf('ModesOfPayments', rows, request.query, world.switches, (mode) => modeOf(page.urlBase, mode));
}

export function getMode({ company, path, page }: Call): Reply {
  const mode = company.modes.get(path['Code'] ?? '');
  if (!mode) throw notFound('noMode');
  return jsonAnswer(200, { ModeOfPayment: modeOf(page.urlBase, mode) });
}

export function createMode({ company, request, page, world }: Call): Reply {
  const fields = readBody(request.body, 'ModeOfPayment', new Set(['Code', 'Description', 'AccountNumber']), {
    names: new Set(['@url']),
    refuse: world.switches.readOnlyFields === 'refuse',
  });
  const code = textIn(fields, 'Code', 100) ?? '';
  const account = textIn(fields, 'AccountNumber', 4) ?? '';
  if (code === '' || account === '') throw refused('missingField');
  if (company.modes.has(code)) throw refused('modeExists');
  if (!company.accounts.has(Number(account))) throw refused('noAccount');
  const mode: ModeOfPayment = {
    code,
    description: textIn(fields, 'Description', 200) ?? '',
    accountNumber: Number(account),
  };
  company.modes.set(code, mode);
  return jsonAnswer(201, { ModeOfPayment: modeOf(page.urlBase, mode) });
}

function accountOf(urlBase: string, { number, name, isActive }: LedgerAccount): object {
  return {
    '@url': `${urlBase}/accounts/${number}`,
    Active: isActive,
    BalanceBroughtForward: 0,
    CostCenter: null,
    CostCenterSettings: 'ALLOWED',
    Description: name,
    Number: number,
    Project: null,
    ProjectSettings: 'ALLOWED',
    SRU: 0,
    VATCode: null,
    Year: 1,
  };
}

export function listAccounts({ company, request, world, page }: Call): Reply {
  const rows = sorted([...company.accounts.values()], request.query, { number: ({ number }) => number });
  return pageOf('Accounts', rows, request.query, world.switches, (row) => accountOf(page.urlBase, row));
}

export function getAccount({ company, path, page }: Call): Reply {
  const account = company.accounts.get(Number(path['Number']));
  if (!account) throw notFound('noAccount');
  return jsonAnswer(200, { Account: accountOf(page.urlBase, account) });
}

export function listCurrencies({ request, world, page }: Call): Reply {
  return pageOf('Currencies', CURRENCIES, request.query, world.switches, (currency) => ({
    '@url': `${page.urlBase}/currencies/${currency.code}`,
    BuyRate: rateOf(currency),
    Code: currency.code,
    Date: world.today(),
    Description: currency.description,
    IsAutomatic: true,
    SellRate: rateOf(currency),
    Unit: currency.unit,
  }));
}

export function listLabels({ company, request, world }: Call): Reply {
  return pageOf('Labels', company.labels, request.query, world.switches, ({ id, description }) => ({
    Id: id,
    Description: description,
  }));
}

export function createLabel({ company, request }: Call): Reply {
  const fields = readBody(request.body, 'Label', new Set(['Description']), {
    names: new Set(),
    refuse: true,
  });
  const description = textIn(fields, 'Description', 25) ?? '';
  if (description === '') throw refused('missingField');
  const label: Label = { id: company.labels.length + 1, description };
  company.labels.push(label);
  return jsonAnswer(201, { Label: { Id: label.id, Description: label.description } });
}

/** An invoice in Fortnox' own reminder and collection service. */
export function getNoxInvoice({ company, path, page, world }: Call): Reply {
  const invoice = company.invoices.get(path['Number'] ?? '');
  if (!invoice?.isNoxFinans) throw notFound('noInvoice');
  const left = decimal(remainderMinor(invoice));
  const isOpen = left !== 0;
  return jsonAnswer(200, {
    NoxFinansInvoice: {
      '@url': `${page.urlBase}/noxfinansinvoices/${invoice.number}`,
      InvoiceNumber: Number(invoice.number),
      Status: isOpen ? 'OPEN' : 'CLOSED',
      CurrentCapitalBalance: left,
      CurrentCapitalBalanceCurrency: left,
      BalanceIncludeFees: left,
      BalanceIncludeFeesCurrency: left,
      NextEvent: isOpen ? 'REMINDER' : '',
      NextEventDate: world.today(),
      OCRNumber: invoice.ocr,
      Service: 'REMINDER',
      ServiceName: 'REMINDER_SERVICE',
    },
  });
}
