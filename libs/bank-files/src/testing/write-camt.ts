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

/** What the head of a report declares of the entries that follow. */
export interface ToldSums {
  readonly creditCount: number;
  readonly debitCount: number;
  readonly credits: bigint;
  readonly debits: bigint;
}

/** Writes the message with all sums that the format can declare. For tests only. */
export function writeCamt(message: ToldMessage, style: CamtStyle = PLAIN): string {
  const parts = camtParts(message, style);
  const reports = message.reports.map(
    (report) =>
      parts.reportHead(report, sumsOf(report.entries)) +
      report.entries.map((entry) => parts.entry(entry, report.currency)).join('') +
      parts.reportTail,
  );
  return [parts.head, ...reports, parts.tail].join('');
}

/** The same in parts, for files that do not fit into memory. */
export function camtParts(
  { format, version, messageId, createdAt }: Omit<ToldMessage, 'reports'>,
  { prefix, encoding, gap }: CamtStyle = PLAIN,
): {
  readonly head: string;
  readonly reportHead: (report: Omit<ToldReport, 'entries'>, sums: ToldSums) => string;
  readonly entry: (entry: ToldEntry, currency: Currency) => string;
  readonly reportTail: string;
  readonly tail: string;
} {
  const write: Write = (name, content, attributes = '') =>
    `<${prefix}${name}${attributes}>${content}</${prefix}${name}>${gap}`;
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${format}.001.${version}`;
  const [root, part] =
    format === 'camt.053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const bound = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  const header = write('GrpHdr', write('MsgId', escaped(messageId)) + write('CreDtTm', createdAt));
  return {
    head: `<?xml version="1.0" encoding="${encoding}"?>${gap}<${prefix}Document ${bound}="${namespace}"><${prefix}${root}>${gap}${header}`,
    reportHead: (report, sums) =>
      `<${prefix}${part}>${gap}${reportFields(write, format, version, report, sums)}`,
    entry: (told, currency) => writeEntry(write, told, currency, version),
    reportTail: `</${prefix}${part}>${gap}`,
    tail: `</${prefix}${root}></${prefix}Document>${gap}`,
  };
}

function sumsOf(entries: readonly ToldEntry[]): ToldSums {
  const of = (direction: Direction): ToldEntry[] => entries.filter((entry) => entry.direction === direction);
  const total = (some: readonly ToldEntry[]): bigint =>
    some.reduce((sum, entry) => sum + entryMinor(entry), 0n);
  const [credits, debits] = [of('credit'), of('debit')];
  return {
    creditCount: credits.length,
    debitCount: debits.length,
    credits: total(credits),
    debits: total(debits),
  };
}

function reportFields(
  write: Write,
  format: ToldMessage['format'],
  version: ToldMessage['version'],
  report: Omit<ToldReport, 'entries'>,
  sums: ToldSums,
): string {
  const { currency, openingMinor } = report;
  const account = write('Acct', write('Id', write('IBAN', report.iban)) + write('Ccy', currency));
  const closing = openingMinor + sums.credits - sums.debits;
  const balances =
    format === 'camt.054'
      ? ''
      : writeBalance(write, 'OPBD', openingMinor, currency) + writeBalance(write, 'CLBD', closing, currency);
  return (
    write('Id', escaped(report.id)) +
    (report.copyIndicator ? write('CpyDplctInd', report.copyIndicator) : '') +
    account +
    balances +
    writeSummary(write, version, currency, sums)
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
  currency: Currency,
  sums: ToldSums,
): string {
  const { credits, debits, creditCount, debitCount } = sums;
  const net = credits - debits;
  const amount = decimal(net < 0n ? -net : net, currency);
  const direction = write('CdtDbtInd', net < 0n ? 'DBIT' : 'CRDT');
  const netEntry =
    version === '02'
      ? write('TtlNetNtryAmt', amount) + direction
      : write('TtlNetNtry', write('Amt', amount) + direction);
  const part = (name: string, count: number, sum: bigint, more = ''): string =>
    write(name, write('NbOfNtries', String(count)) + write('Sum', decimal(sum, currency)) + more);
  return write(
    'TxsSummry',
    part('TtlNtries', creditCount + debitCount, credits + debits, netEntry) +
      part('TtlCdtNtries', creditCount, credits) +
      part('TtlDbtNtries', debitCount, debits),
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

function decimal(minor: bigint, currency: Currency): string {
  return formatDecimal({ minor, currency });
}

function directionCode(direction: Direction): string {
  return direction === 'credit' ? 'CRDT' : 'DBIT';
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
