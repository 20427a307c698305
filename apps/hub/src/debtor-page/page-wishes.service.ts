import { addDays, type Clock, type Country, localDateAt } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../api/idempotency/request-identity.js';
import { ProblemError } from '../api/problem-error.js';
import { DebtorsService } from '../case-desk/debtors/debtors.service.js';
import { DeferralsService, type Granted } from '../case-desk/deferrals/deferrals.service.js';
import { ObjectionsService } from '../case-desk/objections/objections.service.js';
import { PausesService } from '../case-desk/pauses/pauses.service.js';
import { PlansService } from '../case-desk/plans/plans.service.js';
import { CLOCK } from '../config/clock.js';
import type { DebtorVisit } from './debtor-visit.js';
import type { AskForPlanDto, AskForTimeDto, ObjectDto, TellHardshipDto } from './debtor-page.dto.js';
import { PageViewService } from './page-view.service.js';

/** Days that a case rests while a person looks at what goes beyond the authority: our choice. */
const REST_DAYS = 21;

/** What the debtor says on the page, done as the desk does it: what is within the authority at once, all else by a person. */
@Injectable()
export class PageWishesService {
  constructor(
    private readonly deferrals: DeferralsService,
    private readonly plans: PlansService,
    private readonly objections: ObjectionsService,
    private readonly debtors: DebtorsService,
    private readonly pauses: PausesService,
    private readonly view: PageViewService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async time(visit: DebtorVisit, dto: AskForTimeDto, key: RequestKey): Promise<Granted> {
    const { creditorId, caseId } = visit;
    const wish = { days: dto.days, interest: 'running' as const, reason: reasonOf(dto.words) };
    return this.#within(visit, (askCreditor) =>
      this.deferrals.grant(creditorId, caseId, { ...wish, askCreditor }, keyFor(key, askCreditor)),
    );
  }

  /** Proposes it in the debtor's own numbers; it begins when the debtor has seen the instalments and says yes. */
  async plan(visit: DebtorVisit, dto: AskForPlanDto, key: RequestKey): Promise<Granted> {
    const { creditorId, caseId } = visit;
    const { perMonth, firstDueOn } = dto;
    const wish = { perMonth, firstDueOn, interest: 'running' as const, reason: reasonOf(dto.words) };
    const propose = (fee: 'waive' | 'charge', askCreditor: boolean): Promise<Granted> =>
      this.plans.propose(creditorId, caseId, { ...wish, fee, askCreditor }, keyFor(key, askCreditor, fee));
    return this.#within(visit, async (askCreditor) => {
      if (askCreditor) return propose('waive', true);
      // Without a fee where the creditor lets us; with it where not, and the debtor sees it before saying yes.
      return (await allowed(() => propose('waive', false))) ?? propose('charge', false);
    });
  }

  async accept({ creditorId, caseId }: DebtorVisit, planId: string): Promise<void> {
    const reason = 'The debtor said yes on the page.';
    await this.plans.accept(creditorId, caseId, planId, { how: 'in-writing', reason });
  }

  async decline({ creditorId, caseId }: DebtorVisit, planId: string): Promise<void> {
    await this.plans.decline(creditorId, caseId, planId, { reason: 'The debtor said no on the page.' });
  }

  async object({ creditorId, caseId }: DebtorVisit, dto: ObjectDto, key: RequestKey): Promise<void> {
    const raisedOn = this.#today(await this.view.country(creditorId));
    const { concerns, words: text, kind = 'objection' } = dto;
    const objection = { kind, concerns, text, raisedThrough: 'own-page' as const, raisedOn };
    await this.objections.raise(creditorId, caseId, objection, key);
  }

  /** Everything stops for all of the debtor's cases, and a person looks at them. */
  async hardship({ creditorId, debtorId }: DebtorVisit, dto: TellHardshipDto): Promise<void> {
    const on = this.#today(await this.view.country(creditorId));
    await this.debtors.setCircumstance(creditorId, debtorId, 'vulnerable', {
      care: 'stop',
      on,
      reason: reasonOf(dto.words),
    });
  }

  /** Beyond the authority the case rests first, so that nothing leaves while a person looks. */
  async #within(
    { creditorId, caseId }: DebtorVisit,
    grant: (askCreditor: boolean) => Promise<Granted>,
  ): Promise<Granted> {
    const granted = await allowed(() => grant(false));
    if (granted) return granted;
    const untilOn = addDays(this.#today(await this.view.country(creditorId)), REST_DAYS);
    const reason =
      'The debtor asked for more than the authority allows: the case rests until a person has answered.';
    await this.pauses.pause(creditorId, caseId, { wantedBy: 'collector', untilOn, reason });
    return grant(true);
  }

  #today(country: Country): ReturnType<typeof localDateAt> {
    return localDateAt(this.clock.now(), country);
  }
}

/** Undefined where the authority does not reach that far. */
async function allowed(grant: () => Promise<Granted>): Promise<Granted | undefined> {
  try {
    return await grant();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'beyond-authority') return undefined;
    throw error;
  }
}

function reasonOf(words: string | undefined): string {
  return words === undefined || words.trim() === '' ? 'The debtor asked for it on the page.' : words;
}

/** One request tries several doors, and each is known by a key of its own. */
function keyFor(key: RequestKey, askCreditor: boolean, fee = ''): RequestKey {
  return `${key}${askCreditor ? '?' : ''}${fee}` as RequestKey;
}
