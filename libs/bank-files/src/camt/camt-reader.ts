import type { Currency } from '@app/domain';
import { type PieceDecoder, pieceDecoder, xmlEncoding } from '../bytes/encoding.js';
import type { BankFileEvent, DeclaredTotal } from '../events.js';
import type { AccountReport, BankFile, BankFileFormat } from '../model.js';
import type { PieceReader, ReadOptions } from '../piece-reader.js';
import { BankFileRefusedError } from '../refusal.js';
import { TOTALS_MAX } from '../limits.js';
import { Tally } from '../tally.js';
import { enforce } from '../totals.js';
import { camtPaths } from './camt-paths.js';
import { Draft } from './draft.js';
import { EntryReader } from './entry-reader.js';
import { accountReport, currencyOfReport, isPart, orRefused } from './report.js';
import { reportTotals } from './report-totals.js';
import { XmlWalk } from './xml-walk.js';

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(camt\.05[34])\.001\.(\d{2})$/;
const VERSIONS = ['02', '04', '08'];

/** ISO 20022 camt.053 and camt.054. Holds one transaction at a time, and the head of the account's part. */
export class CamtReader implements PieceReader {
  readonly outbox: BankFileEvent[] = [];
  readonly walk: XmlWalk;
  readonly entries: EntryReader;
  groupHeader: Draft | undefined;
  reportDraft: Draft | undefined;
  balances: Draft[] = [];
  private readonly decoder: PieceDecoder;
  private format: { readonly format: BankFileFormat; readonly version: string } | undefined;
  private file: BankFile | undefined;
  private report: AccountReport | undefined;
  private reports = 0;
  private all = new Tally();
  private booked = new Tally();
  private transactions = 0;
  private setAside = 0;
  private areAmountsConfirmed = true;

  constructor(
    head: Uint8Array,
    readonly options: ReadOptions,
  ) {
    this.decoder = pieceDecoder(xmlEncoding(head));
    const paths = camtPaths(this);
    this.walk = new XmlWalk((namespace) => {
      this.enter(namespace);
      return paths;
    });
    this.entries = new EntryReader(this.walk, options, {
      head: () => this.head(),
      put: (event) => this.put(event),
    });
  }

  push(piece: Uint8Array): void {
    this.walk.write(this.decoder.decode(piece));
  }

  end(content: { readonly contentHash: string; readonly bytes: number }): void {
    this.walk.write(this.decoder.end());
    this.walk.end();
    if (!this.format) {
      throw new BankFileRefusedError(
        'format-unknown',
        this.walk.line,
        'it is XML, and no message of ISO 20022',
      );
    }
    if (this.reports === 0) this.walk.refuse('structure', 'no statement and no notification in it');
    this.outbox.push({
      type: 'end',
      summary: {
        file: this.startFile(),
        ...content,
        reports: this.reports,
        transactions: this.transactions,
        setAside: this.setAside,
        totals: [],
        areAmountsConfirmed: this.areAmountsConfirmed,
      },
    });
  }

  openReport(): void {
    this.startFile();
    this.reports += 1;
    this.reportDraft = this.walk.draft();
    this.balances = [];
    this.report = undefined;
    this.all = new Tally();
    this.booked = new Tally();
    this.entries.begin();
  }

  addBalance(balance: Draft | undefined): void {
    if (!balance) return;
    if (this.balances.length >= TOTALS_MAX)
      this.walk.refuse('too-large-a-part', 'more balances than there are kinds');
    this.balances.push(balance);
  }

  closeReport(): void {
    const { report } = this.head();
    const draft = this.reportDraft ?? this.walk.draft();
    const currency = this.currency();
    const totals = orRefused(draft.line, () =>
      reportTotals(draft, report, { all: this.all, booked: this.booked, currency }),
    );
    this.checkCurrencies(report, currency);
    enforce(totals, this.options);
    if (!this.isConfirmedBy(totals)) this.areAmountsConfirmed = false;
    this.outbox.push({
      type: 'account-end',
      totals: {
        report,
        ...(report.closingBalance && { closingBalance: report.closingBalance }),
        transactions: this.entries.transactions,
        setAside: this.entries.setAside,
        ...this.booked.sums(),
        totals,
      },
    });
    this.transactions += this.entries.transactions;
    this.setAside += this.entries.setAside;
    this.reportDraft = undefined;
  }

  private put(event: BankFileEvent): void {
    this.outbox.push(event);
  }

  /** What entries need of the report; asked first when its head has been read. */
  private head(): {
    readonly report: AccountReport;
    readonly currency: Currency | undefined;
    readonly all: Tally;
    readonly booked: Tally;
  } {
    if (!this.report) {
      const draft = this.reportDraft ?? this.walk.draft();
      const isMessagePart = this.groupHeader !== undefined && isPart(this.groupHeader);
      this.report = accountReport(draft, this.balances, this.reports, isMessagePart);
      this.outbox.push({ type: 'account', report: this.report });
    }
    return { report: this.report, currency: this.currency(), all: this.all, booked: this.booked };
  }

  private currency(): Currency | undefined {
    return (this.report && currencyOfReport(this.report)) ?? this.entries.currency;
  }

  private enter(namespace: string): void {
    const [, format, version = ''] = NAMESPACE.exec(namespace) ?? [];
    if (format === undefined) {
      throw new BankFileRefusedError(
        'format-unknown',
        this.walk.line,
        'its message is neither camt.053 nor camt.054',
      );
    }
    if (!VERSIONS.includes(version)) {
      throw new BankFileRefusedError(
        'version-unknown',
        this.walk.line,
        `it is version ${version} of ${format}`,
      );
    }
    this.format = { format: format as BankFileFormat, version };
  }

  private startFile(): BankFile {
    if (this.file) return this.file;
    const header = this.groupHeader;
    const messageId = header?.said('MsgId');
    if (!this.format || !header || messageId === undefined)
      this.walk.refuse('structure', 'GrpHdr/MsgId is missing');
    orRefused(header.line, () => header.assertSound());
    const createdAt = header.said('CreDtTm');
    this.file = { ...this.format, messageId, ...(createdAt !== undefined && { createdAt }), isTest: false };
    this.outbox.push({ type: 'file', file: this.file });
    return this.file;
  }

  private checkCurrencies(
    { openingBalance, closingBalance, place }: AccountReport,
    currency: Currency | undefined,
  ): void {
    if (this.options.onFailedTotals === 'report') return;
    const differs = [openingBalance, closingBalance].some(
      (balance) => balance && balance.amount.currency !== currency,
    );
    if (differs) {
      throw new BankFileRefusedError(
        'currency',
        place.line,
        'a balance is in another currency than the account',
      );
    }
  }

  /** A wrong digit in an entry would have been noticed: by the balances, or by a sum of all entries. */
  private isConfirmedBy(totals: readonly DeclaredTotal[]): boolean {
    if (this.all.unreadable > 0) return false;
    const held = new Set(totals.filter(({ verdict }) => verdict === 'holds').map(({ what }) => what));
    if (held.has('closing balance') || held.has('sum') || held.has('net sum')) return true;
    return (
      (this.all.creditCount === 0 || held.has('credit sum')) &&
      (this.all.debitCount === 0 || held.has('debit sum'))
    );
  }
}
