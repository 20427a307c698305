import type { LocalDate } from '@app/domain';
import { roadOf, stepRule, tooOldFrom } from '../process/index.js';
import { type Regime, STEP_KINDS, type StepKind } from '../vocabulary.js';
import type { ProcessSettings } from './settings.js';
import type { WalkedRoad } from './walked-road.js';

export interface NextKind {
  readonly kind: StepKind;
  /** A statutory letter was sent before, and is too old for what builds on it. */
  readonly renewal: boolean;
}

/** What the choice of the next step rests on, besides what lies behind. */
export interface RoadAhead {
  readonly regime: Regime;
  readonly settings: ProcessSettings;
  readonly asOf: LocalDate;
  /** The day on which an objection was rejected: from then on only a court may go on with the claim. */
  readonly disputedSince?: LocalDate;
}

const FIRST = (kind: StepKind): NextKind => ({ kind, renewal: false });

/** The next step of the road; undefined at its end. */
export function nextKind(road: WalkedRoad, ahead: RoadAhead): NextKind | undefined {
  const { counted } = road;
  if (counted['legal-hand-off']) return undefined;
  if (ahead.disputedSince !== undefined) return nextWhenDisputed(road, ahead, ahead.disputedSince);
  const { demand } = counted;
  if (!demand) return FIRST(nextBeforeDemand(road, ahead));
  if (!ahead.settings.legalRoute) return undefined;
  const rule = stepRule(ahead.regime, 'demand');
  const tooOld = rule && tooOldFrom(demand.sentOn, rule);
  if (tooOld !== undefined && ahead.asOf >= tooOld) return { kind: 'demand', renewal: true };
  const noticed = (counted['legal-notice']?.sentOn ?? '') >= demand.sentOn;
  const announced = demand.announcesLegalAction && !ahead.settings.separateLegalNotice;
  return FIRST(noticed || announced || !needsLegalNotice(ahead) ? 'legal-hand-off' : 'legal-notice');
}

/** The creditor may begin later, and what is voluntary may be left out; the statutory notice may not. */
function nextBeforeDemand(road: WalkedRoad, { regime, settings }: RoadAhead): StepKind {
  const { counted, friendlySent, remindersSent } = road;
  const isFree = counted['collection-notice'] === undefined;
  const begins = STEP_KINDS.indexOf(settings.takeover);
  const wants = (kind: StepKind): boolean => isFree && !road.corrected && begins <= STEP_KINDS.indexOf(kind);
  if (wants('friendly-reminder') && remindersSent === 0 && friendlySent < settings.friendlyRemindersMax) {
    return 'friendly-reminder';
  }
  if (wants('reminder') && remindersSent < settings.remindersMax) return 'reminder';
  const hasNotice = roadOf(regime).some(({ kind }) => kind === 'collection-notice');
  return hasNotice && isFree ? 'collection-notice' : 'demand';
}

/**
 * A disputed claim may go to court without the letters before it (inkassoloven § 12(3)), but not without the debtor
 * knowing of it (tvisteloven § 5-2). Sweden asks for the demand all the same (inkassolagen 6 §).
 */
function nextWhenDisputed(road: WalkedRoad, ahead: RoadAhead, since: LocalDate): NextKind | undefined {
  const { counted } = road;
  if (!ahead.settings.legalRoute) return undefined;
  if (ahead.regime === 'SE-1974' && !counted.demand) return FIRST('demand');
  const noticed = (counted['legal-notice']?.sentOn ?? '') >= since;
  return FIRST(noticed ? 'legal-hand-off' : 'legal-notice');
}

function needsLegalNotice({ regime, settings }: RoadAhead): boolean {
  return settings.separateLegalNotice || stepRule(regime, 'legal-notice')?.statutory === true;
}
