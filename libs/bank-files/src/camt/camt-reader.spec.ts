import { describe, expect, it } from '@jest/globals';
import { XML_GAP_MAX } from '../limits.js';
import { camtText, entryText, IBAN, NAMESPACE, transactionText } from '../testing/camt-text.js';
import { gather } from '../testing/gather.js';

async function refusal(content: string | Uint8Array): Promise<unknown> {
  return gather(content).catch((error: unknown) => error);
}

describe('a file that is refused whole', () => {
  it.each<[string, string, object]>([
    ['is empty', '', { refusal: 'empty', line: 1 }],
    ['holds blanks only', ' \n\n', { refusal: 'empty' }],
    ['is something else', 'name;amount\nx;1', { refusal: 'format-unknown' }],
    ['is XML of another kind', '<invoice/>', { refusal: 'format-unknown' }],
    ['is cut off', camtText().slice(0, 300), { refusal: 'not-well-formed' }],
    [
      'has tags that do not fit',
      camtText().replace('</Ntfctn>', '</Ntfctm>'),
      { refusal: 'not-well-formed', line: 5 },
    ],
    [
      'is another message',
      camtText({ namespace: NAMESPACE.replace('054', '052') }),
      { refusal: 'format-unknown' },
    ],
    [
      'is another version',
      camtText({ namespace: NAMESPACE.replace('.08', '.03') }),
      { refusal: 'version-unknown', line: 2 },
    ],
    ['has no namespace', camtText({ namespace: '' }), { refusal: 'format-unknown' }],
    ['has no message id', camtText({ header: '<CreDtTm>x</CreDtTm>' }), { refusal: 'structure' }],
    ['has no account', camtText({ account: '', entries: [entryText()] }), { refusal: 'structure' }],
    [
      'is in a currency we do not know',
      camtText({ account: `<Id><IBAN>${IBAN}</IBAN></Id><Ccy>XTS</Ccy>` }),
      { refusal: 'structure' },
    ],
    [
      'holds a second message',
      camtText().replace('</Document>', `<Document xmlns="${NAMESPACE}"/></Document>`),
      { refusal: 'structure' },
    ],
    [
      'binds two prefixes to the message',
      camtText({ entries: [`<b:Ntry xmlns:b="${NAMESPACE}"/>`] }),
      { refusal: 'structure', line: 4 },
    ],
    [
      'has no account report',
      camtText().replace(/<Ntfctn>[^]*<\/Ntfctn>/, ''),
      { refusal: 'structure', reason: 'no statement and no notification in it' },
    ],
  ])('%s', async (_, content, expected) => {
    expect(await refusal(content)).toMatchObject({ name: 'BankFileRefusedError', ...expected });
  });

  it.each<[string, string]>([
    ['entities inside each other', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'],
    ['an entity from elsewhere', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]>'],
    ['a document type from elsewhere', '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">'],
  ])('declares %s', async (_, doctype) => {
    const content = camtText({ header: '<MsgId>&a;</MsgId>' }).replace('?>\n', `?>\n${doctype}\n`);
    expect(await refusal(content)).toMatchObject({ refusal: 'doctype', line: 2 });
  });

  it('uses an entity that nobody declared', async () => {
    expect(await refusal(camtText({ header: '<MsgId>&a;</MsgId>' }))).toMatchObject({
      refusal: 'not-well-formed',
    });
  });

  it.each<[string, string]>([
    ['text', 'x'.repeat(2 * XML_GAP_MAX)],
    ['a comment', `<!--${'x'.repeat(2 * XML_GAP_MAX)}-->`],
    ['an attribute', `<X a="${'x'.repeat(2 * XML_GAP_MAX)}"/>`],
    ['elements inside each other', '<X>'.repeat(100)],
  ])('holds %s without end', async (_, content) => {
    expect(await refusal(camtText({ summary: content }))).toMatchObject({ refusal: 'too-large-a-part' });
  });

  it('declares an encoding that its bytes are not in', async () => {
    const utf16 = camtText().replace('?>', ' encoding="UTF-16"?>');
    expect(await refusal(utf16)).toMatchObject({ refusal: 'encoding' });
    expect(await refusal(camtText().replace('?>', ' encoding="EBCDIC-CP-US"?>'))).toMatchObject({
      refusal: 'encoding',
    });
  });

  it('is no UTF-8, told with the line', async () => {
    const bytes = Buffer.from(camtText({ entries: [entryText(), '<X>\u00e5</X>'] }), 'latin1');
    expect(await refusal(bytes)).toMatchObject({ refusal: 'encoding', line: 5 });
  });

  it.each<[string, string]>([
    ['number of entries', '<TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries>'],
    ['sum', '<TtlNtries><Sum>100.01</Sum></TtlNtries>'],
    ['sum of what came in', '<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>99</Sum></TtlCdtNtries>'],
    ['sum of what went out', '<TtlDbtNtries><Sum>1</Sum></TtlDbtNtries>'],
    ['net sum', '<TtlNtries><TtlNetNtry><Amt>100</Amt><CdtDbtInd>DBIT</CdtDbtInd></TtlNetNtry></TtlNtries>'],
  ])('declares another %s than it has', async (_, totals) => {
    const content = camtText({ summary: `<TxsSummry>${totals}</TxsSummry>`, entries: [entryText()] });
    expect(await refusal(content)).toMatchObject({ refusal: 'totals', line: 3 });
    const looked = await gather(content, { onFailedTotals: 'report' });
    expect(looked.summary).toMatchObject({ areAmountsConfirmed: false, transactions: 1 });
  });

  it('says why, what follows, and what to do, and nothing of what stands in it', async () => {
    const error = await refusal(camtText({ entries: ['<Nm>Kari Normann</Nom>'] }));
    expect(String(error)).toBe(
      "BankFileRefusedError: The bank's file is refused, line 4: it is not well-formed XML (unexpected close tag). " +
        'Nothing of it is booked. Fetch the file from the bank again; it was damaged or edited.',
    );
  });
});

describe('a record that is set aside, while the rest is read', () => {
  it.each<[string, string, object]>([
    ['amount-malformed', entryText({ amount: '12,50' }), { field: 'Amt' }],
    ['amount-malformed', entryText({ amount: '1.005' }), {}],
    ['amount-malformed', entryText({ amount: '-5' }), {}],
    ['amount-malformed', entryText({ amount: '1e2' }), {}],
    ['amount-malformed', entryText({ amount: '' }), {}],
    ['amount-not-positive', entryText({ amount: '0.00' }), { field: 'Ntry/Amt' }],
    [
      'currency-differs',
      entryText({ currency: 'SEK' }),
      { readable: { amount: { minor: 10_000n, currency: 'SEK' }, direction: 'credit' } },
    ],
    ['currency-unknown', entryText({ currency: 'XTS' }), { field: 'Amt@Ccy' }],
    ['currency-missing', entryText().replace(' Ccy="NOK"', ''), {}],
    [
      'direction-unknown',
      entryText({ direction: 'CREDIT' }),
      { readable: { amount: { minor: 10_000n, currency: 'NOK' } } },
    ],
    ['status-unknown', entryText({ status: 'BOOKED' }), {}],
    ['not-booked', entryText({ status: '<Cd>PDNG</Cd>' }), {}],
    ['date-not-real', entryText({ booked: '2026-02-30' }), { field: 'BookgDt' }],
    ['flag-unknown', entryText({ more: '<RvslInd>ja</RvslInd>' }), { field: 'RvslInd' }],
    ['told-twice', entryText({ more: '<CdtDbtInd>DBIT</CdtDbtInd>' }), { field: 'CdtDbtInd' }],
    [
      'too-long',
      entryText({ more: `<AcctSvcrRef>${'x'.repeat(5000)}</AcctSvcrRef>` }),
      { field: 'AcctSvcrRef' },
    ],
  ])('%s: %s', async (reason, broken, expected) => {
    const read = await gather(
      camtText({ entries: [entryText({ amount: '7.00' }), broken, entryText({ amount: '8.00' })] }),
    );
    expect(read.transactions.map(({ amount }) => amount.minor)).toEqual([700n, 800n]);
    expect(read.setAside).toMatchObject([
      { reason, place: { line: 5 }, rawText: broken, isRawTextCut: false, ...expected },
    ]);
    expect(read.summary).toMatchObject({ transactions: 2, setAside: 1 });
  });

  it('one transaction of a batch, and the others count', async () => {
    const details = [transactionText('60.00'), transactionText('x'), transactionText('10.00')].join('');
    const read = await gather(camtText({ entries: [entryText({ details })] }), { pieceBytes: 11 });
    expect(read.transactions.map(({ amount }) => amount.minor)).toEqual([6000n, 1000n]);
    expect(read.setAside).toMatchObject([{ reason: 'amount-malformed', rawText: transactionText('x') }]);
    expect(read.summary.areAmountsConfirmed).toBe(false);
  });

  it.each<[string, string]>([
    ['do not make the whole', [transactionText('60.00'), transactionText('50.00')].join('')],
    [
      'leave nothing for the one that cannot be read',
      [transactionText('100.00'), transactionText('x')].join(''),
    ],
    ['are fewer than the batch has', `<Btch><NbOfTxs>2</NbOfTxs></Btch>${transactionText('100.00')}`],
  ])('all transactions of an entry whose parts %s', async (_, details) => {
    const read = await gather(camtText({ entries: [entryText({ details }), entryText({ amount: '5' })] }));
    expect(read.transactions.map(({ amount }) => amount.minor)).toEqual([500n]);
    expect(read.unsound.length).toBeGreaterThan(0);
  });

  it('transactions that do not tell what each of them is', async () => {
    const details = '<TxDtls><Refs><EndToEndId>A</EndToEndId></Refs></TxDtls>'.repeat(2);
    const read = await gather(camtText({ entries: [entryText({ details })] }));
    expect(read.transactions).toEqual([]);
    expect(read.setAside.map(({ reason }) => reason)).toEqual(['amount-not-told', 'amount-not-told']);
  });

  it('keeps of its text what may be kept', async () => {
    const long = `<AddtlTxInf>${'y'.repeat(900)}</AddtlTxInf>`.repeat(200);
    const read = await gather(camtText({ entries: [entryText({ details: transactionText('x', long) })] }));
    expect(read.setAside).toMatchObject([{ isRawTextCut: true }]);
    expect(read.setAside[0]?.rawText.length).toBe(65_536);
  });
});

describe('what is read from where', () => {
  it('an entry without details is its own transaction', async () => {
    const entry = entryText({
      more: '<AcctSvcrRef>R1</AcctSvcrRef><AddtlNtryInf>Innbetaling</AddtlNtryInf>',
    });
    const read = await gather(camtText({ entries: [entry] }));
    expect(read.transactions).toMatchObject([{ bankReference: 'R1', texts: ['Innbetaling'], payer: {} }]);
  });

  it('a single transaction that was sent in another currency counts as it was booked', async () => {
    const details =
      '<TxDtls><AmtDtls><InstdAmt><Amt Ccy="EUR">8.50</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">8.50</Amt></TxAmt></AmtDtls></TxDtls>';
    const read = await gather(camtText({ entries: [entryText({ details })] }));
    expect(read.transactions).toMatchObject([
      { amount: { minor: 10_000n, currency: 'NOK' }, instructedAmount: { minor: 850n, currency: 'EUR' } },
    ]);
  });

  it.each<[string, string, string, string]>([
    ['kid', '<Id><Othr><Id>9999 10 42764</Id></Othr></Id>', '<Cd>SCOR</Cd>', '12345674'],
    [
      'ocr',
      '<Id><Othr><Id>991-2346</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id>',
      '<Cd>SCOR</Cd>',
      '12345674',
    ],
    ['rf', '<Id><Othr><Id>99991042764</Id></Othr></Id>', '<Cd>SCOR</Cd>', 'RF18539007547034'],
    ['structured', '<Id><Othr><Id>99991042764</Id></Othr></Id>', '<Prtry>ISR</Prtry>', '12345674'],
  ])('%s', async (kind, account, type, text) => {
    const strd = `<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry>${type}</CdOrPrtry></Tp><Ref>${text}</Ref></CdtrRefInf></Strd></RmtInf>`;
    const read = await gather(
      camtText({ account, entries: [entryText({ details: transactionText('100.00', strd) })] }),
    );
    expect(read.transactions).toMatchObject([
      { references: [{ kind, text }], account: { isCheckDigitRight: true } },
    ]);
  });

  it('amounts of references, a credit note among them, and document numbers', async () => {
    const amounts = (inside: string, nb: string): string =>
      `<Strd><RfrdDocInf><Nb>${nb}</Nb></RfrdDocInf><RfrdDocAmt>${inside}</RfrdDocAmt></Strd>`;
    const strd = `<RmtInf>${amounts('<RmtdAmt Ccy="NOK">130</RmtdAmt>', 'F1')}${amounts('<CdtNoteAmt Ccy="NOK">30</CdtNoteAmt>', 'K1')}</RmtInf>`;
    const read = await gather(
      camtText({ entries: [entryText({ details: transactionText('100.00', strd) })] }),
    );
    expect(read.transactions[0]?.references).toEqual([
      { kind: 'structured', text: 'F1', amount: { minor: 13_000n, currency: 'NOK' } },
      { kind: 'structured', text: 'K1', amount: { minor: -3000n, currency: 'NOK' } },
    ]);
  });

  it('never what identifies a person', async () => {
    const party =
      '<RltdPties><Dbtr><Pty><Nm>N</Nm><Id><PrvtId><Othr><Id>01010012345</Id></Othr></PrvtId></Id></Pty></Dbtr></RltdPties>';
    const read = await gather(
      camtText({ entries: [entryText({ details: transactionText('100.00', party) })] }),
    );
    expect(read.transactions[0]?.payer).toEqual({ name: 'N' });
  });

  it('flags days to come, and account numbers that cannot be', async () => {
    const details = transactionText(
      '100.00',
      '<RltdPties><DbtrAcct><Id><IBAN>XX6400000000001</IBAN></Id></DbtrAcct></RltdPties>',
    );
    const account = '<Id><IBAN>XX6400000000001</IBAN></Id>';
    const read = await gather(camtText({ account, entries: [entryText({ booked: '2026-11-29', details })] }));
    expect(read.transactions).toMatchObject([
      { notes: ['future-date', 'payer-account-check-digit'], account: { isCheckDigitRight: false } },
    ]);
  });

  it('is not disturbed by parts of other namespaces, nor by an envelope', async () => {
    const foreign =
      '<SplmtryData><Envlp><x:Ntry xmlns:x="urn:x"><x:Amt>9</x:Amt></x:Ntry><Amt xmlns="urn:y">9</Amt></Envlp></SplmtryData>';
    const content = camtText({ entries: [entryText({ details: transactionText('100.00', foreign) })] });
    const wrapped = content
      .replace('<Document', '<env:Message xmlns:env="urn:e"><env:Body><Document')
      .replace('</Document>', '</Document></env:Body></env:Message>');
    expect((await gather(wrapped)).transactions.map(({ amount }) => amount.minor)).toEqual([10_000n]);
  });

  it('does not compare sums where the file is one page of several', async () => {
    const summary = '<TxsSummry><TtlNtries><Sum>999</Sum></TtlNtries></TxsSummry>';
    const header = '<MsgId>M</MsgId><MsgPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></MsgPgntn>';
    const read = await gather(camtText({ header, summary, entries: [entryText()] }));
    expect(read.summary).toMatchObject({ transactions: 1, areAmountsConfirmed: false });
  });
});
