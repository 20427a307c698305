import type { Clock } from '@app/domain';
import { Inject, Logger, Module } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type pg from 'pg';
import { AccessGuard } from '../api/access-guard.js';
import { ApiModule } from '../api/api.module.js';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { Database } from '../database/database.js';
import { DispatchModule } from '../dispatch/dispatch.module.js';
import { SECRET_KEYS, type SecretKeys } from '../secrets/secret-keys.js';
import { AccountMailer } from './account-mailer.js';
import { AccountsController } from './accounts.controller.js';
import { ApiKeyGuard } from './api-keys/api-key-guard.js';
import { ApiKeys } from './api-keys/api-keys.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { CreditorAccess } from './creditor-access.js';
import { LazyAuth } from './lazy-auth.js';
import { Lockout } from './lockout.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { PeopleService } from './people.service.js';
import { SessionGuard } from './session-guard.js';

/** People: who they are, where they belong, what they may do. */
@Module({
  imports: [ApiModule, DispatchModule],
  controllers: [AccountsController, ApiKeysController, MembersController],
  providers: [
    AccountMailer,
    ApiKeys,
    CreditorAccess,
    MembersService,
    PeopleService,
    {
      provide: LazyAuth,
      inject: [Environment, SECRET_KEYS, CLOCK, ACCOUNTS_POOL, AccountMailer],
      useFactory: (
        environment: Environment,
        keys: SecretKeys,
        clock: Clock,
        pool: pg.Pool,
        mailer: AccountMailer,
      ) =>
        new LazyAuth({
          pool,
          keys,
          publicUrl: environment.publicUrl,
          singleSignOn: environment.singleSignOn,
          signInsPerMinute: environment.SIGN_INS_PER_MINUTE,
          lockout: new Lockout(pool, clock),
          sendReset: ({ email, language }, token) => mailer.reset(email, language, token),
          sendInvitation: (to, organisation, id) => mailer.invitation(to, organisation, id),
        }),
    },
  ],
  exports: [ApiKeys, LazyAuth],
})
export class AccountsModule implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('Accounts');

  constructor(
    private readonly environment: Environment,
    private readonly database: Database,
    private readonly auth: LazyAuth,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
    private readonly guard: AccessGuard,
    private readonly people: PeopleService,
    private readonly keys: ApiKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.guard.admitPeople(new SessionGuard(this.auth, this.pool, this.database, this.environment.publicUrl));
    this.guard.admitKeys(new ApiKeyGuard(this.keys, this.database, this.clock));
  }

  /** Tells the operator how to make the first account. Tests ask for the link themselves. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.environment.hasRole('api') || this.environment.NODE_ENV === 'test') return;
    const secret = await this.people.firstUserSecret();
    if (secret === undefined) return;
    const url = `${this.environment.publicUrl}/first-user#${secret}`;
    this.#log.log({ msg: 'no account yet: make the first one here', url });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
