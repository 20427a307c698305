import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { GrantedDto } from '../authority/authority.dto.js';
import { ReasonDto } from '../file/acting.dto.js';
import {
  NewPlanDto,
  PlanAcceptDto,
  PlanDto,
  PlanEndDto,
  PlanPassDto,
  PlanRenegotiateDto,
  PlansKeptDto,
} from './plan.dto.js';
import { planDto } from './plan-view.js';
import { PlanJobs } from './plan-jobs.js';
import { PlansKeptService } from './plans-kept.service.js';
import { PlansService } from './plans.service.js';

@ApiTags('cases: plans and deferrals')
@Controller('creditors/:creditorId')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly kept: PlansKeptService,
    private readonly jobs: PlanJobs,
  ) {}

  @Post('plan-pass')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Looks after plans that run now instead of at night' })
  @ApiOkResponse({ type: PlanPassDto })
  async pass(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<PlanPassDto> {
    await this.jobs.orderNow(creditorId);
    return { ordered: true };
  }

  @Get('plans-kept')
  @ApiOperation({ summary: 'How many plans were kept in their first year' })
  @ApiOkResponse({ type: PlansKeptDto })
  async plansKept(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<PlansKeptDto> {
    const { keptPermille = null, ...counts } = await this.kept.ofCreditor(creditorId);
    return { ...counts, keptPermille };
  }

  @Get('cases/:caseId/plans')
  @ApiOperation({ summary: 'The case’s plans with their instalments, oldest first' })
  @ApiOkResponse({ type: [PlanDto] })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<PlanDto[]> {
    const { desk, plans } = await this.plans.list(creditorId, caseId);
    return plans.map((plan) => planDto(plan, desk));
  }

  @Post('cases/:caseId/plans')
  @Idempotent()
  @ApiOperation({
    summary: 'Proposes a plan from what the debtor can pay a month',
    description: 'Holds the machine until the answer day. It runs only after the debtor has said yes.',
  })
  @ApiCreatedResponse({ type: GrantedDto })
  propose(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewPlanDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<GrantedDto> {
    return this.plans.propose(creditorId, caseId, body, key);
  }

  @Post('cases/:caseId/plans/:planId/accept')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'The debtor has said yes: it runs, and the agreement is sent' })
  @ApiOkResponse({ type: PlanDto })
  async accept(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('planId', IdPipe) planId: string,
    @Body() body: PlanAcceptDto,
  ): Promise<PlanDto> {
    await this.plans.accept(creditorId, caseId, planId, body);
    return this.#one(creditorId, caseId, planId);
  }

  @Post('cases/:caseId/plans/:planId/decline')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'The debtor has said no to the proposal' })
  @ApiOkResponse({ type: PlanDto })
  async decline(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('planId', IdPipe) planId: string,
    @Body() body: ReasonDto,
  ): Promise<PlanDto> {
    await this.plans.decline(creditorId, caseId, planId, body);
    return this.#one(creditorId, caseId, planId);
  }

  @Post('cases/:caseId/plans/:planId/renegotiate')
  @Idempotent()
  @ApiOperation({ summary: 'Another plan, to which the debtor has said yes, takes its place' })
  @ApiCreatedResponse({ type: GrantedDto })
  renegotiate(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('planId', IdPipe) planId: string,
    @Body() body: PlanRenegotiateDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<GrantedDto> {
    return this.plans.renegotiate(creditorId, caseId, planId, body, key);
  }

  @Post('cases/:caseId/plans/:planId/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Ends a plan: the debtor wants it, or it was not kept and the debtor was spoken to',
  })
  @ApiOkResponse({ type: PlanDto })
  async end(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('planId', IdPipe) planId: string,
    @Body() body: PlanEndDto,
  ): Promise<PlanDto> {
    await this.plans.end(creditorId, caseId, planId, body);
    return this.#one(creditorId, caseId, planId);
  }

  async #one(creditorId: CreditorId, caseId: CaseId, planId: string): Promise<PlanDto> {
    const { desk, plan } = await this.plans.one(creditorId, caseId, planId);
    return planDto(plan, desk);
  }
}
