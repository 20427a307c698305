import { type CaseId, type CaseLetterId, type Clock, type CreditorId, newId } from '@app/domain';
import { type Channel, type LetterKind, regimeOn } from '@app/collection';
import { type LetterData, LetterRenderer } from '@app/letters';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import { CaseReader } from '../facts/case-reader.js';
import { CasePass } from '../pass/case-pass.js';
import { letterFacts } from './letter-facts.js';
import { isObstacle } from './letter-obstacle.js';
import { letterRecipient } from './letter-recipient.js';
import { LetterStore, type RenderedLetter } from './letter-store.js';
import { stepLetter } from './step-letter.js';

/** Friendly letters on which nothing rests: that all is paid, that a payment has come. */
@Injectable()
export class CaseNotices {
  constructor(
    private readonly database: Database,
    private readonly pass: CasePass,
    private readonly reader: CaseReader,
    private readonly letters: LetterStore,
    private readonly renderer: LetterRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Not inside a transaction.
   * @returns undefined where the letter cannot be made: it is left out
   */
  async render(
    creditorId: CreditorId,
    caseId: CaseId,
    channel: Channel,
    kind: Extract<LetterKind, 'case-closed' | 'payment-receipt'>,
    content: Pick<LetterData, 'receipt'> = {},
  ): Promise<RenderedLetter | undefined> {
    const read = await this.database.asCreditor(creditorId, async (tx) => {
      const terms = await this.pass.terms(tx, creditorId);
      const [record] = await this.reader.some(tx, [caseId]);
      return record && { terms, record, facts: await letterFacts(tx, caseId) };
    });
    if (read === undefined) return undefined;
    const { terms, record, facts } = read;
    const { creditor, settings, counter, today } = terms;
    const claimIds = record.claims.filter(({ state }) => state !== 'withdrawn').map(({ id }) => id);
    const regime = regimeOn(creditor.country, today, settings.process.regimeDates);
    const letterTerms = { creditor, settings, regime, sentOn: today, deadlineOn: null };
    try {
      const balance = counter.balance(record, today);
      const data = stepLetter(record, balance, { kind, claimIds }, facts, letterTerms);
      return await this.letters.render(
        this.renderer,
        { ...data, ...content },
        {
          id: newId<'CaseLetterId'>(this.clock) as CaseLetterId,
          channel,
          to: letterRecipient(facts, channel, undefined),
          notBefore: this.clock.now(),
          byHand: false,
          isDocument: false,
        },
      );
    } catch (error) {
      if (isObstacle(error)) return undefined;
      throw error;
    }
  }
}
