import { type ClaimId, type CreditorId, type JsonObject, localDate, type Language } from '@app/domain';
import { type ClaimDecision, type DecisionRule, explainDecision } from '@app/mapping';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { moneyDto } from '../api/money.dto.js';
import { caseReference } from '../outbox/case-reference.js';
import {
  ApprovalResultDto,
  ApproveClaimsDto,
  ClaimActionDto,
  ClaimDto,
  ClaimPageDto,
  ClaimQueryDto,
  ClaimWithHistoryDto,
  LanguageQueryDto,
  UndoResultDto,
  WriteOffDto,
} from './claim.dto.js';
import { ApprovalUndo } from './approval-undo.js';
import { ClaimApprovals } from './claim-approvals.js';
import { ClaimsService, type ExplainedClaim } from './claims.service.js';

const PAGE_STANDARD = 100;

/** A creditor's claims: what is demanded of whom, why, and what people do about it. */
@ApiTags('claims')
@Controller('creditors/:creditorId/claims')
export class ClaimsController {
  constructor(
    private readonly claims: ClaimsService,
    private readonly approvals: ClaimApprovals,
    private readonly undoing: ApprovalUndo,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Claims, oldest first' })
  @ApiOkResponse({ type: ClaimPageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() { language = 'en', limit = PAGE_STANDARD, ...filter }: ClaimQueryDto,
  ): Promise<ClaimPageDto> {
    const rows = await this.claims.list(creditorId, { ...filter, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return {
      claims: page.map((claim) => claimDto(claim, language)),
      nextAfter: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get(':claimId')
  @ApiOperation({ summary: 'One claim with its history' })
  @ApiOkResponse({ type: ClaimWithHistoryDto })
  async get(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('claimId', IdPipe) claimId: ClaimId,
    @Query() { language = 'en' }: LanguageQueryDto,
  ): Promise<ClaimWithHistoryDto> {
    const { claim, history } = await this.claims.get(creditorId, claimId);
    return { ...claimDto(claim, language), history };
  }

  @Post('approve')
  @HttpCode(HttpStatus.OK)
  @Idempotent()
  @ApiOperation({
    summary: 'Releases proposed claims for hand-over, with a result for each',
    description: 'Where the creditor wants two persons for that, they wait for the second.',
  })
  @ApiOkResponse({ type: [ApprovalResultDto] })
  approve(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() { claimIds }: ApproveClaimsDto,
  ): Promise<ApprovalResultDto[]> {
    return this.approvals.approve(creditorId, lowerCase(claimIds));
  }

  @Post('undo-approval')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Takes approved claims back before their hand-over leaves, with a result for each',
    description:
      'They wait for approval again. Possible until `undoUntil`, and after it as long as the hand-over has not left. One person is enough.',
  })
  @ApiOkResponse({ type: [UndoResultDto] })
  undoApproval(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() { claimIds }: ApproveClaimsDto,
  ): Promise<UndoResultDto[]> {
    return this.undoing.undo(creditorId, lowerCase(claimIds));
  }

  @Post(':claimId/withdraw')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Takes the claim back, also from the pipeline' })
  @ApiOkResponse({ type: ClaimDto })
  async withdraw(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('claimId', IdPipe) claimId: ClaimId,
    @Body() { reason }: ClaimActionDto,
  ): Promise<ClaimDto> {
    return claimDto(await this.claims.withdraw(creditorId, claimId, reason), 'en');
  }

  @Post(':claimId/reinstate')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Undoes a withdrawal or a rejection: the claim is proposed again' })
  @ApiOkResponse({ type: ClaimDto })
  async reinstate(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('claimId', IdPipe) claimId: ClaimId,
    @Body() { reason }: ClaimActionDto,
  ): Promise<ClaimDto> {
    return claimDto(await this.claims.reinstate(creditorId, claimId, reason), 'en');
  }

  @Post(':claimId/pause')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Stops the machine for this claim until it is resumed' })
  @ApiOkResponse({ type: ClaimDto })
  async pause(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('claimId', IdPipe) claimId: ClaimId,
    @Body() { reason }: ClaimActionDto,
  ): Promise<ClaimDto> {
    return claimDto(await this.claims.pause(creditorId, claimId, reason), 'en');
  }

  @Post(':claimId/resume')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Ends whatever holds the claim: a person has looked at it' })
  @ApiOkResponse({ type: ClaimDto })
  async resume(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('claimId', IdPipe) claimId: ClaimId,
    @Body() { reason }: ClaimActionDto,
  ): Promise<ClaimDto> {
    return claimDto(await this.claims.resume(creditorId, claimId, reason), 'en');
  }

  @Post(':claimId/write-offs')
  @HttpCode(HttpStatus.OK)
  @Idempotent()
  @ApiOperation({ summary: 'Gives up a part of the claim for good' })
  @ApiOkResponse({ type: ClaimDto })
  async writeOff(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('claimId', IdPipe) claimId: ClaimId,
    @Body() { amount, reason }: WriteOffDto,
  ): Promise<ClaimDto> {
    return claimDto(await this.claims.writeOff(creditorId, claimId, amount, reason), 'en');
  }
}

function lowerCase(claimIds: readonly string[]): ClaimId[] {
  return claimIds.map((id) => id.toLowerCase() as ClaimId);
}

function claimDto(claim: ExplainedClaim, language: Language): ClaimDto {
  const { currency } = claim;
  // How it was released is told by its history.
  const { approval: _, ...reason } = claim.reason;
  return {
    id: claim.id,
    connectionId: claim.connectionId,
    ledgerItemId: claim.ledgerItemId,
    invoiceNumber: claim.invoiceNumber,
    invoicedOn: claim.invoicedOn,
    dueOn: claim.dueOn,
    state: claim.state,
    holdReason: claim.holdReason,
    holdDetail: claim.holdDetail,
    undoUntil: claim.undoUntil,
    principal: moneyDto(claim.principalMinor, currency),
    paid: moneyDto(claim.paidMinor, currency),
    credited: moneyDto(claim.creditedMinor, currency),
    writtenOff: moneyDto(claim.writtenOffMinor, currency),
    outstanding: moneyDto(claim.outstandingMinor, currency),
    overpaid: moneyDto(claim.overpaidMinor, currency),
    paymentReference: claim.paymentReference,
    caseReference: caseReference(claim.id),
    reason,
    explanation: explainDecision(decisionOf(reason), language, currency),
  };
}

/** The stored reason in the mapping's shape. */
function decisionOf({ rule, inputs, policyVersion, changesOn }: JsonObject): ClaimDecision {
  return {
    outcome: 'claim',
    rule: rule as DecisionRule,
    inputs: inputs as JsonObject,
    policyVersion: Number(policyVersion),
    ...(typeof changesOn === 'string' ? { changesOn: localDate(changesOn) } : {}),
  };
}
