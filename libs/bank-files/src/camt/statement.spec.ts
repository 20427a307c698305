import { describe, expect, it } from '@jest/globals';

import { readBankFile } from '../read-bank-file.js';
import { entryText, IBAN } from '../testing/camt-text.js';
import { gather, TODAY } from '../testing/gather.js';

/** A camt.053 by hand: balances, and what must make them. */
function statement({
  opening = '50.00',
  closing = '150.00',
  currency = 'NOK',
  direction = 'CRDT',
  more = '',
  entries = [entryText()],
} = {}): string {
  const balance = (type: string, amount: string, sign: string, of: string): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="${of}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Dt><Dt>2026-11-27</Dt></Dt></Bal>`;
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>
<Stmt><Id>S</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>${more}
${balance('PRCD', opening, direction, 'NOK')}${balance('CLBD', closing, 'CRDT', currency)}${balance('CLAV', '1.00', 'CRDT', 'NOK')}
${entries.join('\n')}</Stmt></BkToCstmrStmt></Document>`;
}

async function refusal(content: string): Promise<unknown> {
  return gather(content).catch((error: unknown) => error);
}

describe('a statement', () => {
  it('adds up: opening balance, what was booked, closing balance', async () => {
    const read = await gather(statement());
    expect(read.summary).toMatchObject({ transactions: 1, areAmountsConfirmed: true });
    expect(read.reports).toMatchObject([
      {
        openingBalance: { amount: { minor: 5000n } },
        closingBalance: { amount: { minor: 15_000n }, on: '2026-11-27' },
      },
    ]);
  });

  it('may begin overdrawn', async () => {
    const read = await gather(statement({ opening: '20.00', direction: 'DBIT', closing: '80.00' }));
    expect(read.reports).toMatchObject([{ openingBalance: { amount: { minor: -2000n } } }]);
  });

  it('is not moved by what is only announced', async () => {
    const pending = entryText({ amount: '9.00', status: '<Cd>PDNG</Cd>' });
    const read = await gather(statement({ entries: [pending, entryText()] }));
    expect(read.setAside).toMatchObject([{ reason: 'not-booked' }]);
    expect(read.summary.areAmountsConfirmed).toBe(true);
  });

  it('leaves its sums open, not right, where an entry cannot be read', async () => {
    const read = await gather(statement({ entries: [entryText({ amount: 'x' })] }));
    const [end] = read.events.flatMap((event) => (event.type === 'account-end' ? [event.totals] : []));
    expect(end?.totals).toMatchObject([{ what: 'closing balance', verdict: 'open' }]);
    expect(read.summary.areAmountsConfirmed).toBe(false);
  });

  it.each<[string, string, object]>([
    ['closes elsewhere', statement({ closing: '150.01' }), { refusal: 'totals', line: 2 }],
    ['closes in another currency', statement({ currency: 'SEK' }), { refusal: 'currency', line: 2 }],
    ['has a balance that is none', statement({ opening: 'x' }), { refusal: 'structure' }],
    ['opens with neither plus nor minus', statement({ direction: 'X' }), { refusal: 'structure' }],
    [
      'is a copy of an unknown kind',
      statement({ more: '<CpyDplctInd>TRIP</CpyDplctInd>' }),
      { refusal: 'structure' },
    ],
    ['lacks an entry', statement({ entries: [] }), { refusal: 'totals' }],
    [
      'has more balances than there are kinds',
      statement({ more: '<Bal/>'.repeat(70) }),
      { refusal: 'too-large-a-part' },
    ],
  ])('is refused when it %s', async (_, content, expected) => {
    expect(await refusal(content)).toMatchObject({ name: 'BankFileRefusedError', ...expected });
  });

  it('sent again is known by its bytes, and with one line changed by its transactions', async () => {
    const sent = await gather(statement());
    const again = await gather(statement());
    const changed = await gather(
      statement({ entries: [entryText({ amount: '60' }), entryText({ amount: '40' })] }),
    );
    expect(again.summary.contentHash).toBe(sent.summary.contentHash);
    expect(changed.summary.contentHash).not.toBe(sent.summary.contentHash);
    expect(changed.file?.messageId).toBe(sent.file?.messageId);
    const known = new Set(sent.transactions.map(({ fingerprint }) => fingerprint));
    expect(changed.transactions.filter(({ fingerprint }) => known.has(fingerprint))).toEqual([]);
  });

  it('is not read to its end when nobody wants more', async () => {
    let isStopped = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from(statement().replace('</Stmt></BkToCstmrStmt></Document>', ''));
        for (;;) yield Buffer.from(entryText());
      } finally {
        isStopped = true;
      }
    }
    for await (const event of readBankFile(endless(), { today: TODAY })) {
      if (event.type === 'transaction') break;
    }
    expect(isStopped).toBe(true);
  });
});
