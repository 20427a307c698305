import { describe, expect, it } from '@jest/globals';
import { formatDecimal, localDate, mod10Digit, money } from '@app/domain';
import fc from 'fast-check';
import { all, readTransferFile, type Seen, textAt } from '../testing/read-transfer-file.js';
import { bankText } from './bank-text.js';
import { readStatusReport, StatusReportRefusedError } from './read-status-report.js';
import {
  type Transfer,
  TRANSFER_FILE_VERSIONS,
  type TransferFile,
  type TransferFileVersion,
  UnwritableTransferError,
} from './transfer-file.js';
import { writeTransferFile } from './write-transfer-file.js';

const TRANSFER = 'CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf';

function fileOf(
  version: TransferFileVersion,
  transfers: readonly Transfer[],
  choice: Partial<TransferFile> = {},
): TransferFile {
  return {
    version,
    messageId: 'KF0195C0DE000070008000000000000001',
    batchId: 'KB0195C0DE000070008000000000000001',
    createdAt: new Date('2026-03-02T09:10:11.123Z'),
    sender: { name: 'Kravhub Inkasso AS', customerId: '00999999' },
    debtor: {
      name: 'Kravhub Inkasso AS',
      account: { kind: 'iban', number: 'NO9386011117947' },
      bic: 'DNBANOKK',
    },
    currency: 'NOK',
    executeOn: localDate('2026-03-03'),
    transfers,
    ...choice,
  };
}

const plain: Transfer = {
  endToEndId: 'KH1',
  minor: 1_234_05n,
  creditor: { name: 'Fjord & Sønn AS', account: { kind: 'bban', number: '86011117947' } },
  reference: { kind: 'text', value: 'Oppgjør 7' },
};

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).map((text) => `A${text}`);
const transfer: fc.Arbitrary<Omit<Transfer, 'endToEndId'>> = fc.record({
  minor: fc.bigInt(1n, 10n ** 15n),
  creditor: fc.record({
    name,
    account: fc.oneof(
      fc.constant({ kind: 'iban' as const, number: 'NO9386011117947' }),
      fc.record({ kind: fc.constantFrom('bankgiro' as const, 'plusgiro' as const), number: digits(7, 8) }),
    ),
  }),
  reference: fc.oneof(
    digits(2, 24).map((payload) => ({ kind: 'kid' as const, value: payload + mod10Digit(payload) })),
    name.map((value) => ({ kind: 'text' as const, value })),
  ),
});

/** What an accurate reader makes of one payment. */
function readBack(seen: Seen): object {
  const giro = textAt(seen, 'CdtrAgt/FinInstnId/ClrSysMmbId/MmbId');
  return {
    endToEndId: textAt(seen, 'PmtId/EndToEndId'),
    amount: textAt(seen, 'Amt/InstdAmt'),
    name: textAt(seen, 'Cdtr/Nm'),
    iban: textAt(seen, 'CdtrAcct/Id/IBAN'),
    other: textAt(seen, 'CdtrAcct/Id/Othr/Id'),
    giro,
    structured: textAt(seen, 'RmtInf/Strd/CdtrRefInf/Ref'),
    words: textAt(seen, 'RmtInf/Ustrd'),
  };
}

describe('a file of payment orders', () => {
  it.each(TRANSFER_FILE_VERSIONS)(
    '%s is read back by a strict reader as what was ordered, with its sums',
    (version) => {
      fc.assert(
        fc.property(fc.array(transfer, { minLength: 1, maxLength: 12 }), (bare) => {
          const transfers = bare.map((one, index) => ({ ...one, endToEndId: `KH${index}` }));
          const file = fileOf(version, transfers, { currency: 'SEK' });
          const text = writeTransferFile(file);
          expect(writeTransferFile(file)).toBe(text);
          const seen = readTransferFile(text, version);
          expect(all(seen, TRANSFER).map(readBack)).toEqual(
            transfers.map(({ endToEndId, minor, creditor, reference }) => {
              const { kind, number } = creditor.account;
              return {
                endToEndId,
                amount: formatDecimal(money(minor, 'SEK')),
                name: bankText(creditor.name, 140),
                iban: kind === 'iban' ? number : undefined,
                other: kind === 'iban' ? undefined : number,
                giro: kind === 'bankgiro' ? '9900' : kind === 'plusgiro' ? '9960' : undefined,
                structured: reference.kind === 'text' ? undefined : reference.value,
                words: reference.kind === 'text' ? bankText(reference.value, 140) : undefined,
              };
            }),
          );
          const total = transfers.reduce((sum, { minor }) => sum + minor, 0n);
          for (const part of ['GrpHdr', 'PmtInf']) {
            expect(textAt(seen, `CstmrCdtTrfInitn/${part}/CtrlSum`)).toBe(formatDecimal(money(total, 'SEK')));
            expect(textAt(seen, `CstmrCdtTrfInitn/${part}/NbOfTxs`)).toBe(`${transfers.length}`);
          }
        }),
        { numRuns: 150 },
      );
    },
  );

  it('asks for the day and names the bank as each version does', () => {
    const old = readTransferFile(writeTransferFile(fileOf('pain.001.001.03', [plain])), 'pain.001.001.03');
    expect(textAt(old, 'CstmrCdtTrfInitn/PmtInf/ReqdExctnDt')).toBe('2026-03-03');
    expect(textAt(old, 'CstmrCdtTrfInitn/PmtInf/DbtrAgt/FinInstnId/BIC')).toBe('DNBANOKK');
    const now = readTransferFile(writeTransferFile(fileOf('pain.001.001.09', [plain])), 'pain.001.001.09');
    expect(textAt(now, 'CstmrCdtTrfInitn/PmtInf/ReqdExctnDt/Dt')).toBe('2026-03-03');
    expect(textAt(now, 'CstmrCdtTrfInitn/PmtInf/DbtrAgt/FinInstnId/BICFI')).toBe('DNBANOKK');
    expect(textAt(now, 'CstmrCdtTrfInitn/GrpHdr/CreDtTm')).toBe('2026-03-02T09:10:11Z');
    const [bban] = all(now, `${TRANSFER}/CdtrAcct/Id/Othr`);
    expect([textAt(bban!, 'Id'), textAt(bban!, 'SchmeNm/Cd')]).toEqual(['86011117947', 'BBAN']);
    expect(() =>
      readTransferFile(writeTransferFile(fileOf('pain.001.001.03', [plain])), 'pain.001.001.09'),
    ).toThrow();
  });

  it('says BGNR for a bankgiro number', () => {
    const giro = {
      ...plain,
      creditor: { name: 'Å', account: { kind: 'bankgiro', number: '9912346' } as const },
    };
    const seen = readTransferFile(
      writeTransferFile(fileOf('pain.001.001.03', [giro], { currency: 'SEK' })),
      'pain.001.001.03',
    );
    expect(textAt(seen, `${TRANSFER}/CdtrAcct/Id/Othr/SchmeNm/Prtry`)).toBe('BGNR');
    expect(textAt(seen, `${TRANSFER}/CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd`)).toBe('SESBA');
  });

  it.each([
    ['Åse Æstrup Øye Ävelin', 'Åse Æstrup Øye Ävelin'],
    ['Sámi & Sønn – «Čáhci» <AS>', "Sámi + Sønn - 'Cáhci' ?AS?"],
    ['a\n\tb   c', 'a b c'],
    ['Łódź', 'Lódz'],
    ['漢', '?'],
  ])('writes %j in letters that banks take', (text, written) => {
    expect(bankText(text, 140)).toBe(written);
  });

  it.each<[string, Partial<TransferFile>]>([
    ['no payment', { transfers: [] }],
    ['an id of 36 characters', { messageId: 'K'.repeat(36) }],
    ['the same end-to-end id twice', { transfers: [plain, plain] }],
    ['a sum of nothing', { transfers: [{ ...plain, minor: 0n }] }],
    ['a BIC that is none', { debtor: { ...fileOf('pain.001.001.03', []).debtor, bic: 'DNB' } }],
  ])('is not written with %s', (_, choice) => {
    expect(() => writeTransferFile(fileOf('pain.001.001.03', [plain], choice))).toThrow(
      UnwritableTransferError,
    );
  });
});

describe('what the bank answers to a file', () => {
  const report = (inner: string, version = '03'): string =>
    `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}"><CstmrPmtStsRpt>` +
    `<GrpHdr><MsgId>B1</MsgId></GrpHdr>${inner}</CstmrPmtStsRpt></Document>`;
  const group = (more: string): string =>
    `<OrgnlGrpInfAndSts><OrgnlMsgId>KF1</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>${more}</OrgnlGrpInfAndSts>`;
  const one = (id: string, status: string, reason = ''): string =>
    `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason}</TxInfAndSts>`;

  it('is told of the whole and of each payment, with its reason', () => {
    const why = '<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Konto avsluttet</AddtlInf></StsRsnInf>';
    const inner = `${group('<GrpSts>PART</GrpSts>')}<OrgnlPmtInfAndSts><OrgnlPmtInfId>KB1</OrgnlPmtInfId>${one('KH1', 'RJCT', why)}${one('KH2', 'ACSP')}</OrgnlPmtInfAndSts>`;
    expect(readStatusReport(report(inner))).toEqual({
      messageId: 'B1',
      originalMessageId: 'KF1',
      groupStatus: 'PART',
      transfers: [
        { endToEndId: 'KH1', status: 'RJCT', reason: 'AC04 Konto avsluttet' },
        { endToEndId: 'KH2', status: 'ACSP' },
      ],
    });
    expect(readStatusReport(report(group('<GrpSts>ACTC</GrpSts>'), '10')).groupStatus).toBe('ACTC');
  });

  it.each([
    ['another message', report(group('')).replace('pain.002', 'camt.053')],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${report(group(''))}`],
    ['half a message', report(group('')).slice(0, 150)],
    ['no original file', report('')],
    [
      'a payment without a status',
      report(
        `${group('')}<OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>a</OrgnlEndToEndId></TxInfAndSts></OrgnlPmtInfAndSts>`,
      ),
    ],
  ])('is refused for %s', (_, text) => {
    expect(() => readStatusReport(text)).toThrow(StatusReportRefusedError);
  });
});
