import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import {
  DeclineDto,
  ChangeProposalPageDto,
  ProposalQueryDto,
  ChangeProposalWithOutcomeDto,
} from './proposal.dto.js';
import { ProposalView } from './proposal-view.js';
import { Proposals } from './proposals.js';

const PAGE_STANDARD = 50;

/** What one person asked for and another decides. */
@ApiTags('second person')
@Controller('creditors/:creditorId/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: Proposals,
    private readonly view: ProposalView,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Proposals, newest first' })
  @ApiOkResponse({ type: ChangeProposalPageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() { state, after, limit = PAGE_STANDARD }: ProposalQueryDto,
  ): Promise<ChangeProposalPageDto> {
    const rows = await this.proposals.list(creditorId, {
      limit: limit + 1,
      ...(state === undefined ? {} : { open: state === 'open' }),
      ...(after === undefined ? {} : { after: after.toLowerCase() }),
    });
    const page = rows.slice(0, limit);
    return {
      proposals: await this.view.all(page),
      nextAfter: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get(':proposalId')
  @ApiOperation({ summary: 'One proposal, with its claims and what became of it' })
  @ApiOkResponse({ type: ChangeProposalWithOutcomeDto })
  async get(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('proposalId', IdPipe) proposalId: string,
  ): Promise<ChangeProposalWithOutcomeDto> {
    return this.view.one(await this.proposals.get(creditorId, proposalId));
  }

  @Post(':proposalId/confirm')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'A second person’s yes: exactly what was asked is carried out, once',
    description:
      'By people who are signed in and have the right to ask for it themselves; never by whoever asked. What a program asked for stays `open` at the first yes, and takes another one.',
  })
  @ApiOkResponse({ type: ChangeProposalWithOutcomeDto })
  async confirm(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('proposalId', IdPipe) proposalId: string,
  ): Promise<ChangeProposalWithOutcomeDto> {
    return this.view.one(await this.proposals.confirm(creditorId, proposalId));
  }

  @Post(':proposalId/decline')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'A second person’s no: nothing is changed' })
  @ApiOkResponse({ type: ChangeProposalWithOutcomeDto })
  async decline(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('proposalId', IdPipe) proposalId: string,
    @Body() { reason }: DeclineDto,
  ): Promise<ChangeProposalWithOutcomeDto> {
    return this.view.one(await this.proposals.decline(creditorId, proposalId, reason));
  }

  @Post(':proposalId/withdraw')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Takes back what one asked for' })
  @ApiOkResponse({ type: ChangeProposalWithOutcomeDto })
  async withdraw(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('proposalId', IdPipe) proposalId: string,
  ): Promise<ChangeProposalWithOutcomeDto> {
    return this.view.one(await this.proposals.withdraw(creditorId, proposalId));
  }
}
