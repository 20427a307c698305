import type { Draft } from './draft.js';
import { BALANCE, ENTRY, type Fields, GROUP_HEADER, REPORT, STRUCTURED, TRANSACTION } from './fields.js';
import type { EntryReader } from './entry-reader.js';
import { currencyField } from './values.js';
import { type PathActions, type PathNode, pathTree, type XmlWalk } from './xml-walk.js';

/** Where the two messages have their account parts. */
const REPORTS = ['BkToCstmrStmt/Stmt', 'BkToCstmrDbtCdtNtfctn/Ntfctn'];

/** Who is told of the message's parts. */
export interface CamtParts {
  readonly walk: XmlWalk;
  readonly entries: EntryReader;
  groupHeader: Draft | undefined;
  readonly reportDraft: Draft | undefined;
  openReport(): void;
  addBalance(balance: Draft | undefined): void;
  closeReport(): void;
}

/** Which element of the message is told to which part of the reader. */
export function camtPaths(reader: CamtParts): PathNode {
  const entries = (): EntryReader => reader.entries;
  return pathTree({
    ...Object.assign({}, ...REPORTS.map((report) => headerPaths(report.split('/')[0] ?? '', reader))),
    ...Object.assign({}, ...REPORTS.map((report) => reportPaths(report))),
  });

  function reportPaths(report: string): PathActions {
    const entry = `${report}/Ntry`;
    const transaction = `${entry}/NtryDtls/TxDtls`;
    const structured = `${transaction}/RmtInf/Strd`;
    let balance: Draft | undefined;
    return {
      [report]: { open: () => reader.openReport(), close: () => reader.closeReport() },
      ...fieldPaths(report, REPORT, () => reader.reportDraft),
      [`${report}/Bal`]: {
        open: () => {
          balance = reader.walk.draft();
        },
        close: () => reader.addBalance(balance),
      },
      ...fieldPaths(`${report}/Bal`, BALANCE, () => balance),
      [entry]: { open: () => entries().openEntry(), close: () => entries().closeEntry() },
      ...fieldPaths(entry, ENTRY, () => entries().entry),
      [transaction]: {
        open: () => entries().openTransaction(),
        close: () => entries().closeTransaction(),
      },
      ...fieldPaths(transaction, TRANSACTION, () => entries().transaction?.fields),
      [structured]: { open: () => entries().openStructured() },
      ...fieldPaths(structured, STRUCTURED, () => entries().transaction?.structured.at(-1)),
    };
  }
}

function headerPaths(message: string, reader: CamtParts): PathActions {
  const header = `${message}/GrpHdr`;
  return {
    [header]: {
      open: () => {
        reader.groupHeader = reader.walk.draft();
      },
    },
    ...fieldPaths(header, GROUP_HEADER, () => reader.groupHeader),
  };
}

function fieldPaths(below: string, fields: Fields, draft: () => Draft | undefined): PathActions {
  const paths: Record<string, PathActions[string]> = {};
  for (const [path, field] of Object.entries(fields.once)) {
    paths[`${below}/${path}`] = { text: (text) => put(draft(), field, text) };
  }
  for (const [path, field] of Object.entries(fields.amounts)) {
    const code = currencyField(field);
    paths[`${below}/${path}`] = {
      text: (text, currency) => {
        draft()?.put(field, text);
        if (currency !== undefined) draft()?.put(code, currency);
      },
    };
  }
  for (const [path, field] of Object.entries(fields.many)) {
    paths[`${below}/${path}`] = { text: (text) => draft()?.add(field, text) };
  }
  return paths;
}

/** `Sts` is a text in .02 and .04 and holds `Cd` in .08: around a child it says nothing itself. */
function put(draft: Draft | undefined, field: string, text: string): void {
  if (field === 'Sts' && text === '') return;
  draft?.put(field, text);
}
