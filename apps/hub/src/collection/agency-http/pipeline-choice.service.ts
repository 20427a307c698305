import type { AgencyId, CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Actor } from '../../audit/actor.js';
import { creditorNotFound } from '../../connections/connection-problems.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { agencyNotFound, agencyRetired } from './agency-problems.js';

/** `null` stands for the built-in pipeline. */
export interface ChosenPipeline {
  readonly agencyId: AgencyId | null;
  readonly agencyName: string | null;
  /** Who has the claims that are in collection now. */
  readonly inCollection: readonly { readonly agencyId: AgencyId | null; readonly claims: number }[];
}

/**
 * Where a creditor's claims are handed. A choice counts for claims that nobody has: one that a pipeline has stays
 * there until it is withdrawn, so that two never collect the same claim.
 */
@Injectable()
export class PipelineChoiceService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** @throws ProblemError when there is no such creditor */
  current(creditorId: CreditorId): Promise<ChosenPipeline> {
    return this.database.asOperator((tx) => this.#read(tx, creditorId));
  }

  /**
   * Counts for every claim that is handed over from now on; the same choice again changes nothing.
   * @throws ProblemError unknown creditor or agency, or an agency that was retired
   */
  choose(creditorId: CreditorId, agencyId: AgencyId | null, actor: Actor): Promise<ChosenPipeline> {
    return this.database.asOperator(async (tx) => {
      if (agencyId !== null) await this.#lockActive(tx, agencyId);
      const [before] = await tx.query<{ agencyId: AgencyId | null }>(
        `select agency_id as "agencyId" from creditor where creditor_id = $1 for update`,
        [creditorId],
      );
      if (before === undefined) throw creditorNotFound(creditorId);
      if (before.agencyId !== agencyId) {
        await tx.query(`update creditor set agency_id = $2 where creditor_id = $1`, [creditorId, agencyId]);
        await this.audit.record(tx, {
          actor,
          action: 'pipeline.chosen',
          subject: { kind: 'creditor', id: creditorId },
          detail: { from: before.agencyId ?? 'built-in', to: agencyId ?? 'built-in' },
          creditorId,
        });
      }
      return this.#read(tx, creditorId);
    });
  }

  /** Held against being retired until the choice is stored. */
  async #lockActive(tx: Transaction, agencyId: AgencyId): Promise<void> {
    const [agency] = await tx.query<{ name: string; state: string }>(
      `select name, state from agency where id = $1 for share`,
      [agencyId],
    );
    if (agency === undefined) throw agencyNotFound(agencyId);
    if (agency.state !== 'active') throw agencyRetired(agency.name);
  }

  async #read(tx: Transaction, creditorId: CreditorId): Promise<ChosenPipeline> {
    const [chosen] = await tx.query<Pick<ChosenPipeline, 'agencyId' | 'agencyName'>>(
      `select r.agency_id as "agencyId", a.name as "agencyName"
       from creditor r left join agency a on a.id = r.agency_id where r.creditor_id = $1`,
      [creditorId],
    );
    if (chosen === undefined) throw creditorNotFound(creditorId);
    const inCollection = await tx.query<{ agencyId: AgencyId | null; claims: number }>(
      `select agency_id as "agencyId", count(*)::int as claims from claim
       where creditor_id = $1 and state = 'in-collection' group by agency_id order by agency_id nulls first`,
      [creditorId],
    );
    return { ...chosen, inCollection };
  }
}
