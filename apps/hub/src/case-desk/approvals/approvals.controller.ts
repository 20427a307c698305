import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { ApprovalDto, NewApprovalDto } from './approval.dto.js';
import { ApprovalsService } from './approvals.service.js';

@ApiTags('cases: tasks and notes')
@Controller('creditors/:creditorId/cases/:caseId/step-approvals')
export class ApprovalsController {
  constructor(private readonly approvals: ApprovalsService) {}

  @Get()
  @ApiOperation({ summary: 'Steps that a person has said yes to, oldest first' })
  @ApiOkResponse({ type: [ApprovalDto] })
  list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<ApprovalDto[]> {
    return this.approvals.list(creditorId, caseId);
  }

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Says yes to one step of this case: the claim was weighed and found to stand' })
  @ApiCreatedResponse({ type: ApprovalDto })
  approve(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewApprovalDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<ApprovalDto> {
    return this.approvals.approve(creditorId, caseId, body, key);
  }
}
