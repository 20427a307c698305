import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** An element as a strict reader sees it: name, attributes, and either text or elements. */
export interface Seen {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Seen[];
  text: string;
}

/** What may stand in an element, in this order. `?` may be left out, `+` may come again; a string is a type of text. */
type Shape =
  string | readonly (readonly [name: string, shape: Shape, count?: '?' | '+'])[] | { readonly oneOf: Shape };

const TYPES: Readonly<Record<string, RegExp>> = {
  Max35: /^.{1,35}$/su,
  Max140: /^.{1,140}$/su,
  Max34: /^.{1,34}$/su,
  Max15Number: /^[0-9]{1,15}$/,
  Decimal: /^\d{1,16}\.\d{2}$/,
  Time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  Day: /^\d{4}-\d\d-\d\d$/,
  Boolean: /^(true|false)$/,
  Iban: /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/,
  Bic: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/,
  Currency: /^[A-Z]{3}$/,
  Code: /^[A-Z]{2,5}$/,
};

const SCHEME: Shape = {
  oneOf: [
    ['Cd', 'Code', '?'],
    ['Prtry', 'Max35', '?'],
  ],
};
const ACCOUNT: Shape = {
  oneOf: [
    ['IBAN', 'Iban', '?'],
    [
      'Othr',
      [
        ['Id', 'Max34'],
        ['SchmeNm', SCHEME],
      ],
      '?',
    ],
  ],
};
const OTHER: Shape = [
  [
    'Othr',
    [
      ['Id', 'Max35'],
      ['SchmeNm', SCHEME],
    ],
  ],
];
const PARTY: Shape = [
  ['Nm', 'Max140'],
  ['Id', [['OrgId', OTHER]], '?'],
];
const REFERENCE: Shape = [
  ['Tp', [['CdOrPrtry', [['Cd', 'Code']]]]],
  ['Ref', 'Max35'],
];

/** The parts of pain.001 that we write, as its schema orders them. */
function messageShape(version: string): Shape {
  const isOld = version === 'pain.001.001.03';
  const transfer: Shape = [
    [
      'PmtId',
      [
        ['InstrId', 'Max35'],
        ['EndToEndId', 'Max35'],
      ],
    ],
    ['Amt', [['InstdAmt', 'Decimal']]],
    [
      'CdtrAgt',
      [
        [
          'FinInstnId',
          [
            [
              'ClrSysMmbId',
              [
                ['ClrSysId', [['Cd', 'Code']]],
                ['MmbId', 'Max35'],
              ],
            ],
          ],
        ],
      ],
      '?',
    ],
    ['Cdtr', PARTY],
    ['CdtrAcct', [['Id', ACCOUNT]]],
    [
      'RmtInf',
      {
        oneOf: [
          ['Ustrd', 'Max140', '?'],
          ['Strd', [['CdtrRefInf', REFERENCE]], '?'],
        ],
      },
    ],
  ];
  const batch: Shape = [
    ['PmtInfId', 'Max35'],
    ['PmtMtd', 'Code'],
    ['BtchBookg', 'Boolean'],
    ['NbOfTxs', 'Max15Number'],
    ['CtrlSum', 'Decimal'],
    [
      'PmtTpInf',
      [
        ['SvcLvl', [['Cd', 'Code']]],
        ['CtgyPurp', [['Cd', 'Code']]],
      ],
    ],
    ['ReqdExctnDt', isOld ? 'Day' : [['Dt', 'Day']]],
    ['Dbtr', PARTY],
    [
      'DbtrAcct',
      [
        ['Id', ACCOUNT],
        ['Ccy', 'Currency'],
      ],
    ],
    ['DbtrAgt', [['FinInstnId', [[isOld ? 'BIC' : 'BICFI', 'Bic']]]]],
    ['ChrgBr', 'Code'],
    ['CdtTrfTxInf', transfer, '+'],
  ];
  const header: Shape = [
    ['MsgId', 'Max35'],
    ['CreDtTm', 'Time'],
    ['NbOfTxs', 'Max15Number'],
    ['CtrlSum', 'Decimal'],
    ['InitgPty', PARTY],
  ];
  return [
    [
      'CstmrCdtTrfInitn',
      [
        ['GrpHdr', header],
        ['PmtInf', batch],
      ],
    ],
  ];
}

/** Reads a pain.001 as strictly as a schema would. For tests only. @throws Error names the place and what is wrong there */
export function readTransferFile(text: string, version: string): Seen {
  const document = parsed(text);
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${version}`;
  if (document.name !== 'Document' || document.attributes['xmlns'] !== namespace)
    throw new Error(`The document is not ${namespace}.`);
  check(document, messageShape(version), 'Document');
  return document;
}

/** All elements at a path below, such as `CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf`. */
export function all(seen: Seen, path: string): Seen[] {
  return path
    .split('/')
    .reduce<Seen[]>(
      (at, name) => at.flatMap(({ children }) => children.filter((child) => child.name === name)),
      [seen],
    );
}

export function textAt(seen: Seen, path: string): string | undefined {
  return all(seen, path)[0]?.text;
}

function check(seen: Seen, shape: Shape, at: string): void {
  if (typeof shape === 'string') {
    if (seen.children.length > 0 || !TYPES[shape]?.test(seen.text)) throw new Error(`${at} is no ${shape}.`);
    return;
  }
  if (seen.text.trim() !== '') throw new Error(`${at} has text between its elements.`);
  const isChoice = 'oneOf' in shape;
  const order = (isChoice ? shape.oneOf : shape) as Exclude<Shape, string | { readonly oneOf: Shape }>;
  let next = 0;
  for (const [name, inner, count] of order) {
    let times = 0;
    while (seen.children[next]?.name === name && (count === '+' || times === 0)) {
      check(seen.children[next]!, inner, `${at}/${name}`);
      next += 1;
      times += 1;
    }
    if (times === 0 && count !== '?') throw new Error(`${at} lacks ${name} at its place.`);
  }
  if (next < seen.children.length)
    throw new Error(`${at} has ${seen.children[next]!.name} at a wrong place.`);
  if (isChoice && seen.children.length !== 1) throw new Error(`${at} must have one of several.`);
}

function parsed(text: string): Seen {
  const root: Seen = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    const seen: Seen = { name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(seen);
    open.push(seen);
  });
  parser.on('text', (part) => {
    open.at(-1)!.text += part;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  return root.children[0]!;
}
