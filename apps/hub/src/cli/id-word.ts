import { isUuid } from '@app/domain';
import { OpsUsageError } from './ops-arguments.js';

/** @throws OpsUsageError */
export function idWord<Id extends string>(name: string, word: string | undefined): Id {
  const id = (word ?? '').toLowerCase();
  if (!isUuid(id)) throw new OpsUsageError(`${name} is an id, like 019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10.`);
  return id as Id;
}
