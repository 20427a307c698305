import { isLocalDate, type LocalDate } from '@app/domain';
import type { StoredCircumstances } from '../../cases/entities/case-debtor.entity.js';
import { unfitField } from '../../api/unfit-field.js';
import type { CircumstanceDto, CircumstanceName } from './debtor.dto.js';
import { isReachable } from './stand-ins.js';

/** What a person must do about it, beside the stop that it brings by itself. */
export interface CircumstanceTask {
  readonly key: string;
  readonly title: string;
}

/**
 * The circumstance as it is stored, from what a person said of it.
 * @throws ProblemError naming a field that it cannot do without
 */
export function circumstanceOf(name: CircumstanceName, dto: CircumstanceDto): Partial<StoredCircumstances> {
  switch (name) {
    case 'protectedAddress':
      return { protectedAddress: { byHand: dto.byHand ?? false } };
    case 'guardian':
      return {
        guardian: { scope: required('scope', dto.scope), reachable: isReachable(dto) },
      };
    case 'representative':
      return {
        representative: { reachable: isReachable(dto) || required('reachable', dto.reachable) },
      };
    case 'minor':
      return { minor: { adultOn: day('adultOn', dto.adultOn), debtStands: dto.debtStands ?? false } };
    case 'deceased':
      return { deceased: { diedOn: day('on', dto.on), estateReachable: dto.estateReachable ?? false } };
    case 'bankruptcy':
      return { bankruptcy: { openedOn: day('on', dto.on) } };
    case 'debtSettlement': {
      const until = dto.until === undefined ? {} : { until: day('until', dto.until) };
      return { debtSettlement: { stage: required('stage', dto.stage), ...until } };
    }
    case 'vulnerable':
      return { vulnerable: { care: required('care', dto.care), sinceOn: day('on', dto.on) } };
  }
}

/** Undefined where the stop itself is all there is to do. */
export function taskFor(name: CircumstanceName, dto: CircumstanceDto): CircumstanceTask | undefined {
  const task = TASKS[name];
  if (task === undefined || (name === 'deceased' && dto.estateReachable === true)) return undefined;
  if (name === 'vulnerable' && dto.care === 'adapted') return undefined;
  if (name === 'guardian' && (isReachable(dto) || dto.scope === 'not-concerned')) return undefined;
  if (name === 'protectedAddress' && dto.byHand !== true) return undefined;
  return { key: `circumstance:${name.toLowerCase()}`, title: task };
}

const TASKS: Readonly<Partial<Record<CircumstanceName, string>>> = {
  protectedAddress:
    'The address is protected: letters go by hand, on a way that shows nobody where the debtor lives.',
  guardian: 'Find out where to write to the guardian.',
  deceased: 'The debtor has died: find out who has the estate, and tell the creditor.',
  bankruptcy: 'The debtor is bankrupt: file the claim in the estate within its time limit, or give it back.',
  debtSettlement: 'A debt settlement is on its way: answer the proposal, or file the claim in time.',
  vulnerable: 'The debtor is in a hard place: look at the case, and decide how to go on kindly.',
};

function required<T>(field: string, value: T | undefined): T {
  if (value === undefined) throw unfitField(field, 'is missing', 'Say it, or find it out first.');
  return value;
}

function day(field: string, value: string | undefined): LocalDate {
  const text = required(field, value);
  if (!isLocalDate(text)) throw unfitField(field, 'is no day of the calendar', 'Give a day like 2026-03-02.');
  return text;
}
