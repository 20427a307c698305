import {
  anything,
  type Decoded,
  decimalText,
  type Decoder,
  DecodeError,
  filledText,
  flag,
  idText,
  integer,
  isRecord,
  listOf,
  object,
  optional,
  text,
} from '../kit/index.js';

/**
 * The shapes we read of Xledger's GraphQL API, only the fields we read, in the vendor's words. Ids come as numbers or as
 * text by object, amounts as text; an object out of scope comes as null.
 */

export interface Edge {
  /** Opaque: one number, or several joined by points. */
  readonly cursor: string;
  readonly node: unknown;
}

export interface Connection {
  readonly edges: readonly Edge[];
  readonly hasNextPage: boolean;
}

const edge: Decoder<Edge> = object({ cursor: text, node: anything });
const pageInfo = object({ hasNextPage: optional(flag) });

/** `edges` is null when nothing is found, and so is the whole field in some versions. */
export const connection: Decoder<Connection> = (value) => {
  if (value === null || value === undefined) return { edges: [], hasNextPage: false };
  const read = object({ edges: optional(listOf(edge)), pageInfo: optional(pageInfo) })(value);
  return { edges: read.edges ?? [], hasNextPage: read.pageInfo?.hasNextPage === true };
};

/** 0 or null stands for "not matched". */
const matchId: Decoder<string | undefined> = (value) => {
  const id = optional(idText)(value);
  return id === '0' ? undefined : id;
};

const named = optional(object({ name: filledText }));
const coded = optional(object({ code: filledText }));
const currency = optional(object({ code: text }));

const wireHeader = object({
  transactionNumber: filledText,
  trRegNumber: optional(integer),
  postedDate: filledText,
  transactionSource: coded,
});

/** A row of the customer ledger, as far as every use of it needs. */
const entryFields = {
  dbId: idText,
  ownerDbId: idText,
  invoiceNumber: filledText,
  text: filledText,
  /** In the currency of the books, and in the row's own. */
  amount: decimalText,
  invoiceAmount: decimalText,
  invoiceRemaining: decimalText,
  currency,
  extIdentifier: filledText,
  matchId,
  subledgerDbId: optional(idText),
  slTransactionType: named,
  transactionHeader: optional(wireHeader),
} as const;

export const wireEntry = object(entryFields);
export type WireEntry = Decoded<typeof wireEntry>;

const wireAddress = optional(
  object({
    streetAddress: filledText,
    streetNumber: filledText,
    zipCode: filledText,
    place: filledText,
    country: coded,
  }),
);
export type WireAddress = NonNullable<Decoded<typeof wireAddress>>;

const wireSubledger = optional(
  object({
    dbId: idText,
    code: filledText,
    description: filledText,
    email: filledText,
    phone: filledText,
    phone2: filledText,
    address: wireAddress,
    billAddress: wireAddress,
    collection: optional(object({ code: filledText, description: filledText })),
  }),
);
export type WireSubledger = NonNullable<Decoded<typeof wireSubledger>>;

export const wireRow = object({
  ...entryFields,
  invoiceDate: filledText,
  dueDate: filledText,
  reminderDate: filledText,
  lateFee: optional(decimalText),
  paymentReference: filledText,
  account: coded,
  subledger: wireSubledger,
  company: optional(object({ companyNumber: filledText })),
  billAddress: wireAddress,
});
export type WireRow = Decoded<typeof wireRow>;

export const wireDelta = object({ dbId: idText, mutationType: text });

export const wireEntity = object({
  dbId: idText,
  description: filledText,
  company: optional(object({ companyNumber: filledText })),
  currency,
  address: optional(object({ country: coded })),
});
export type WireEntity = Decoded<typeof wireEntity>;

export const wireAccount = object({
  code: filledText,
  description: filledText,
  ownerDbId: optional(idText),
  posting: optional(flag),
  ledgerType: named,
});
export type WireAccount = Decoded<typeof wireAccount>;

export const wireBankAccount = object({ ownerDbId: optional(idText), account: coded });

/** A line of the import table. */
export const wireImportItem = object({
  dbId: idText,
  ownerDbId: optional(idText),
  trRegNumber: optional(integer),
  extIdentifier: filledText,
  /** True when the posting job has done with it. */
  archive: optional(flag),
});
export type WireImportItem = Decoded<typeof wireImportItem>;

export const wireImportError = object({ message: filledText, transactionDbId: optional(idText) });

export const wireInvoiceFile = object({
  dbId: idText,
  ownerDbId: idText,
  invoiceNumber: filledText,
  invoiceFile: optional(object({ url: filledText })),
});

/** `__type`: the names that a type of the schema has; empty when there is no such type. */
export const wireInputFields: Decoder<ReadonlySet<string>> = (value) => {
  const type = optional(object({ inputFields: optional(listOf(object({ name: text }))) }))(value);
  return new Set((type?.inputFields ?? []).map(({ name }) => name));
};

/** Decodes every node, for lists where one unreadable row makes the answer unusable. */
export function nodesOf<T>({ edges }: Connection, node: Decoder<T>): readonly T[] {
  return edges.map((one, index) => {
    try {
      return node(one.node);
    } catch (error) {
      throw error instanceof DecodeError ? error.inside(`edges[${index}].node`) : error;
    }
  });
}

/** The row's own id, where it has a readable one. */
export function readableId(node: unknown): string | undefined {
  const id = isRecord(node) ? node['dbId'] : undefined;
  return (typeof id === 'number' && Number.isSafeInteger(id)) ||
    (typeof id === 'string' && /^\d{1,19}$/.test(id))
    ? String(id)
    : undefined;
}
