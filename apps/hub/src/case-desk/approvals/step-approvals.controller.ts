import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { IdPipe } from '../../api/id.pipe.js';
import { NewStepApprovalDto, StepApprovalDto } from './step-approval.dto.js';
import { StepApprovalsService } from './step-approvals.service.js';

@ApiTags('cases: what a person approves')
@Controller('creditors/:creditorId/cases/:caseId/step-approvals')
export class StepApprovalsController {
  constructor(private readonly approvals: StepApprovalsService) {}

  @Get()
  @ApiOperation({ summary: 'Steps of the case that a person has approved, oldest first' })
  @ApiOkResponse({ type: [StepApprovalDto] })
  list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<StepApprovalDto[]> {
    return this.approvals.list(creditorId, caseId);
  }

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Approves the next step of a kind: the claim was weighed, and it stands',
    description: 'It covers one step. What else holds the step, holds it still.',
  })
  @ApiCreatedResponse({ type: StepApprovalDto })
  approve(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewStepApprovalDto,
  ): Promise<StepApprovalDto> {
    return this.approvals.approve(creditorId, caseId, body);
  }
}
