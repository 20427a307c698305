import { asJson, type Currency, type JsonObject } from '@app/domain';
import type { LetterCollector } from '@app/letters';
import {
  type Approval,
  type ChannelRule,
  DEFAULT_PROCESS,
  type ProcessSettings,
  type RegimeDates,
} from '@app/collection';

/** Who signs the letters, and how to reach a person there. */
export type Sender = Omit<LetterCollector, 'handler'>;

/**
 * Whether a debtor is told that a part payment has come: `none`; `email`, where e-mail reached them last, at no cost;
 * `all`, by letter too.
 */
export const RECEIPT_CHOICES = ['none', 'email', 'all'] as const;
export type ReceiptChoice = (typeof RECEIPT_CHOICES)[number];

/** How a creditor's cases are worked. */
export interface CollectionSettings {
  /** 0: nobody has chosen yet, the standard holds. */
  readonly version: number;
  readonly process: ProcessSettings;
  readonly vatLiable: boolean;
  readonly agreedReminderFeeMinor: bigint | null;
  readonly creditorLettersConfirmed: boolean;
  readonly claimSubject: string;
  readonly payToAccount: string | null;
  readonly sender: Sender | null;
  readonly receipts: ReceiptChoice;
}

export const STANDARD_SETTINGS: CollectionSettings = {
  version: 0,
  process: DEFAULT_PROCESS,
  vatLiable: true,
  agreedReminderFeeMinor: null,
  creditorLettersConfirmed: false,
  claimSubject: '',
  payToAccount: null,
  sender: null,
  receipts: 'none',
};

/** Which of the two a person has read and approved, for the versions in force. */
export interface Approvals {
  readonly process?: Approval;
  readonly channels?: Approval;
}

/**
 * What is stored of a road: without approvals, which stand apart, without the days on which acts enter into force, which
 * no creditor chooses, and with amounts as text.
 */
export function processToJson(process: ProcessSettings): JsonObject {
  const { approval: _, regimeDates: __, channelRules, smallBalanceMinor, ...rest } = process;
  const stored = {
    ...rest,
    smallBalanceMinor: mapValues(smallBalanceMinor, String),
    channelRules: { version: channelRules.version, rules: channelRules.rules.map(ruleToJson) },
  };
  return asJson(stored);
}

/** The hub wrote it itself, checked at the edge. Fields that a later version of the hub has added are the standard's. */
export function processFromJson(
  stored: JsonObject,
  version: number,
  approvals: Approvals,
  regimeDates: RegimeDates,
): ProcessSettings {
  const read = stored as unknown as Omit<ProcessSettings, 'smallBalanceMinor' | 'channelRules'> & {
    readonly smallBalanceMinor: Readonly<Record<string, string>>;
    readonly channelRules: { readonly version: number; readonly rules: readonly StoredRule[] };
  };
  return {
    ...DEFAULT_PROCESS,
    ...read,
    version,
    regimeDates,
    smallBalanceMinor: mapValues(read.smallBalanceMinor, BigInt) as Partial<Record<Currency, bigint>>,
    channelRules: {
      version: read.channelRules.version,
      rules: read.channelRules.rules.map(ruleFromJson),
      ...(approvals.channels === undefined ? {} : { approval: approvals.channels }),
    },
    ...(approvals.process === undefined ? {} : { approval: approvals.process }),
  };
}

type StoredRule = Omit<ChannelRule, 'when'> & {
  readonly when: Omit<ChannelRule['when'], 'owedMinorMin' | 'owedMinorBelow'> & {
    readonly owedMinorMin?: string;
    readonly owedMinorBelow?: string;
  };
};

function ruleToJson({ when: { owedMinorMin, owedMinorBelow, ...when }, ...rule }: ChannelRule): StoredRule {
  return {
    ...rule,
    when: {
      ...when,
      ...(owedMinorMin === undefined ? {} : { owedMinorMin: `${owedMinorMin}` }),
      ...(owedMinorBelow === undefined ? {} : { owedMinorBelow: `${owedMinorBelow}` }),
    },
  };
}

function ruleFromJson({ when: { owedMinorMin, owedMinorBelow, ...when }, ...rule }: StoredRule): ChannelRule {
  return {
    ...rule,
    when: {
      ...when,
      ...(owedMinorMin === undefined ? {} : { owedMinorMin: BigInt(owedMinorMin) }),
      ...(owedMinorBelow === undefined ? {} : { owedMinorBelow: BigInt(owedMinorBelow) }),
    },
  };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
