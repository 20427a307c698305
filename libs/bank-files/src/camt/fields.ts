/**
 * Where ISO 20022 says what, for versions .02, .04 and .08 of camt.053 and camt.054. They differ in a few paths only,
 * and no path means something else in another version, so all are read: a bank that mixes them is understood too.
 * Source: the message definition reports "Bank-to-Customer Cash Management" of iso20022.org.
 */
export interface Fields {
  /** Path below the element → the name under which we keep it. Each may stand once. */
  readonly once: Readonly<Record<string, string>>;
  /** As `once`, for amounts: their `Ccy` is kept too. */
  readonly amounts: Readonly<Record<string, string>>;
  /** May be repeated. */
  readonly many: Readonly<Record<string, string>>;
}

export const GROUP_HEADER: Fields = {
  once: {
    MsgId: 'MsgId',
    CreDtTm: 'CreDtTm',
    'MsgPgntn/PgNb': 'PgNb',
    'MsgPgntn/LastPgInd': 'LastPgInd',
  },
  amounts: {},
  many: {},
};

const ACCOUNT = {
  'Acct/Id/IBAN': 'IBAN',
  'Acct/Id/Othr/Id': 'Othr/Id',
  'Acct/Id/Othr/SchmeNm/Cd': 'Othr/SchmeNm',
  'Acct/Id/Othr/SchmeNm/Prtry': 'Othr/SchmeNm',
  'Acct/Ccy': 'Acct/Ccy',
} as const;

const SUMMARY = {
  'TxsSummry/TtlNtries/NbOfNtries': 'TtlNtries/NbOfNtries',
  'TxsSummry/TtlNtries/Sum': 'TtlNtries/Sum',
  // .02 has amount and sign side by side, .04 and .08 an element around them.
  'TxsSummry/TtlNtries/TtlNetNtryAmt': 'TtlNetNtry/Amt',
  'TxsSummry/TtlNtries/CdtDbtInd': 'TtlNetNtry/CdtDbtInd',
  'TxsSummry/TtlNtries/TtlNetNtry/Amt': 'TtlNetNtry/Amt',
  'TxsSummry/TtlNtries/TtlNetNtry/CdtDbtInd': 'TtlNetNtry/CdtDbtInd',
  'TxsSummry/TtlCdtNtries/NbOfNtries': 'TtlCdtNtries/NbOfNtries',
  'TxsSummry/TtlCdtNtries/Sum': 'TtlCdtNtries/Sum',
  'TxsSummry/TtlDbtNtries/NbOfNtries': 'TtlDbtNtries/NbOfNtries',
  'TxsSummry/TtlDbtNtries/Sum': 'TtlDbtNtries/Sum',
} as const;

/** Below `Stmt` of camt.053 and `Ntfctn` of camt.054. */
export const REPORT: Fields = {
  once: {
    Id: 'Id',
    CreDtTm: 'CreDtTm',
    CpyDplctInd: 'CpyDplctInd',
    'StmtPgntn/PgNb': 'PgNb',
    'StmtPgntn/LastPgInd': 'LastPgInd',
    'NtfctnPgntn/PgNb': 'PgNb',
    'NtfctnPgntn/LastPgInd': 'LastPgInd',
    ...ACCOUNT,
    ...SUMMARY,
  },
  amounts: {},
  many: {},
};

export const BALANCE: Fields = {
  once: { 'Tp/CdOrPrtry/Cd': 'Tp', CdtDbtInd: 'CdtDbtInd', 'Dt/Dt': 'Dt', 'Dt/DtTm': 'Dt' },
  amounts: { Amt: 'Amt' },
  many: {},
};

const BANK_CODE = {
  'BkTxCd/Prtry/Cd': 'BkTxCd/Prtry',
  'BkTxCd/Domn/Cd': 'BkTxCd/Domn',
  'BkTxCd/Domn/Fmly/Cd': 'BkTxCd/Fmly',
  'BkTxCd/Domn/Fmly/SubFmlyCd': 'BkTxCd/SubFmly',
} as const;

export const ENTRY: Fields = {
  once: {
    CdtDbtInd: 'CdtDbtInd',
    RvslInd: 'RvslInd',
    Sts: 'Sts',
    'Sts/Cd': 'Sts/Cd',
    'BookgDt/Dt': 'BookgDt',
    'BookgDt/DtTm': 'BookgDt',
    'ValDt/Dt': 'ValDt',
    'ValDt/DtTm': 'ValDt',
    AcctSvcrRef: 'AcctSvcrRef',
    ...BANK_CODE,
  },
  amounts: { Amt: 'Amt' },
  many: { AddtlNtryInf: 'AddtlNtryInf', 'NtryDtls/Btch/NbOfTxs': 'NbOfTxs' },
};

/** Below `NtryDtls/TxDtls`. */
export const TRANSACTION: Fields = {
  once: {
    CdtDbtInd: 'CdtDbtInd',
    'Refs/AcctSvcrRef': 'AcctSvcrRef',
    'Refs/EndToEndId': 'EndToEndId',
    'Refs/TxId': 'TxId',
    ...BANK_CODE,
    // .08 put a choice of person and agent around the party.
    'RltdPties/Dbtr/Nm': 'Dbtr/Nm',
    'RltdPties/Dbtr/Pty/Nm': 'Dbtr/Nm',
    'RltdPties/UltmtDbtr/Nm': 'UltmtDbtr/Nm',
    'RltdPties/UltmtDbtr/Pty/Nm': 'UltmtDbtr/Nm',
    'RltdPties/DbtrAcct/Id/IBAN': 'DbtrAcct',
    'RltdPties/DbtrAcct/Id/Othr/Id': 'DbtrAcct',
  },
  amounts: {
    Amt: 'Amt',
    'AmtDtls/TxAmt/Amt': 'TxAmt',
    'AmtDtls/InstdAmt/Amt': 'InstdAmt',
  },
  many: {
    // What identifies a person (`PrvtId`) is never read.
    'RltdPties/Dbtr/Id/OrgId/Othr/Id': 'OrgId',
    'RltdPties/Dbtr/Pty/Id/OrgId/Othr/Id': 'OrgId',
    'RmtInf/Ustrd': 'Ustrd',
    AddtlTxInf: 'AddtlTxInf',
  },
};

/** Below `RmtInf/Strd`. */
export const STRUCTURED: Fields = {
  once: {
    'CdtrRefInf/Tp/CdOrPrtry/Cd': 'Tp',
    'CdtrRefInf/Tp/Issr': 'Issr',
    'CdtrRefInf/Ref': 'Ref',
  },
  amounts: {
    'RfrdDocAmt/RmtdAmt': 'RmtdAmt',
    'RfrdDocAmt/DuePyblAmt': 'DuePyblAmt',
    'RfrdDocAmt/CdtNoteAmt': 'CdtNoteAmt',
  },
  many: { 'RfrdDocInf/Nb': 'Nb', AddtlRmtInf: 'AddtlRmtInf' },
};
