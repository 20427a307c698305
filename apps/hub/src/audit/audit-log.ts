import { newId } from '@app/domain';
import type { Clock, CreditorId, JsonObject } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { currentContext } from '../logging/log-context.js';

export interface Deed {
  /** Who did it. Example: `{ kind: 'system', id: 'scheduler' }`. */
  readonly actor: { readonly kind: string; readonly id: string };
  /** A noun and a verb in the past. Example: `claim.withdrawn`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Why, and from what to what. No secret, no free text about a person. Default: empty. */
  readonly detail?: JsonObject;
  /** In an operator's transaction: the creditor whom it concerns. Default: the transaction's. */
  readonly creditorId?: CreditorId;
}

/** Writes down who did what, in the transaction that does it. Nobody can change or remove an entry. */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  /** In a creditor's transaction to the creditor's log; in an operator's to the hub's own, unless it names a creditor. */
  async record(tx: Transaction, deed: Deed): Promise<void> {
    const creditorId = deed.creditorId ?? tx.creditorId;
    const columns = 'id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail, request_id';
    const { actor, action, subject } = deed;
    const detail = JSON.stringify(deed.detail ?? {});
    const requestId = currentContext()?.requestId ?? null;
    const who: unknown[] = [newId(this.clock), this.clock.now(), actor.kind, actor.id, action];
    const values = who.concat([subject.kind, subject.id, detail, requestId]);
    const places = values.map((_, index) => `$${index + 1}`).join(', ');
    if (creditorId === undefined) {
      await tx.query(`insert into operator_audit_entry (${columns}) values (${places})`, values);
      return;
    }
    await tx.query(
      `insert into audit_entry (${columns}, creditor_id) values (${places}, $${values.length + 1})`,
      [...values, creditorId],
    );
  }
}
