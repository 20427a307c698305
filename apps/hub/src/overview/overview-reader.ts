import type { CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { type Connection, CONNECTION_COLUMNS } from '../connections/connection-row.js';
import { Database } from '../database/database.js';
import { claimsAskedFor } from '../second-person/proposal-store.js';
import type { OverviewCounts } from './overview-to-do.js';
import type { Reach } from '../accounts/reach.js';

export interface CompanyRow extends OverviewCounts {
  readonly creditorId: CreditorId;
  readonly name: string;
  readonly organisationNumber: string;
  readonly country: string;
  readonly currency: string;
  readonly inCollection: number;
}

export interface Overview {
  readonly companies: readonly CompanyRow[];
  readonly connections: readonly Connection[];
}

/** Connections of one company, at most: nobody keeps books in more ledgers at a time. */
const CONNECTIONS_PER_COMPANY_MAX = 20;

const count = (what: string): string => `(select count(*)::int from ${what})`;

/** A page of companies with what waits in each, in two queries whatever their number. */
@Injectable()
export class OverviewReader {
  constructor(private readonly database: Database) {}

  read(
    reach: Reach,
    { after, limit, only }: { readonly after?: string; readonly limit: number; readonly only?: CreditorId },
  ): Promise<Overview> {
    const [own, firms] = reach.all ? [null, null] : [reach.own, reach.firms];
    return this.database.asOperator(async (tx) => {
      const companies = await tx.query<CompanyRow>(
        `select r.creditor_id as "creditorId", r.name, r.organisation_number as "organisationNumber", r.country, r.currency,
           ${count(`claim c where c.creditor_id = r.creditor_id and c.state = 'proposed' and c.hold_reason is null and c.id::text not in (${claimsAskedFor('r.creditor_id')})`)} as proposed,
           ${count(`proposal p where p.creditor_id = r.creditor_id and p.state = 'open'`)} as proposals,
           ${count(`claim c where c.creditor_id = r.creditor_id and c.state in ('proposed', 'approved', 'in-collection') and c.hold_reason is not null`)} as held,
           ${count(`claim c where c.creditor_id = r.creditor_id and c.state = 'in-collection'`)} as "inCollection",
           ${count(`case_task t where t.creditor_id = r.creditor_id and t.state = 'open' and t.key like 'creditor-approves:%'`)} as "grantRequests",
           ${count(`standing_difference d where d.creditor_id = r.creditor_id and d.state in ('open', 'explained')`)} as differences,
           ${count(`write_back w where w.creditor_id = r.creditor_id and w.state = 'refused'`)} as "refusedPostings",
           ${count(`write_back w where w.creditor_id = r.creditor_id and w.state = 'proposed'`)} as "postingsToRelease",
           ${count(`refused_record f where f.creditor_id = r.creditor_id and f.resolved_at is null`)} as "refusedRecords"
         from creditor r
         where ($1::uuid is null or r.creditor_id > $1) and ($5::uuid is null or r.creditor_id = $5)
           and ($2::uuid[] is null or r.creditor_id = any($2) or exists (
             select from creditor_access a
             where a.creditor_id = r.creditor_id and a.organisation_id = any($3::uuid[]) and a.ended_at is null))
         order by r.creditor_id limit $4`,
        [after ?? null, own, firms, limit, only ?? null],
      );
      const connections = await tx.query<Connection>(
        `select ${CONNECTION_COLUMNS} from connection c where c.creditor_id = any($1::uuid[])
         order by c.creditor_id, c.id limit $2`,
        [companies.map(({ creditorId }) => creditorId), companies.length * CONNECTIONS_PER_COMPANY_MAX],
      );
      return { companies, connections };
    });
  }
}
