import type { Pause } from './pause-store.js';
import type { PauseDto } from './pause.dto.js';

export function pauseDto({ id, caseId, kind, by, claimIds, acts, detail, ...rest }: Pause): PauseDto {
  const { fromOn, untilOn, reason, endedAt, endedBy } = rest;
  return { id, caseId, kind, by, claimIds, acts, detail, fromOn, untilOn, reason, endedAt, endedBy };
}
