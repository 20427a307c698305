import type { LedgerItemId } from '@app/domain';
import { type InvoiceDocument, RetryableLedgerError } from '../contract/index.js';
import { TROUBLE_WAIT_MS } from '../kit/index.js';
import type { FortnoxClient } from './client.js';
import { ObjectNotFoundError } from './errors.js';

/** The first bytes of every PDF. */
const PDF_MAGIC = '%PDF';

/** `preview` alone leaves the invoice as it is: `print` marks it as sent, and `email` sends it. */
export async function readInvoiceDocument(
  client: FortnoxClient,
  id: LedgerItemId,
  signal?: AbortSignal,
): Promise<InvoiceDocument | undefined> {
  try {
    const { bytes } = await client.bytes({ path: '/invoices/{DocumentNumber}/preview', id, signal });
    if (Buffer.from(bytes.subarray(0, PDF_MAGIC.length)).toString('latin1') !== PDF_MAGIC) {
      throw new RetryableLedgerError('Fortnox answered with something that is not a PDF.', TROUBLE_WAIT_MS);
    }
    return { contentType: 'application/pdf', fileName: `invoice-${id}.pdf`, bytes };
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return undefined;
    throw error;
  }
}
