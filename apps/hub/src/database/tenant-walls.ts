import { databaseRoles } from './database-roles.js';
import type { Transaction } from './transaction.js';

/**
 * Tables with a `creditor_id` that lack something of the wall: forced row-level security, a policy for the creditor's
 * role or the operator's, or the creditor in a key. One sentence each; empty when all is well. A key without the
 * creditor would tell one creditor of another's rows, and would keep the schema from being distributed.
 */
export async function unguardedTables(tx: Transaction): Promise<readonly string[]> {
  const { app, operator } = databaseRoles;
  const rows = await tx.query<{ problem: string }>(
    `with tenant as (
       select c.oid, c.relname, c.relrowsecurity and c.relforcerowsecurity as forced, a.attnum, a.attnotnull
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'creditor_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
     )
     select relname || ': row-level security is not forced' as problem from tenant where not forced
     union all select relname || ': creditor_id may be null' from tenant where not attnotnull
     union all
     select relname || ': no policy for ' || role
       from tenant, unnest(array[$1::text, $2::text]) as role
      where not exists (select from pg_policy p where p.polrelid = tenant.oid and p.polroles @> array[role::regrole::oid])
     union all
     select relname || ': policy ' || p.polname || ' does not compare creditor_id'
       from tenant join pg_policy p on p.polrelid = tenant.oid
      where not p.polroles <@ array[$2::regrole::oid]
        and pg_get_expr(p.polqual, p.polrelid) not like '%creditor_id = %current_setting%'
     union all
     select relname || ': ' || i.indexrelid::regclass || ' lacks creditor_id'
       from tenant join pg_index i on i.indrelid = tenant.oid
      where i.indisunique and not (tenant.attnum = any (i.indkey::int2[]))
     order by 1`,
    [app, operator],
  );
  return rows.map((row) => row.problem);
}
