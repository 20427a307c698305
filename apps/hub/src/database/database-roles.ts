/**
 * The roles of one PostgreSQL cluster. None of them may log in: the hub's login is a member of all but the first and
 * takes one on for each transaction; the login of the migrations is a member of the first.
 */
export const databaseRoles = {
  /** Owns tables and job queues; used by migrations only. */
  owner: 'kravhub_owner',
  /** One creditor at a time: forced row-level security shows it that creditor's rows only. */
  app: 'kravhub_app',
  /** All creditors: the scheduler, listings for an accountant, connections and secrets. */
  operator: 'kravhub_operator',
  /** The job queue's own connections: rights on pg-boss's schema and on nothing else. */
  jobs: 'kravhub_jobs',
  /** People who sign in, their passwords and sessions: rights on that schema and on nothing else. */
  accounts: 'kravhub_accounts',
} as const;

/** Holds the creditor whose rows a transaction may see; set with the transaction, gone with it. */
export const CREDITOR_SETTING = 'kravhub.creditor_id';

/** pg-boss's schema. */
export const JOBS_SCHEMA = 'pgboss';
