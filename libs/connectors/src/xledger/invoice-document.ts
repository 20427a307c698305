import type { LedgerItemId } from '@app/domain';
import { ConnectionBlockedError, type InvoiceDocument } from '../contract/index.js';
import type { XledgerClient } from './client.js';
import { FileNotFoundError } from './errors.js';
import type { CompanyContext } from './invoice-rows.js';
import { INVOICE_FILES } from './queries.js';
import { isRowId } from './read-items.js';
import { readList } from './walk.js';
import { wireInvoiceFile } from './wire.js';

/** The invoice's file, where the row has one: imported invoices mostly have none. */
export async function readInvoiceDocument(
  { client, ownerId }: CompanyContext,
  id: LedgerItemId,
  signal?: AbortSignal,
): Promise<InvoiceDocument | undefined> {
  if (!isRowId(id)) return undefined;
  const variables = { filter: { dbId_in: [Number(id)] } };
  const rows = await readList(
    client,
    { root: 'arTransactions', document: INVOICE_FILES, first: 2, variables, signal },
    wireInvoiceFile,
  );
  const row = rows.find(({ dbId, ownerDbId }) => dbId === id && ownerDbId === ownerId);
  const url = row?.invoiceFile?.url;
  if (url === undefined || !isOfXledger(url, client.apiHost)) return undefined;
  const bytes = await fetchFile(client, url, signal);
  if (!bytes || Buffer.from(bytes.subarray(0, 4)).toString('latin1') !== '%PDF') return undefined;
  return { contentType: 'application/pdf', fileName: `invoice-${row?.invoiceNumber ?? id}.pdf`, bytes };
}

/** Whether the address is enough, or the token must go along, is not public: the token is kept back until it is asked for. */
async function fetchFile(
  client: XledgerClient,
  url: string,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    return await client.file(url, false, signal);
  } catch (error) {
    if (error instanceof FileNotFoundError) return undefined;
    if (!(error instanceof ConnectionBlockedError)) throw error;
  }
  try {
    return await client.file(url, true, signal);
  } catch (error) {
    if (error instanceof FileNotFoundError) return undefined;
    throw error;
  }
}

/** The address comes from a row, so it is not followed anywhere else. */
function isOfXledger(url: string, apiHost: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, hostname } = new URL(url);
  return host === apiHost || (protocol === 'https:' && /(^|\.)xledger\.net$/.test(hostname));
}
