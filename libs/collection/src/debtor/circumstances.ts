import type { LocalDate } from '@app/domain';
import type { Channel, DebtorStanding, Language } from '../vocabulary.js';

/**
 * What the debtor has said about being reached here. `given`: asked for it, or accepted it expressly; `not-asked`: known
 * from the ledger only; `withdrawn`: never used again.
 */
export type Consent = 'given' | 'not-asked' | 'withdrawn';

/** One way to reach the debtor. The address itself stays in the hub. */
export interface ContactPoint {
  readonly id: string;
  readonly channel: Channel;
  readonly consent: Consent;
  /** Came back, bounced, number not in use. */
  readonly failed: boolean;
}

/**
 * How far the machine may go with a vulnerable debtor: serious illness, stay in an institution, special difficulty in
 * paying (LOV-2026-05-22-19 § 14; good practice before it, inkassoloven § 8, inkassolagen 4 §).
 * - `stop`: nothing goes out until a person has looked
 * - `contact-only`: kind contact, no step with legal effect
 * - `adapted`: a person has decided how to go on; the tone stays gentle, and each step with legal effect is approved by a person
 */
export type Care = 'stop' | 'contact-only' | 'adapted';

/**
 * - `offered`: a voluntary settlement is on the table (frivillig gjeldsordning, frivillig skulduppgörelse)
 * - `opened`: the authority has opened the case: nobody may demand or receive payment (gjeldsordningsloven § 3-4)
 * - `in-force`: decided, and it runs (gjeldsordning; skuldsanering, F-skuldsanering)
 */
export type DebtSettlementStage = 'offered' | 'opened' | 'in-force';

/**
 * What a guardian has to do with the debt (LOV-2026-05-22-19 § 30).
 * - `both`: letters go to the debtor and to the guardian
 * - `guardian-only`: the debtor's capacity is limited in this, or the debtor asked for it; also for a minor (§ 29)
 * - `not-concerned`: the guardianship does not cover collection, or the debtor wants the letters alone
 */
export type GuardianScope = 'both' | 'guardian-only' | 'not-concerned';

/** Who the debtor is and how they are, as far as it changes what may be sent. Absent means: not so, as far as known. */
export interface DebtorCircumstances {
  readonly standing: DebtorStanding;
  readonly language: Language;
  /** In the order in which they should be tried, per channel. */
  readonly contactPoints: readonly ContactPoint[];
  /** The address is protected: never shown or exported. `byHand`: a case handler takes letters on a way of their own. */
  readonly protectedAddress?: { readonly byHand: boolean };
  /** Verge, god man, förvaltare. `reachable`: the hub knows where to write to. */
  readonly guardian?: { readonly scope: GuardianScope; readonly reachable: boolean };
  /** A lawyer, adviser or other agent whom the debtor has named: letters go there (LOV-2026-05-22-19 § 28). */
  readonly representative?: { readonly reachable: boolean };
  /** Under age. `debtStands`: a person has found that the debt binds all the same (own earnings, guardian's consent). */
  readonly minor?: { readonly adultOn: LocalDate; readonly debtStands: boolean };
  /** `estateReachable`: a person has found the heirs or the estate, and decided to go on towards them. */
  readonly deceased?: { readonly diedOn: LocalDate; readonly estateReachable: boolean };
  readonly bankruptcy?: { readonly openedOn: LocalDate };
  /** `until`: the last day for which nothing may be demanded, where it is known. */
  readonly debtSettlement?: { readonly stage: DebtSettlementStage; readonly until?: LocalDate };
  readonly vulnerable?: { readonly care: Care; readonly sinceOn: LocalDate };
}

/** To whom a letter goes. */
export type Recipient = 'debtor' | 'guardian' | 'representative' | 'estate';
