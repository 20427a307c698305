import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { isTheirs, mayDecide } from './deciding.js';
import type { ChangeProposalDto, ProposalPersonDto, ChangeProposalWithOutcomeDto } from './proposal.dto.js';
import type { Proposal, Shown } from './proposal-store.js';

type Names = ReadonlyMap<string, string>;

/** Proposals as the API tells them, with the names of the people in them. */
@Injectable()
export class ProposalView {
  constructor(@Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool) {}

  async all(proposals: readonly Proposal[]): Promise<ChangeProposalDto[]> {
    const names = await this.#names(proposals);
    return proposals.map((one) => dto(one, names));
  }

  async one(proposal: Proposal): Promise<ChangeProposalWithOutcomeDto> {
    const names = await this.#names([proposal]);
    const { payload, outcome } = proposal;
    const claimIds = payload['claimIds'];
    return {
      ...dto(proposal, names),
      claimIds: Array.isArray(claimIds) ? claimIds.map(String) : null,
      outcome,
    };
  }

  /** Whoever has left has no name any more. */
  async #names(proposals: readonly Proposal[]): Promise<Names> {
    const ids = proposals.flatMap(({ askedBy, firstPerson, endedBy }) =>
      [userIn(askedBy), firstPerson, userIn(endedBy)].filter((id) => id !== null),
    );
    if (ids.length === 0) return new Map();
    const { rows } = await this.pool.query<{ id: string; name: string }>(
      'select id, name from "user" where id = any($1::uuid[])',
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function dto(proposal: Proposal, names: Names): ChangeProposalDto {
  const { id, kind, state, connectionId, askedBy, firstPerson, endedBy } = proposal;
  const { changes = [], claims, why } = proposal.shown as Shown;
  return {
    proposalId: id,
    kind,
    state,
    connectionId,
    askedBy: personDto(askedBy, names),
    askedAt: proposal.askedAt.toISOString(),
    firstPerson: firstPerson === null ? null : personDto(`user:${firstPerson}`, names),
    endedBy: endedBy === null ? null : personDto(endedBy, names),
    endedAt: proposal.endedAt?.toISOString() ?? null,
    reason: proposal.reason,
    why: why ?? null,
    changes: [...changes],
    claims:
      claims === undefined
        ? null
        : { ...claims, sums: [...claims.sums], invoiceNumbers: [...claims.invoiceNumbers] },
    mayDecide: mayDecide(proposal),
    mayWithdraw: state === 'open' && isTheirs(proposal),
  };
}

function personDto(text: string, names: Names): ProposalPersonDto {
  const [kind = ''] = text.split(':');
  return { kind, name: names.get(userIn(text) ?? '') ?? null };
}

function userIn(text: string | null): string | null {
  return text?.startsWith('user:') ? text.slice('user:'.length) : null;
}
