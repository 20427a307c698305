import { expect } from '@jest/globals';
import { daysBetween, type LocalDate } from '@app/domain';
import type { CaseAnswer, LetterAnswer } from './case-story.js';
import { CompanyDesk } from './desk-story.js';
import type { Named } from './hub-company.js';

const DECISIONS_MAX = 30;

/** A consumer and a business, invented, as Tripletex's people enter them. */
export const A_PERSON = {
  name: 'Prøve Testesen',
  isPrivateIndividual: true,
  email: 'prove@debtor.example',
  address: { line1: 'Eksempelveien 1', postalCode: '0000', city: 'Eksempelvik' },
};
export const A_BUSINESS = {
  name: 'Prøvehandel AS',
  organizationNumber: '314000048',
  email: 'faktura@debtor.example',
  address: { line1: 'Eksempelveien 2', postalCode: '0000', city: 'Eksempelvik' },
};

/** What a case owes, as texts: the way stories assert it. */
export interface Owed {
  readonly principal: string;
  readonly interest: string;
  readonly costs: string;
  readonly total: string;
}

export interface TimelineEvent {
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly at: string;
}

/** A company's cases as months go by: from decision to decision, on days that the story names. */
export class CollectionStory extends CompanyDesk {
  /** The day comes, its night's pass is walked, and what is due is done. */
  async on(day: string): Promise<void> {
    const days = daysBetween(this.story.today as LocalDate, day as LocalDate);
    if (days < 0) throw new Error(`It is ${this.story.today} already: ${day} does not come again.`);
    this.story.later({ days });
    await this.pass();
  }

  /** As `on`, with that night's look after plans. */
  async planNight(day: string): Promise<void> {
    const days = daysBetween(this.story.today as LocalDate, day as LocalDate);
    this.story.later({ days });
    await this.story.api.post(`${this.company.creditor}/plan-pass`);
    await this.story.quiet();
    await this.pass();
  }

  /** The newest letter of this kind. */
  async letter(invoice: Named, kind: string): Promise<LetterAnswer> {
    const letters = await this.letters(await this.of(invoice));
    const found = letters.findLast((one) => one.kind === kind);
    if (!found) throw new Error(`No letter "${kind}": ${letters.map((one) => one.kind).join(', ')}`);
    return found;
  }

  /**
   * Lets time pass from one decision's day to the next until a letter of the kind is there.
   * @returns the day on which it was written
   */
  async until(invoice: Named, kind: string): Promise<string> {
    for (let decision = 0; decision < DECISIONS_MAX; decision += 1) {
      await this.pass();
      const { id, nextStep } = await this.of(invoice);
      if ((await this.letters({ id })).some((letter) => letter.kind === kind)) return this.story.today;
      if (nextStep.on === null || nextStep.on <= this.story.today)
        throw new Error(`No "${kind}" comes on ${this.story.today}: ${JSON.stringify(nextStep)}`);
      await this.on(nextStep.on);
    }
    throw new Error(`No "${kind}" within ${DECISIONS_MAX} decisions.`);
  }

  /** Each letter as one line. Example: `2026-03-16 reminder email nb sent until 2026-03-30` */
  async mail(invoice: Named): Promise<string[]> {
    const letters = await this.letters(await this.of(invoice));
    return letters.map(({ kind, channel, language, state, sentAt, deadlineOn }) => {
      const until = deadlineOn === null ? '' : ` until ${deadlineOn}`;
      return `${sentAt?.slice(0, 10) ?? 'never'} ${kind} ${channel} ${language} ${state}${until}`;
    });
  }

  async owes(invoice: Named): Promise<Owed> {
    const { owed, lines } = await this.balance(await this.of(invoice));
    const { principal, interest, costs, total } = owed;
    // Whatever a story does: the lines explain the sum to the last øre.
    const sum = lines.reduce((minor, { amount }) => minor + BigInt(amount.amount.replace('.', '')), 0n);
    expect(sum).toBe(BigInt(total.amount.replace('.', '')));
    return {
      principal: principal.amount,
      interest: interest.amount,
      costs: costs.amount,
      total: total.amount,
    };
  }

  /** Everything that happened, oldest first. */
  async events(invoice: Named): Promise<TimelineEvent[]> {
    const { id } = await this.of(invoice);
    return this.story.api.get(`${this.company.creditor}/cases/${id}/timeline`);
  }

  async told(invoice: Named): Promise<string[]> {
    return this.timeline(await this.of(invoice));
  }

  /** Fees as they came and went. Example: `reminder-fee 38.00` */
  async fees(invoice: Named): Promise<string[]> {
    const events = await this.events(invoice);
    return events
      .filter(({ kind }) => kind === 'fee-charged' || kind === 'fee-reduced')
      .map(({ detail }) => `${String(detail['kind'])} ${decimal(String(detail['amountMinor']))}`);
  }

  /** The case's address in the API. */
  async path(invoice: Named): Promise<string> {
    const { id }: CaseAnswer = await this.of(invoice);
    return `${this.company.creditor}/cases/${id}`;
  }
}

function decimal(minor: string): string {
  const digits = minor.replace('-', '').padStart(3, '0');
  return `${minor.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
