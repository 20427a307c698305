import { newId } from '@app/domain';
import type { Clock } from '@app/domain';

interface Told {
  readonly clock: Clock;
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** From now on somebody wants to be told what happens. */
export async function listen(story: Told): Promise<void> {
  await story.rows(`insert into event_feed values ($1, 0, 0, $2)`, [newId(story.clock), story.clock.now()]);
}

/** Types of the events so far, in their order, each as often as it was told. */
export async function typesTold(story: Told): Promise<string[]> {
  const rows = await story.rows<{ type: string }>('select type from hub_event order by arrival');
  return rows.map(({ type }) => type);
}
