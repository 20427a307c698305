import { SaxesParser, type SaxesTagNS } from 'saxes';

/** What the bank says of one payment, or of all of a file. ISO 20022 external payment status codes. */
export interface StatusOfTransfer {
  readonly endToEndId: string;
  readonly status: string;
  /** Code of the reason, and what the bank adds in words. */
  readonly reason?: string;
}

export interface StatusReport {
  /** The report's own id. */
  readonly messageId: string;
  /** Of the file that it answers. */
  readonly originalMessageId: string;
  readonly groupStatus?: string;
  readonly groupReason?: string;
  /** Of the batch; it has one. */
  readonly batchStatus?: string;
  readonly batchReason?: string;
  readonly transfers: readonly StatusOfTransfer[];
}

/** Not a status report, or one that cannot be read for certain. Nothing of it is used. */
export class StatusReportRefusedError extends Error {
  constructor(why: string) {
    super(`The status report was refused: ${why}.`);
    this.name = 'StatusReportRefusedError';
  }
}

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(03|10)$/;
const TRANSFERS_MAX = 10_000;
const LENGTH_MAX = 32 * 1024 * 1024;
const DEPTH_MAX = 40;

interface Draft {
  status?: string;
  code?: string;
  words: string[];
  endToEndId?: string;
}

/**
 * Reads a pain.002, customer payment status report (versions .03 and .10), about a file of ours.
 * @throws StatusReportRefusedError
 */
export function readStatusReport(text: string): StatusReport {
  if (text.length > LENGTH_MAX) throw new StatusReportRefusedError('it is too large');
  const ids: { message?: string; original?: string } = {};
  const group: Draft = { words: [] };
  const batch: Draft = { words: [] };
  let transfer: Draft | undefined;
  const transfers: StatusOfTransfer[] = [];
  const path: string[] = [];
  let namespace = '';
  let said = '';

  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => refuse('it has a DOCTYPE'));
  parser.on('error', () => refuse('it is not well-formed XML'));
  parser.on('opentag', ({ local, uri }: SaxesTagNS) => {
    if (path.length >= DEPTH_MAX) refuse('its elements are too deep');
    if (local === 'Document' && path.length === 0) namespace = uri;
    path.push(local);
    said = '';
    if (local === 'TxInfAndSts') transfer = { words: [] };
  });
  parser.on('text', (part) => {
    said += part;
  });
  parser.on('closetag', () => {
    const at = path.slice(2).join('/');
    path.pop();
    take(at, said.trim());
    said = '';
  });
  parser.write(text).close();
  if (!NAMESPACE.test(namespace)) refuse('it is no pain.002 of version 03 or 10');
  if (!ids.message || !ids.original) refuse('it does not say which file it answers');
  return {
    messageId: ids.message as string,
    originalMessageId: ids.original as string,
    ...named('group', group),
    ...named('batch', batch),
    transfers,
  };

  function take(at: string, value: string): void {
    if (at === 'GrpHdr/MsgId') ids.message = value;
    else if (at === 'OrgnlGrpInfAndSts/OrgnlMsgId') ids.original = value;
    else if (at === 'OrgnlGrpInfAndSts/GrpSts') group.status = value;
    else if (at.startsWith('OrgnlGrpInfAndSts/StsRsnInf/')) addReason(group, at, value);
    else if (at === 'OrgnlPmtInfAndSts/PmtInfSts') batch.status = value;
    else if (at.startsWith('OrgnlPmtInfAndSts/StsRsnInf/')) addReason(batch, at, value);
    else if (transfer) ofTransfer(transfer, at, value);
  }

  function ofTransfer(draft: Draft, at: string, value: string): void {
    const inside = at.replace('OrgnlPmtInfAndSts/TxInfAndSts', '');
    if (inside === '/OrgnlEndToEndId') draft.endToEndId = value;
    else if (inside === '/TxSts') draft.status = value;
    else if (inside.startsWith('/StsRsnInf/')) addReason(draft, at, value);
    else if (inside === '') {
      if (!draft.endToEndId || !draft.status)
        return refuse('a payment in it has no end-to-end id or no status');
      if (transfers.length >= TRANSFERS_MAX) refuse('it speaks of too many payments');
      const reason = reasonOf(draft);
      transfers.push({ endToEndId: draft.endToEndId, status: draft.status, ...(reason && { reason }) });
      transfer = undefined;
    }
  }
}

function addReason(draft: Draft, at: string, value: string): void {
  if (at.endsWith('/Rsn/Cd') || at.endsWith('/Rsn/Prtry')) draft.code = value;
  else if (at.endsWith('/AddtlInf') && draft.words.length < 10) draft.words.push(value);
}

function reasonOf({ code, words }: Draft): string | undefined {
  const text = [code ?? [], words].flat().join(' ');
  return text === '' ? undefined : text.slice(0, 500);
}

function named(what: 'group' | 'batch', draft: Draft): Partial<StatusReport> {
  const reason = reasonOf(draft);
  return {
    ...(draft.status !== undefined && { [`${what}Status`]: draft.status }),
    ...(reason !== undefined && { [`${what}Reason`]: reason }),
  };
}

function refuse(why: string): never {
  throw new StatusReportRefusedError(why);
}
