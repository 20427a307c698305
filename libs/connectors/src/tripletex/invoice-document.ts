import type { LedgerItemId } from '@app/domain';
import { type InvoiceDocument, RetryableLedgerError } from '../contract/index.js';
import { TROUBLE_WAIT_MS } from '../kit/index.js';
import type { TripletexClient } from './client.js';
import { ObjectNotFoundError } from './errors.js';

/** The first bytes of every PDF. The content type is no help: the vendor answers with either of two. */
const PDF_MAGIC = '%PDF';

export async function readInvoiceDocument(
  client: TripletexClient,
  id: LedgerItemId,
  signal?: AbortSignal,
): Promise<InvoiceDocument | undefined> {
  try {
    const { bytes } = await client.bytes({
      path: '/invoice/{invoiceId}/pdf',
      id,
      query: { download: 'true' },
      signal,
    });
    if (Buffer.from(bytes.subarray(0, PDF_MAGIC.length)).toString('latin1') !== PDF_MAGIC) {
      throw new RetryableLedgerError('Tripletex answered with something that is not a PDF.', TROUBLE_WAIT_MS);
    }
    return { contentType: 'application/pdf', fileName: `invoice-${id}.pdf`, bytes };
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return undefined;
    throw error;
  }
}
