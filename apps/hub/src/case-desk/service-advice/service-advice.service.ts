import { type CaseId, type CreditorId, daysBetween, earliest, parseMoney } from '@app/domain';
import { adviseOnService, planStanding, type ServiceFacts } from '@app/collection';
import { Injectable } from '@nestjs/common';
import { moneyDto } from '../../api/money.dto.js';
import { unfitField } from '../../api/unfit-field.js';
import { sumOf } from '../../cases/facts/case-balance.js';
import { CaseReader } from '../../cases/facts/case-reader.js';
import type { CaseRecord } from '../../cases/facts/case-record.js';
import { planFactsOf } from '../../cases/facts/planner-facts.js';
import { CaseFile } from '../file/case-file.js';
import type { DeskCase } from '../file/desk-case.js';
import type { ServiceAdviceDto, ServiceAdviceQueryDto } from './service-advice.dto.js';

/** Whether the creditor should go on delivering a running service to somebody who owes. Advice only: the creditor decides. */
@Injectable()
export class ServiceAdviceService {
  constructor(
    private readonly file: CaseFile,
    private readonly reader: CaseReader,
  ) {}

  /** @throws ProblemError case-not-found; 422 when the amount is none of the currency */
  advise(
    creditorId: CreditorId,
    caseId: CaseId,
    { monthly, essential }: ServiceAdviceQueryDto,
  ): Promise<ServiceAdviceDto> {
    return this.file.look(creditorId, caseId, async (tx, desk) => {
      const { minor: monthlyMinor } = parseMoney(monthly, desk.currency);
      if (monthlyMinor <= 0n)
        throw unfitField('monthly', 'is nothing', 'Give what the service costs in a month.');
      const owedMinor = sumOf((await this.file.balance(tx, desk)).total);
      const [record] = await this.reader.some(tx, [caseId]);
      const facts = serviceFacts(record!, desk, owedMinor, monthlyMinor, essential === 'true');
      const { daysLate, history, objectionOpen, agreementKept } = facts;
      const owed = moneyDto(owedMinor, desk.currency);
      return { ...adviseOnService(facts), facts: { daysLate, owed, history, objectionOpen, agreementKept } };
    });
  }
}

function serviceFacts(
  record: CaseRecord,
  { today }: DeskCase,
  owedMinor: bigint,
  monthlyMinor: bigint,
  essential: boolean,
): ServiceFacts {
  const { debtor, claims, plan, deferrals, objections } = record;
  const due = claims.filter(({ state, outstanding }) => state !== 'withdrawn' && outstanding !== '0');
  const oldest = due.map(({ dueOn }) => dueOn).reduce(earliest, today);
  const standing = plan?.state === 'running' ? planStanding(planFactsOf(plan), today).state : undefined;
  const kept = standing === 'in-good-standing' || standing === 'due-soon' || standing === 'paid';
  return {
    // The stricter rules count while nobody knows.
    standing: debtor.standing ?? 'consumer',
    history: debtor.history,
    essential,
    vulnerable: debtor.circumstances.vulnerable !== undefined,
    objectionOpen: objections.some(({ state }) => state === 'open'),
    agreementKept: kept || deferrals.some(({ grantedOn, untilOn }) => grantedOn <= today && untilOn >= today),
    daysLate: Math.max(daysBetween(oldest, today), 0),
    owedMinor,
    monthlyMinor,
  };
}
