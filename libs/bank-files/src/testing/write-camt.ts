import { type Currency, formatDecimal } from '@app/domain';
import type { Direction } from '../model.js';
import {
  entryMinor,
  type ToldEntry,
  type ToldMessage,
  type ToldReport,
  type ToldTransaction,
} from './message.js';

export interface CamtStyle {
  /** Such as `ns2:`; empty for the default namespace. */
  readonly prefix: string;
  readonly encoding: string;
  /** What stands between elements. */
  readonly gap: string;
}

export const PLAIN: CamtStyle = { prefix: '', encoding: 'UTF-8', gap: '\n' };

type Write = (name: string, content: string, attributes?: string) => string;

/** Writes the message with all sums that the format can declare. For tests only. */
export function writeCamt(message: ToldMessage, style: CamtStyle = PLAIN): string {
  const parts = camtParts(message, style);
  return [parts.head, ...message.reports.map((report) => parts.report(report)), parts.tail].join('');
}

/** The same in parts, for files that do not fit into memory. */
export function camtParts(
  { format, version, messageId, createdAt }: Omit<ToldMessage, 'reports'>,
  { prefix, encoding, gap }: CamtStyle,
): {
  readonly head: string;
  readonly report: (report: ToldReport) => string;
  readonly entry: (entry: ToldEntry, currency: Currency) => string;
  readonly tail: string;
} {
  const write: Write = (name, content, attributes = '') =>
    `<${prefix}${name}${attributes}>${content}</${prefix}${name}>${gap}`;
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${format}.001.${version}`;
  const root = format === 'camt.053' ? 'BkToCstmrStmt' : 'BkToCstmrDbtCdtNtfctn';
  const bound = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  const header = write('GrpHdr', write('MsgId', escaped(messageId)) + write('CreDtTm', createdAt));
  const entry = (told: ToldEntry, currency: Currency): string => writeEntry(write, told, currency, version);
  return {
    head: `<?xml version="1.0" encoding="${encoding}"?>${gap}<${prefix}Document ${bound}="${namespace}"><${prefix}${root}>${gap}${header}`,
    report: (report) => writeReport(write, format, version, report, entry),
    entry,
    tail: `</${prefix}${root}></${prefix}Document>${gap}`,
  };
}

function writeReport(
  write: Write,
  format: ToldMessage['format'],
  version: ToldMessage['version'],
  report: ToldReport,
  entry: (told: ToldEntry, currency: Currency) => string,
): string {
  const { currency, entries, openingMinor } = report;
  const account = write('Acct', write('Id', write('IBAN', report.iban)) + write('Ccy', currency));
  const closing = openingMinor + total(entries, 'credit') - total(entries, 'debit');
  const balances =
    format === 'camt.054'
      ? ''
      : writeBalance(write, 'OPBD', openingMinor, currency) + writeBalance(write, 'CLBD', closing, currency);
  return write(
    format === 'camt.053' ? 'Stmt' : 'Ntfctn',
    write('Id', escaped(report.id)) +
      (report.copyIndicator ? write('CpyDplctInd', report.copyIndicator) : '') +
      account +
      balances +
      writeSummary(write, version, report) +
      entries.map((told) => entry(told, currency)).join(''),
  );
}

function writeBalance(write: Write, type: string, minor: bigint, currency: Currency): string {
  return write(
    'Bal',
    write('Tp', write('CdOrPrtry', write('Cd', type))) +
      writeAmount(write, 'Amt', minor < 0n ? -minor : minor, currency) +
      write('CdtDbtInd', minor < 0n ? 'DBIT' : 'CRDT') +
      write('Dt', write('Dt', '2026-11-27')),
  );
}

function writeSummary(
  write: Write,
  version: ToldMessage['version'],
  { entries, currency }: ToldReport,
): string {
  const [credit, debit] = [total(entries, 'credit'), total(entries, 'debit')];
  const net = credit - debit;
  const amount = decimal(net < 0n ? -net : net, currency);
  const direction = write('CdtDbtInd', net < 0n ? 'DBIT' : 'CRDT');
  const netEntry =
    version === '02'
      ? write('TtlNetNtryAmt', amount) + direction
      : write('TtlNetNtry', write('Amt', amount) + direction);
  const part = (name: string, of: readonly ToldEntry[], sum: bigint, more = ''): string =>
    write(name, write('NbOfNtries', String(of.length)) + write('Sum', decimal(sum, currency)) + more);
  return write(
    'TxsSummry',
    part('TtlNtries', entries, credit + debit, netEntry) +
      part('TtlCdtNtries', entries.filter(isOf('credit')), credit) +
      part('TtlDbtNtries', entries.filter(isOf('debit')), debit),
  );
}

function writeEntry(
  write: Write,
  entry: ToldEntry,
  currency: Currency,
  version: ToldMessage['version'],
): string {
  const code =
    entry.bankCode === undefined ? '' : write('BkTxCd', write('Prtry', write('Cd', escaped(entry.bankCode))));
  const transactions = entry.transactions
    .map((each) => writeTransaction(write, each, currency, version))
    .join('');
  return write(
    'Ntry',
    writeAmount(write, 'Amt', entryMinor(entry), currency) +
      write('CdtDbtInd', directionCode(entry.direction)) +
      (entry.isReversal ? write('RvslInd', 'true') : '') +
      write('Sts', version === '08' ? write('Cd', 'BOOK') : 'BOOK') +
      write('BookgDt', write('Dt', entry.bookedOn)) +
      write('ValDt', write('DtTm', `${entry.valueOn}T00:00:00+01:00`)) +
      optional(write, 'AcctSvcrRef', entry.bankReference) +
      code +
      write('NtryDtls', write('Btch', write('NbOfTxs', String(entry.transactions.length))) + transactions),
  );
}

function writeTransaction(
  write: Write,
  transaction: ToldTransaction,
  currency: Currency,
  version: ToldMessage['version'],
): string {
  const { amountMinor, payerName, payerAccount, references, texts } = transaction;
  const refs =
    optional(write, 'AcctSvcrRef', transaction.bankReference) +
    optional(write, 'EndToEndId', transaction.endToEndId);
  const name = optional(write, 'Nm', payerName);
  const party = name === '' ? '' : write('Dbtr', version === '08' ? write('Pty', name) : name);
  const account =
    payerAccount === undefined ? '' : write('DbtrAcct', write('Id', write('IBAN', payerAccount)));
  const amount = writeAmount(write, 'Amt', amountMinor, currency);
  const structured = references.map((reference) =>
    write(
      'Strd',
      (reference.amountMinor === undefined
        ? ''
        : write('RfrdDocAmt', writeAmount(write, 'RmtdAmt', reference.amountMinor, currency))) +
        write(
          'CdtrRefInf',
          write('Tp', write('CdOrPrtry', write('Cd', 'SCOR'))) + write('Ref', escaped(reference.text)),
        ),
    ),
  );
  const remittance = texts.map((text) => write('Ustrd', escaped(text))).join('') + structured.join('');
  return write(
    'TxDtls',
    (refs === '' ? '' : write('Refs', refs)) +
      // .02 knows the amount of a transaction among its details only.
      (version === '02'
        ? write('AmtDtls', write('TxAmt', amount)) + write('CdtDbtInd', directionCode(transaction.direction))
        : amount + write('CdtDbtInd', directionCode(transaction.direction))) +
      (party + account === '' ? '' : write('RltdPties', party + account)) +
      (remittance === '' ? '' : write('RmtInf', remittance)),
  );
}

function writeAmount(write: Write, name: string, minor: bigint, currency: Currency): string {
  return write(name, decimal(minor, currency), ` Ccy="${currency}"`);
}

function optional(write: Write, name: string, text: string | undefined): string {
  return text === undefined ? '' : write(name, escaped(text));
}

function total(entries: readonly ToldEntry[], direction: Direction): bigint {
  return entries.filter(isOf(direction)).reduce((sum, entry) => sum + entryMinor(entry), 0n);
}

function isOf(direction: Direction): (entry: ToldEntry) => boolean {
  return (entry) => entry.direction === direction;
}

function decimal(minor: bigint, currency: Currency): string {
  return formatDecimal({ minor, currency });
}

function directionCode(direction: Direction): string {
  return direction === 'credit' ? 'CRDT' : 'DBIT';
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
