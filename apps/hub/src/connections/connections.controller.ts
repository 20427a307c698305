import type { ConnectionId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { currentActor } from '../audit/actor.js';
import type { Connection, ConnectionRef } from './connection-row.js';
import { ConnectionView, writeBackChoice, writeBackTargetDto } from './connection-view.js';
import {
  ConnectionDto,
  ConnectionPageDto,
  ConnectionQueryDto,
  PreflightDto,
  WriteBackAccountsDto,
  WriteBackChoiceDto,
  WriteBackTargetDto,
} from './connection.dto.js';
import { ConnectionsService } from './connections.service.js';
import { IdPipe } from '../api/id.pipe.js';
import { ChangeProposalDto } from '../second-person/proposal.dto.js';
import { ProposalView } from '../second-person/proposal-view.js';
import { WriteBackChoices } from './write-back-choices.js';

const PAGE_STANDARD = 100;
const ONE = 'creditors/:creditorId/connections/:connectionId';

/** Companies that are connected, their health, and the steps of the set-up. */
@ApiTags('connections')
@Controller()
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly writeBackChoices: WriteBackChoices,
    private readonly view: ConnectionView,
    private readonly proposals: ProposalView,
  ) {}

  @Get('connections')
  @ApiOperation({ summary: 'All connections: state, health, last and next run, and what a person must do' })
  @ApiOkResponse({ type: ConnectionPageDto })
  async list(
    @Query() { state, after, limit = PAGE_STANDARD }: ConnectionQueryDto,
  ): Promise<ConnectionPageDto> {
    const rows = await this.connections.list({
      limit: limit + 1,
      ...(state ? { state } : {}),
      ...(after ? { after: after.toLowerCase() as ConnectionId } : {}),
    });
    const page = rows.slice(0, limit);
    return {
      connections: page.map((row) =>
        this.view.of(row, { name: row.creditorName, organisationNumber: row.organisationNumber }),
      ),
      nextAfter: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get(ONE)
  @ApiOperation({ summary: 'One connection' })
  @ApiOkResponse({ type: ConnectionDto })
  async get(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<ConnectionDto> {
    const connection = await this.connections.get(ref(creditorId, connectionId));
    return this.view.of(connection, connection.creditor);
  }

  @Post(`${ONE}/preflight`)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Asks the ledger what must be mended before the first hand-over or posting' })
  @ApiOkResponse({ type: PreflightDto })
  async preflight(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<PreflightDto> {
    const { connection, findings, writeBackTargets, writeBackAccounts } = await this.connections.preflight(
      ref(creditorId, connectionId),
      currentActor(),
    );
    return {
      connection: await this.#shown(connection),
      findings: [...findings],
      writeBackTargets: writeBackTargets.map(writeBackTargetDto),
      writeBackAccounts: this.view.accounts(connection, writeBackAccounts),
    };
  }

  @Get(`${ONE}/write-back-targets`)
  @ApiOperation({ summary: 'Where the company lets settlements be booked, asked of the ledger' })
  @ApiOkResponse({ type: [WriteBackTargetDto] })
  async writeBackTargets(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<WriteBackTargetDto[]> {
    const targets = await this.connections.writeBackTargets(ref(creditorId, connectionId), currentActor());
    return targets.map(writeBackTargetDto);
  }

  @Get(`${ONE}/write-back-accounts`)
  @ApiOperation({ summary: 'Accounts for interest and fees that are the creditor’s, asked of the ledger' })
  @ApiOkResponse({ type: WriteBackAccountsDto })
  async writeBackAccounts(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<WriteBackAccountsDto> {
    const connection = await this.connections.get(ref(creditorId, connectionId));
    return this.view.accounts(
      connection,
      await this.connections.writeBackAccounts(connection, currentActor()),
    );
  }

  @Put(`${ONE}/write-back`)
  @ApiOperation({
    summary: 'Chooses where settlements are booked, and whether a person releases each',
    description: '202: it waits for a second person, since the creditor wants one for account mappings.',
  })
  @ApiOkResponse({ type: ConnectionDto })
  @ApiAcceptedResponse({ type: ChangeProposalDto })
  async chooseWriteBack(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
    @Body() body: WriteBackChoiceDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConnectionDto | ChangeProposalDto> {
    const choice = writeBackChoice(body);
    const chosen = await this.writeBackChoices.choose(ref(creditorId, connectionId), choice, currentActor());
    response.status('kind' in chosen ? HttpStatus.ACCEPTED : HttpStatus.OK);
    return 'kind' in chosen ? this.proposals.one(chosen) : this.#shown(chosen);
  }

  @Post(`${ONE}/activate`)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Starts pulling; refused while preflight has not been run or something blocks' })
  @ApiOkResponse({ type: ConnectionDto })
  async activate(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<ConnectionDto> {
    return this.#shown(await this.connections.activate(ref(creditorId, connectionId), currentActor()));
  }

  @Post(`${ONE}/pause`)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Stops pulling; cursor, claims and everything known are kept' })
  @ApiOkResponse({ type: ConnectionDto })
  async pause(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<ConnectionDto> {
    return this.#shown(await this.connections.pause(ref(creditorId, connectionId), currentActor()));
  }

  @Post(`${ONE}/resume`)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Goes on after a pause, or after what blocked has been mended in the ledger' })
  @ApiOkResponse({ type: ConnectionDto })
  async resume(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<ConnectionDto> {
    return this.#shown(await this.connections.resume(ref(creditorId, connectionId), currentActor()));
  }

  async #shown(connection: Connection): Promise<ConnectionDto> {
    const { creditor } = await this.connections.get(connection);
    return this.view.of(connection, creditor);
  }
}

function ref(creditorId: string, connectionId: string): ConnectionRef {
  return { creditorId: creditorId as CreditorId, id: connectionId as ConnectionId };
}
