import type { GrantId, LedgerCompanyKey } from '@app/domain';
import { Body, Controller, Get, HttpStatus, Param, Post, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { currentActor } from '../audit/actor.js';
import { CompanyConnector } from './company-connector.js';
import { writeBackChoice, ConnectionView } from './connection-view.js';
import { ConnectionDto, NewConnectionDto } from './connection.dto.js';
import { ConnectionsService } from './connections.service.js';
import { CompanyDto, companyDto, GrantDto, grantDto, GrantSettingsDto, NewGrantDto } from './grant.dto.js';
import { GrantsService } from './grants.service.js';
import { IdPipe } from '../api/id.pipe.js';
import { policyChoice } from './policy.dto.js';

/** Logins and keys to ledgers, and the companies they reach. */
@ApiTags('grants')
@Controller('grants')
export class GrantsController {
  constructor(
    private readonly grants: GrantsService,
    private readonly connector: CompanyConnector,
    private readonly connections: ConnectionsService,
    private readonly view: ConnectionView,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Stores an access to a ledger, once the ledger has let us in with it' })
  @ApiCreatedResponse({ type: GrantDto })
  async create(@Body() body: NewGrantDto): Promise<GrantDto> {
    return grantDto(await this.grants.create(body, currentActor()));
  }

  @Get()
  @ApiOperation({ summary: 'Stored accesses, without their settings' })
  @ApiOkResponse({ type: [GrantDto] })
  async list(): Promise<GrantDto[]> {
    return (await this.grants.list()).map(grantDto);
  }

  @Get(':grantId')
  @ApiOperation({ summary: 'One stored access' })
  @ApiOkResponse({ type: GrantDto })
  async get(@Param('grantId', IdPipe) grantId: string): Promise<GrantDto> {
    return grantDto(await this.grants.get(grantId as GrantId));
  }

  @Get(':grantId/companies')
  @ApiOperation({
    summary: 'Companies that the access reaches, asked of the ledger, and which are connected',
  })
  @ApiOkResponse({ type: [CompanyDto] })
  async companies(@Param('grantId', IdPipe) grantId: string): Promise<CompanyDto[]> {
    return (await this.grants.companies(grantId as GrantId)).map(companyDto);
  }

  @Put(':grantId/settings')
  @ApiOperation({
    summary:
      'Replaces the settings, once they are proven to reach the same companies; blocked connections go on',
  })
  @ApiOkResponse({ type: GrantDto })
  async reconnect(
    @Param('grantId', IdPipe) grantId: string,
    @Body() { settings }: GrantSettingsDto,
  ): Promise<GrantDto> {
    return grantDto(await this.grants.reconnect(grantId as GrantId, settings, currentActor()));
  }

  @Post(':grantId/connections')
  @Idempotent()
  @ApiOperation({
    summary: 'Connects a company; one that is connected already is answered with its connection (200)',
  })
  @ApiCreatedResponse({ type: ConnectionDto })
  @ApiOkResponse({ type: ConnectionDto })
  async connect(
    @Param('grantId', IdPipe) grantId: string,
    @Body() { companyKey, policy, writeBack }: NewConnectionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConnectionDto> {
    const choice = {
      grantId: grantId as GrantId,
      companyKey: companyKey as LedgerCompanyKey,
      ...(policy ? { policy: policyChoice(policy) } : {}),
      ...(writeBack ? { writeBack: writeBackChoice(writeBack) } : {}),
    };
    const { connection, created } = await this.connector.connect(choice, currentActor());
    response.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    const { creditor } = await this.connections.get(connection);
    return this.view.of(connection, creditor);
  }
}
