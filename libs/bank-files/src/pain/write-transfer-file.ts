import { formatDecimal, money } from '@app/domain';
import { bankText } from './bank-text.js';
import {
  type Transfer,
  type TransferAccount,
  type TransferFile,
  type TransferFileVersion,
  UnwritableTransferError,
} from './transfer-file.js';
import { type XmlNode, xmlText } from './xml-text.js';

const NAME_MAX = 140;
const TEXT_MAX = 140;
const ID = /^[A-Za-z0-9/\-?:().,'+]{1,35}$/;
const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;
/** More than banks take in one file; an order that is over is for the next. */
export const TRANSFERS_MAX = 10_000;

/** Clearing ids of the Swedish giros (Swedish Common Interpretation of ISO 20022, appendix 1). */
const GIRO_CLEARING = { bankgiro: '9900', plusgiro: '9960' } as const;

/**
 * Writes a pain.001: ISO 20022 customer credit transfer initiation, domestic payments in NOK and SEK. The same file is the
 * same text, always. Sources: ISO 20022 message definition reports of pain.001.001.03 and .09; BSK implementation guide
 * (Norway); Swedish Common Interpretation of ISO 20022 Payment Messages (BGNR and clearing ids of the giros).
 * @throws UnwritableTransferError
 */
export function writeTransferFile(file: TransferFile): string {
  assertWritable(file);
  const { version, transfers, currency } = file;
  const total = transfers.reduce((sum, { minor }) => sum + minor, 0n);
  const sums: XmlNode[] = [
    ['NbOfTxs', `${transfers.length}`],
    ['CtrlSum', formatDecimal(money(total, currency))],
  ];
  const header: XmlNode = [
    'GrpHdr',
    [
      ['MsgId', file.messageId],
      ['CreDtTm', `${file.createdAt.toISOString().slice(0, 19)}Z`],
      ...sums,
      ['InitgPty', [['Nm', bankText(file.sender.name, NAME_MAX)], customerId(file.sender.customerId)]],
    ],
  ];
  const message: XmlNode = ['CstmrCdtTrfInitn', [header, batch(file, sums)]];
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${version}`;
  const document: XmlNode = ['Document', [message], { xmlns: namespace }];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlText(document)}`;
}

function batch(file: TransferFile, sums: readonly XmlNode[]): XmlNode {
  const { version, debtor, executeOn, currency } = file;
  const day: XmlNode =
    version === 'pain.001.001.03' ? ['ReqdExctnDt', executeOn] : ['ReqdExctnDt', [['Dt', executeOn]]];
  return [
    'PmtInf',
    [
      ['PmtInfId', file.batchId],
      ['PmtMtd', 'TRF'],
      // Each payment stands on the statement by itself, with its end-to-end id.
      ['BtchBookg', 'false'],
      ...sums,
      [
        'PmtTpInf',
        [
          ['SvcLvl', [['Cd', 'NURG']]],
          ['CtgyPurp', [['Cd', 'SUPP']]],
        ],
      ],
      day,
      ['Dbtr', [['Nm', bankText(debtor.name, NAME_MAX)], customerId(file.sender.customerId)]],
      [
        'DbtrAcct',
        [
          ['Id', [account(debtor.account)]],
          ['Ccy', currency],
        ],
      ],
      ['DbtrAgt', [['FinInstnId', [[bicElement(version), debtor.bic]]]]],
      ['ChrgBr', 'SLEV'],
      ...file.transfers.map((transfer) => transaction(transfer, file)),
    ],
  ];
}

function transaction(transfer: Transfer, { currency }: TransferFile): XmlNode {
  const { endToEndId, minor, creditor } = transfer;
  return [
    'CdtTrfTxInf',
    [
      [
        'PmtId',
        [
          ['InstrId', endToEndId],
          ['EndToEndId', endToEndId],
        ],
      ],
      ['Amt', [['InstdAmt', formatDecimal(money(minor, currency)), { Ccy: currency }]]],
      giroAgent(creditor.account),
      ['Cdtr', [['Nm', bankText(creditor.name, NAME_MAX)]]],
      ['CdtrAcct', [['Id', [account(creditor.account)]]]],
      ['RmtInf', [remittance(transfer)]],
    ],
  ];
}

function remittance({ reference }: Transfer): XmlNode {
  if (reference.kind === 'text') return ['Ustrd', bankText(reference.value, TEXT_MAX)];
  const type: XmlNode = ['Tp', [['CdOrPrtry', [['Cd', 'SCOR']]]]];
  return ['Strd', [['CdtrRefInf', [type, ['Ref', reference.value]]]]];
}

function account({ kind, number }: TransferAccount): XmlNode {
  if (kind === 'iban') return ['IBAN', number];
  const scheme: XmlNode = kind === 'bankgiro' ? ['Prtry', 'BGNR'] : ['Cd', 'BBAN'];
  return [
    'Othr',
    [
      ['Id', number],
      ['SchmeNm', [scheme]],
    ],
  ];
}

function giroAgent({ kind }: TransferAccount): XmlNode | undefined {
  if (kind !== 'bankgiro' && kind !== 'plusgiro') return undefined;
  const member: XmlNode[] = [
    ['ClrSysId', [['Cd', 'SESBA']]],
    ['MmbId', GIRO_CLEARING[kind]],
  ];
  return ['CdtrAgt', [['FinInstnId', [['ClrSysMmbId', member]]]]];
}

function customerId(id: string): XmlNode {
  return [
    'Id',
    [
      [
        'OrgId',
        [
          [
            'Othr',
            [
              ['Id', id],
              ['SchmeNm', [['Cd', 'CUST']]],
            ],
          ],
        ],
      ],
    ],
  ];
}

function bicElement(version: TransferFileVersion): string {
  return version === 'pain.001.001.03' ? 'BIC' : 'BICFI';
}

function assertWritable(file: TransferFile): void {
  const { messageId, batchId, sender, debtor, transfers } = file;
  const ids = [messageId, batchId, sender.customerId, ...transfers.map(({ endToEndId }) => endToEndId)];
  for (const id of ids)
    if (!ID.test(id))
      throw new UnwritableTransferError('an id has other characters than banks take, or more than 35');
  if (!BIC.test(debtor.bic)) throw new UnwritableTransferError('the BIC is none');
  if (transfers.length === 0) throw new UnwritableTransferError('it has no payment');
  if (transfers.length > TRANSFERS_MAX)
    throw new UnwritableTransferError(`it has more than ${TRANSFERS_MAX} payments`);
  if (new Set(transfers.map(({ endToEndId }) => endToEndId)).size < transfers.length)
    throw new UnwritableTransferError('two payments have the same end-to-end id');
  for (const { minor, creditor, reference } of transfers) {
    if (minor <= 0n) throw new UnwritableTransferError('a payment is not more than nothing');
    if (bankText(creditor.name, NAME_MAX) === '') throw new UnwritableTransferError('a payee has no name');
    if (reference.kind === 'text' && bankText(reference.value, TEXT_MAX) === '')
      throw new UnwritableTransferError('a payment says nothing to its payee');
  }
}
