import type { CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type AccountLanguage, accountLanguage } from '../accounts/account-mails.js';
import { isOrganisationKind, type OrganisationKind, type Right, rightsOf } from '../accounts/rights.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { Database } from '../database/database.js';
import { NOTICE_MODES, type NoticeMode } from './notice-kinds.js';

/** Somebody who reaches a creditor, with all that they may do there. */
export interface Addressee {
  readonly userId: string;
  readonly email: string;
  readonly language: AccountLanguage;
  readonly rights: ReadonlySet<Right>;
  readonly mode: NoticeMode;
}

interface MemberRow {
  readonly userId: string;
  readonly email: string;
  readonly language: string | null;
  readonly kind: string;
  readonly role: string;
  readonly mode: string | null;
}

/** Members of all organisations that reach one creditor: more than any creditor has. */
const MEMBERS_MAX = 2_000;

/** Whom to tell, and when each of them wants to be told. */
@Injectable()
export class NoticePeople {
  constructor(
    private readonly database: Database,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
  ) {}

  /** Everybody who reaches the creditor now. Not in a transaction: the accounts have connections of their own. */
  async reaching(creditorId: CreditorId): Promise<Addressee[]> {
    const firms = await this.database.asCreditor(creditorId, (tx) =>
      tx.query<{ id: string }>(
        'select organisation_id as id from creditor_access where creditor_id = $1 and ended_at is null',
        [creditorId],
      ),
    );
    const { rows } = await this.pool.query<MemberRow>(
      `select u.id as "userId", u.email, u.language, o.kind, m.role, s.mode
       from member m join organization o on o.id = m."organizationId" join "user" u on u.id = m."userId"
       left join notice_setting s on s.user_id = u.id
       where o.kind = 'collector' or (o.kind = 'creditor' and o."creditorId" = $1) or (o.kind = 'accounting-firm' and o.id = any($2))
       order by u.id limit $3`,
      [creditorId, firms.map(({ id }) => id), MEMBERS_MAX],
    );
    return [...new Set(rows.map(({ userId }) => userId))].flatMap((userId) =>
      addressee(rows.filter((row) => row.userId === userId)),
    );
  }

  async modeOf(userId: string): Promise<NoticeMode> {
    const { rows } = await this.pool.query<{ kind: string; mode: string | null }>(
      `select o.kind, s.mode from "user" u left join notice_setting s on s.user_id = u.id
       left join member m on m."userId" = u.id left join organization o on o.id = m."organizationId" where u.id = $1`,
      [userId],
    );
    return modeIn(rows);
  }

  async choose(userId: string, mode: NoticeMode): Promise<void> {
    await this.pool.query(
      `insert into notice_setting (user_id, mode) values ($1, $2) on conflict (user_id) do update set mode = excluded.mode`,
      [userId, mode],
    );
  }
}

function addressee(rows: readonly MemberRow[]): Addressee[] {
  const [first] = rows;
  if (!first) return [];
  const { userId, email, language } = first;
  const rights = rows.flatMap(({ kind, role }) =>
    isOrganisationKind(kind) ? [...rightsOf(kind, role)] : [],
  );
  return [
    { userId, email, language: accountLanguage(language), rights: new Set(rights), mode: modeIn(rows) },
  ];
}

/** What the person chose; else at once for those who keep the books, and not at all at the collector, who sees all companies. */
function modeIn(rows: readonly { readonly kind: string | null; readonly mode: string | null }[]): NoticeMode {
  const chosen = NOTICE_MODES.find((mode) => mode === rows[0]?.mode);
  const ofBooks: readonly (OrganisationKind | string | null)[] = ['creditor', 'accounting-firm'];
  return chosen ?? (rows.some(({ kind }) => ofBooks.includes(kind)) ? 'at-once' : 'off');
}
