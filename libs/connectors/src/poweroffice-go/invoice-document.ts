import type { LedgerItemId } from '@app/domain';
import { type InvoiceDocument, RetryableLedgerError } from '../contract/index.js';
import { TROUBLE_WAIT_MS } from '../kit/index.js';
import type { PowerOfficeClient } from './client.js';
import { ObjectNotFoundError } from './errors.js';
import { isPowerOfficeUuid } from './wire.js';
import { findInZip, UnreadableZipError } from './zip.js';

/** The vendor takes documents of up to 30 MB. */
const BOUNDS = { entriesMax: 50, bytesMax: 32 * 1024 * 1024 };

/** The invoice's PDF out of the zip file it comes in; imported invoices and some sent as EHF have none. */
export async function readInvoiceDocument(
  client: PowerOfficeClient,
  id: LedgerItemId,
  signal?: AbortSignal,
): Promise<InvoiceDocument | undefined> {
  if (!isPowerOfficeUuid(id)) return undefined;
  const path = '/VoucherDocumentation/Download';
  try {
    const answer = await client.bytes({ path, query: { id, documentationType: 'Pdf' }, signal });
    const bytes = answer && (isPdf(answer) ? answer : findInZip(answer, isPdf, BOUNDS));
    return bytes && { contentType: 'application/pdf', fileName: `invoice-${id}.pdf`, bytes };
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return undefined;
    if (error instanceof UnreadableZipError)
      throw new RetryableLedgerError(error.message, TROUBLE_WAIT_MS, { cause: error });
    throw error;
  }
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '%PDF';
}
