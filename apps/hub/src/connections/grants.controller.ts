import type { GrantId, LedgerCompanyKey } from '@app/domain';
import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Put, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { ConnectScopes, ownerOfNew } from '../accounts/connect-scope.js';
import { currentActor } from '../audit/actor.js';
import { CompanyConnector } from './company-connector.js';
import { writeBackChoice, ConnectionView } from './connection-view.js';
import { ConnectionDto, NewConnectionDto } from './connection.dto.js';
import { ConnectionsService } from './connections.service.js';
import { CompanyDto, companyDto, GrantDto, grantDto, GrantSettingsDto, NewGrantDto } from './grant.dto.js';
import { GrantsService } from './grants.service.js';
import { IdPipe } from '../api/id.pipe.js';
import { policyChoice } from './policy.dto.js';

/** Logins and keys to ledgers, and the companies they reach: those of one's organisations, or all of the installation. */
@ApiTags('grants')
@Controller('grants')
export class GrantsController {
  constructor(
    private readonly scopes: ConnectScopes,
    private readonly grants: GrantsService,
    private readonly connector: CompanyConnector,
    private readonly connections: ConnectionsService,
    private readonly view: ConnectionView,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Stores an access to a ledger, once the ledger has let us in with it' })
  @ApiCreatedResponse({ type: GrantDto })
  async create(@Body() { organisationId, ...body }: NewGrantDto): Promise<GrantDto> {
    const owner = ownerOfNew(await this.scopes.ofRequest(), organisationId);
    return grantDto(await this.grants.create({ ...body, owner }, currentActor()));
  }

  @Get()
  @ApiOperation({ summary: 'Stored accesses, without their settings' })
  @ApiOkResponse({ type: [GrantDto] })
  async list(): Promise<GrantDto[]> {
    return (await this.grants.list(await this.scopes.ofRequest())).map(grantDto);
  }

  @Get(':grantId')
  @ApiOperation({ summary: 'One stored access' })
  @ApiOkResponse({ type: GrantDto })
  async get(@Param('grantId', IdPipe) grantId: string): Promise<GrantDto> {
    return grantDto(await this.grants.get(grantId as GrantId, await this.scopes.ofRequest()));
  }

  @Get(':grantId/companies')
  @ApiOperation({
    summary: 'Companies that the access reaches, asked of the ledger, and which are connected',
  })
  @ApiOkResponse({ type: [CompanyDto] })
  async companies(@Param('grantId', IdPipe) grantId: string): Promise<CompanyDto[]> {
    const scope = await this.scopes.ofRequest();
    return (await this.grants.companies(grantId as GrantId, scope)).map(companyDto);
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
    const scope = await this.scopes.ofRequest();
    return grantDto(await this.grants.reconnect(grantId as GrantId, scope, settings, currentActor()));
  }

  @Delete(':grantId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({
    summary: 'Forgets an access and its keys; refused while companies are connected through it',
  })
  @ApiNoContentResponse()
  async remove(@Param('grantId', IdPipe) grantId: string): Promise<void> {
    await this.grants.remove(grantId as GrantId, await this.scopes.ofRequest(), currentActor());
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
    const scope = await this.scopes.ofRequest();
    const { connection, created } = await this.connector.connect(choice, scope, currentActor());
    response.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    const { creditor } = await this.connections.get(connection);
    return this.view.of(connection, creditor);
  }
}
