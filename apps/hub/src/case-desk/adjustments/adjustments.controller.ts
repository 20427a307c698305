import type { CaseId, CreditorId, Currency } from '@app/domain';
import { Body, Controller, Get, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { moneyDto } from '../../api/money.dto.js';
import { GrantAnswerDto, GrantedDto } from '../authority/authority.dto.js';
import { GrantRequestsService } from '../authority/grant-requests.service.js';
import { ReasonDto } from '../file/acting.dto.js';
import { AdjustmentDto, NewReductionDto, NewWaiverDto } from './adjustment.dto.js';
import { type Adjustment, AdjustmentsService } from './adjustments.service.js';
import { ReductionsService } from './reductions.service.js';

/** What is given up towards the debtor, within the creditor's authority, and taken back where it was a mistake. */
@ApiTags('cases: waivers')
@Controller('creditors/:creditorId/cases/:caseId')
export class AdjustmentsController {
  constructor(
    private readonly adjustments: AdjustmentsService,
    private readonly reductions: ReductionsService,
    private readonly requests: GrantRequestsService,
  ) {}

  @Get('waivers')
  @ApiOperation({ summary: 'What was given up, and what was taken back, in order' })
  @ApiOkResponse({ type: [AdjustmentDto] })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<AdjustmentDto[]> {
    const { currency, entries } = await this.adjustments.list(creditorId, caseId);
    return entries.map((entry) => adjustmentDto(entry, currency));
  }

  @Post('waivers')
  @Idempotent()
  @ApiOperation({ summary: 'Gives up interest or costs' })
  @ApiCreatedResponse({ type: GrantedDto })
  waive(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewWaiverDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<GrantedDto> {
    return this.adjustments.waive(creditorId, caseId, body, key);
  }

  @Post('waivers/:number/undo')
  @Idempotent()
  @ApiOperation({ summary: 'Takes a waiver back by a counter-entry' })
  @ApiCreatedResponse({ type: AdjustmentDto })
  async undo(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('number', ParseIntPipe) number: number,
    @Body() body: ReasonDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<AdjustmentDto> {
    const { currency, entry } = await this.adjustments.undo(creditorId, caseId, number, body, key);
    return adjustmentDto(entry, currency);
  }

  @Post('reductions')
  @Idempotent()
  @ApiOperation({ summary: 'Gives up principal of a claim for good' })
  @ApiCreatedResponse({ type: GrantedDto })
  reduce(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewReductionDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<GrantedDto> {
    return this.reductions.reduce(creditorId, caseId, body, key);
  }

  @Post('grant-requests/:taskId/answer')
  @Idempotent()
  @ApiOperation({
    summary: 'The creditor’s answer to what went beyond the authority: on a yes it is carried out',
  })
  @ApiCreatedResponse({ type: GrantedDto })
  answer(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('taskId', IdPipe) taskId: string,
    @Body() body: GrantAnswerDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<GrantedDto> {
    return this.requests.answer(creditorId, caseId, taskId, body, key);
  }
}

function adjustmentDto({ amountMinor, ...entry }: Adjustment, currency: Currency): AdjustmentDto {
  return { ...entry, amount: moneyDto(amountMinor, currency) };
}
