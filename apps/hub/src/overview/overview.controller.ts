import type { Clock, CreditorId } from '@app/domain';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { outOfReach } from '../accounts/account-problems.js';
import { reachOfRequest } from '../accounts/reach.js';
import { IdPipe } from '../api/id.pipe.js';
import { CLOCK } from '../config/clock.js';
import type { Connection } from '../connections/connection-row.js';
import { LedgerCatalogue } from '../connections/ledger-catalogue.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { type CompanyRow, OverviewReader } from './overview-reader.js';
import { overviewToDo, urgencyOf } from './overview-to-do.js';
import {
  CompanyOverviewDto,
  CompanyOverviewPageDto,
  OverviewConnectionDto,
  OverviewQueryDto,
} from './overview.dto.js';

const PAGE_STANDARD = 100;

/** All companies that somebody reaches, on one page: what is broken, what waits, how old the data are. */
@ApiTags('overview')
@Controller('me/companies')
export class OverviewController {
  constructor(
    private readonly reader: OverviewReader,
    private readonly catalogue: LedgerCatalogue,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The companies within reach, each with what a person must do' })
  @ApiOkResponse({ type: CompanyOverviewPageDto })
  async list(@Query() { after, limit = PAGE_STANDARD }: OverviewQueryDto): Promise<CompanyOverviewPageDto> {
    const { companies, connections } = await this.reader.read(await reachOfRequest(this.pool), {
      limit: limit + 1,
      ...(after === undefined ? {} : { after: after.toLowerCase() }),
    });
    const page = companies.slice(0, limit);
    return {
      asOf: this.clock.now().toISOString(),
      companies: page.map((company) => this.#company(company, connections)),
      nextAfter: companies.length > limit ? (page.at(-1)?.creditorId ?? null) : null,
    };
  }

  @Get(':creditorId')
  @ApiOperation({ summary: 'One company within reach' })
  @ApiOkResponse({ type: CompanyOverviewDto })
  async one(@Param('creditorId', IdPipe) creditorId: string): Promise<CompanyOverviewDto> {
    const only = creditorId as CreditorId;
    const { companies, connections } = await this.reader.read(await reachOfRequest(this.pool), {
      limit: 1,
      only,
    });
    const [company] = companies;
    if (!company) throw outOfReach();
    return this.#company(company, connections);
  }

  #company(company: CompanyRow, all: readonly Connection[]): CompanyOverviewDto {
    const connections = all.filter(({ creditorId }) => creditorId === company.creditorId);
    const { creditorId, name, organisationNumber, country, currency, inCollection } = company;
    const known = connections.map((connection) => ({
      ...connection,
      writesBack: this.#ledger(connection)?.capabilities.includes('write-back') ?? false,
    }));
    const toDo = overviewToDo(known, company);
    return {
      creditorId,
      name,
      organisationNumber,
      country,
      currency,
      connections: connections.map((connection) => this.#connection(connection)),
      inCollection,
      toDo,
      urgency: urgencyOf(toDo),
    };
  }

  #connection(connection: Connection): OverviewConnectionDto {
    return {
      connectionId: connection.id,
      grantId: connection.grantId,
      connectorKey: connection.connectorKey,
      ledger: this.#ledger(connection)?.displayName ?? connection.connectorKey,
      state: connection.state,
      lastSuccessAt: connection.lastSuccessAt?.toISOString() ?? null,
      lastFailureAt: connection.lastFailureAt?.toISOString() ?? null,
      nextSyncAt: connection.nextSyncAt?.toISOString() ?? null,
    };
  }

  #ledger({ connectorKey }: Connection) {
    return this.catalogue.find(connectorKey);
  }
}
