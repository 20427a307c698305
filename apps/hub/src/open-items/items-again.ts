import type { ItemReadings } from '@app/connectors';
import { type Clock, type LedgerItemId, localDateAt } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import type { ConnectionFacts } from '../connections/creditor-reader.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { ItemIntake } from './item-intake.js';

/** Reads some items from the ledger again, now, and takes in what it says: what the next pull would do. */
@Injectable()
export class ItemsAgain {
  constructor(
    private readonly database: Database,
    @Inject(LedgerSessions) private readonly sessions: Pick<LedgerSessions, 'open'>,
    private readonly intake: ItemIntake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Not inside a transaction.
   * @param items no more than the connector reads at once
   * @param andThen in the transaction that takes the readings in
   * @throws LedgerError
   */
  async read(
    { creditor, connection, policy }: ConnectionFacts,
    items: readonly LedgerItemId[],
    signal: AbortSignal,
    andThen: (tx: Transaction, readings: ItemReadings) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const session = await this.sessions.open({ creditorId: creditor.id, id: connection.id });
    const readings = await session.readItems(items, signal);
    const context = {
      creditorId: creditor.id,
      connectionId: connection.id,
      country: creditor.country,
      policy,
      today: localDateAt(this.clock.now(), creditor.country),
    };
    await this.database.asCreditor(creditor.id, async (tx) => {
      await this.intake.takeAll(tx, context, readings);
      await andThen(tx, readings);
    });
  }
}
