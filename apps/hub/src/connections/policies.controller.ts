import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpStatus, Param, Put, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { currentActor } from '../audit/actor.js';
import { IdPipe } from '../api/id.pipe.js';
import { ChangeProposalDto } from '../second-person/proposal.dto.js';
import { ProposalView } from '../second-person/proposal-view.js';
import { PoliciesService } from './policies.service.js';
import { policyChoice, PolicyDto, policyInForce, PolicyInForceDto } from './policy.dto.js';

@ApiTags('policies')
@Controller('creditors/:creditorId/policy')
export class PoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly proposals: ProposalView,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The rules in force' })
  @ApiOkResponse({ type: PolicyInForceDto })
  async current(@Param('creditorId', IdPipe) creditorId: string): Promise<PolicyInForceDto> {
    return policyInForce(await this.policies.current(creditorId as CreditorId));
  }

  @Put()
  @ApiOperation({
    summary: 'Puts rules in force as a new version; the same rules again change nothing',
    description:
      '202: all is in force but that claims go by themselves, which waits for a second person, since the creditor wants one for hand-overs.',
  })
  @ApiOkResponse({ type: PolicyInForceDto })
  @ApiAcceptedResponse({ type: ChangeProposalDto })
  async change(
    @Param('creditorId', IdPipe) creditorId: string,
    @Body() body: PolicyDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PolicyInForceDto | ChangeProposalDto> {
    const changed = await this.policies.change(creditorId as CreditorId, policyChoice(body), currentActor());
    response.status(changed.proposal ? HttpStatus.ACCEPTED : HttpStatus.OK);
    return changed.proposal ? this.proposals.one(changed.proposal) : policyInForce(changed.policy);
  }
}
