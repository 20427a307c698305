import type { Clock } from '@app/domain';
import { isRecord } from '../kit/index.js';
import { wireType } from './wire.js';

/**
 * Which columns the server's schema has. Business NXT's changes almost daily, and several columns were seen only for the
 * on-premises edition with the same data model, so those are asked for only where introspection shows them.
 */
export interface Schema {
  has(type: string, field: string): boolean;
  /** All columns of a type, to look for one whose name is not known; empty when the type cannot be seen. */
  fieldsOf(type: string): readonly string[];
}

/** Types that are looked at. Input types stand for what may be written. */
export const TYPES_LOOKED_AT = [
  'OpenCustomerEntry',
  'CustomerTransaction',
  'Associate',
  'CompanyInformation',
  'VbcCompany',
  'Country',
  'Currency',
  'Batch',
  'Voucher',
  'UpdatedBatch',
  'UpdatedVoucher',
  'Batch_Input',
  'Voucher_Input',
  'DebtCollectionAgreement',
  'FilterExpression_CustomerTransaction',
] as const;

export const INTROSPECTION = `query kravhub_schema {${TYPES_LOOKED_AT.map(
  (name) => ` ${name}: __type(name: "${name}") { fields { name } inputFields { name } }`,
).join('')} }`;

/** Columns beyond those that public clients of Business NXT use: asked for only when they are shown. */
const MAY_BE_MISSING: Readonly<Record<string, readonly string[]>> = {
  VbcCompany: ['organizationNo'],
  CustomerTransaction: [
    'voucherNo',
    'currencyNo',
    'amountInCurrency',
    'cid',
    'noReminders',
    'debtCollectionCaseNo',
    'stopCollectionDate',
    'reference',
    'crossReference',
    'externalReference1',
    'text',
  ],
  OpenCustomerEntry: [
    'paymentSuggested',
    'noReminders',
    'stopCollectionDate',
    'cid',
    'reference',
    'amountInCurrency',
    'externalReference1',
    'text',
  ],
  Associate: ['joinup_Country_via_Country'],
  Country: ['isoCode'],
  Currency: ['isoCode'],
  Batch: ['description'],
  Voucher: ['crossReference', 'externalReference1'],
  UpdatedBatch: ['description'],
  UpdatedVoucher: ['debitAccountNo', 'externalReference1'],
  Batch_Input: ['description'],
  Voucher_Input: ['crossReference', 'externalReference1', 'voucherType'],
  FilterExpression_CustomerTransaction: ['externalReference1', 'text'],
};

/** A type that introspection does not show is taken to have what public clients use, and nothing more. */
export function toSchema(data: unknown): Schema {
  const seen = new Map<string, ReadonlySet<string>>();
  for (const name of TYPES_LOOKED_AT) {
    const type = isRecord(data) ? wireType(data[name]) : undefined;
    const fields = [...(type?.fields ?? []), ...(type?.inputFields ?? [])].map((field) => field.name);
    if (fields.length > 0) seen.set(name, new Set(fields));
  }
  return {
    has: (type, field) => seen.get(type)?.has(field) ?? MAY_BE_MISSING[type]?.includes(field) !== true,
    fieldsOf: (type) => [...(seen.get(type) ?? [])],
  };
}

/** Those of the columns that the type has. */
export function columns(schema: Schema, type: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => schema.has(type, name));
}

const AGE_MAX_MS = 6 * 3_600_000;

/** The schema as it was last looked at, for all companies of a grant: it is one for all. */
export class SchemaMemory {
  #known: { readonly schema: Schema; readonly atMs: number } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly look: (signal?: AbortSignal) => Promise<Schema>,
  ) {}

  async read(signal?: AbortSignal): Promise<Schema> {
    const nowMs = this.clock.now().getTime();
    if (this.#known && nowMs - this.#known.atMs < AGE_MAX_MS) return this.#known.schema;
    const schema = await this.look(signal);
    this.#known = { schema, atMs: nowMs };
    return schema;
  }

  /** After a question that the server did not understand: the schema has changed since. */
  forget(): void {
    this.#known = undefined;
  }
}
