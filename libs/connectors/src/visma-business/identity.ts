import type { LedgerCompanyKey } from '@app/domain';
import { ConnectionBlockedError, type LedgerCompany, type LedgerIdentity } from '../contract/index.js';
import { DecodeError, isRecord, listOf, object, optional, unusableAnswer } from '../kit/index.js';
import type { VismaClient } from './client.js';
import { type CompanyContext, digitsOf, toProfile } from './company.js';
import { noAccess } from './errors.js';
import type { Schema } from './schema.js';
import { wireCompany, type WireCompany } from './wire.js';

/** So many companies' numbers are asked for in one call, where the list itself does not tell them. */
const COMPANIES_PER_CALL = 20;

const wireCompanies = object({ availableCompanies: object({ items: optional(listOf(wireCompany)) }) });

/** Every company that the grant reaches, under all of Visma.net's customers that the user belongs to. */
export async function listCompanies(
  client: VismaClient,
  signal?: AbortSignal,
): Promise<readonly LedgerCompany[]> {
  const companies = await readCompanies(client, signal);
  const untold = companies.filter(({ organizationNo }) => organizationNo === undefined);
  const numbers = await readNumbers(client, untold, signal);
  return companies.map((company) => toCompany(company, numbers.get(company.vismaNetCompanyId)));
}

/** Reads a little of each table that matters: a company may be listed and still be closed to us. */
export async function identify(context: CompanyContext, signal?: AbortSignal): Promise<LedgerIdentity> {
  const { client, companyNo } = context;
  const key = String(companyNo);
  const known = (await readCompanies(client, signal)).find(
    ({ vismaNetCompanyId }) => vismaNetCompanyId === key,
  );
  if (!known) throw noAccess('kravhub_companies');
  const { company } = await client.tables(
    'kravhub_identity',
    companyNo,
    {
      company: { table: 'companyInformation', fields: ['companyNo'], first: 1 },
      entries: { table: 'openCustomerEntry', fields: ['auditNo'], first: 1 },
      transactions: { table: 'customerTransaction', fields: ['auditNo'], first: 1 },
    },
    signal,
  );
  const { organisationNumber, country, currency } = toProfile(company.rows[0]);
  const listed = digitsOf(known.organizationNo);
  if (listed !== undefined && listed !== organisationNumber) {
    throw new ConnectionBlockedError(
      'configuration',
      'Visma lists the company under another organisation number than the company’s own record holds.',
      'Correct the organisation number under Company information in Business NXT, then connect again.',
    );
  }
  return { ...toCompany(known, organisationNumber), country, currency };
}

async function readCompanies(client: VismaClient, signal?: AbortSignal): Promise<readonly WireCompany[]> {
  const schema = await client.schema(signal);
  const { availableCompanies } = await client.ask(
    { operation: 'kravhub_companies', document: companiesDocument(schema), variables: {}, signal },
    wireCompanies,
  );
  return availableCompanies.items ?? [];
}

/** The number came to the list in December 2025. */
function companiesDocument(schema: Schema): string {
  const number = schema.has('VbcCompany', 'organizationNo') ? ' organizationNo' : '';
  return `query kravhub_companies { availableCompanies { items { name vismaNetCompanyId${number} } } }`;
}

/** By each company's own record; one that does not let us look stays without a number. */
async function readNumbers(
  client: VismaClient,
  companies: readonly WireCompany[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map<string, string>();
  for (let at = 0; at < companies.length; at += COMPANIES_PER_CALL) {
    const part = companies.slice(at, at + COMPANIES_PER_CALL);
    const asked = part.map(
      ({ vismaNetCompanyId: id }) =>
        `c${id}: useCompany(no: ${id}) { companyInformation(first: 1) { items { companyNo } } }`,
    );
    const { data } = await client.askTolerantly({
      operation: 'kravhub_company_numbers',
      document: `query kravhub_company_numbers { ${asked.join(' ')} }`,
      variables: {},
      signal,
    });
    for (const { vismaNetCompanyId: id } of part) {
      const number = numberIn(data?.[`c${id}`]);
      if (number !== undefined) numbers.set(id, number);
    }
  }
  return numbers;
}

function numberIn(company: unknown): string | undefined {
  const table = isRecord(company) ? company['companyInformation'] : undefined;
  const rows = isRecord(table) ? table['items'] : undefined;
  if (!Array.isArray(rows) || rows.length === 0) return undefined;
  try {
    return toProfile(rows[0]).organisationNumber;
  } catch (error) {
    if (error instanceof ConnectionBlockedError) return undefined;
    if (error instanceof DecodeError)
      throw unusableAnswer(
        'Visma',
        { operation: 'kravhub_company_numbers', repeatable: true },
        error.message,
      );
    throw error;
  }
}

function toCompany({ vismaNetCompanyId, name, organizationNo }: WireCompany, number?: string): LedgerCompany {
  const organisationNumber = digitsOf(organizationNo) ?? number;
  return {
    key: vismaNetCompanyId as LedgerCompanyKey,
    name: name ?? vismaNetCompanyId,
    ...(organisationNumber === undefined ? {} : { organisationNumber }),
  };
}
