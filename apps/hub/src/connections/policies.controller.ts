import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { currentActor } from './actor.js';
import { IdPipe } from '../api/id.pipe.js';
import { PoliciesService } from './policies.service.js';
import { policyChoice, PolicyDto, policyInForce, PolicyInForceDto } from './policy.dto.js';

@ApiTags('policies')
@Controller('creditors/:creditorId/policy')
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Get()
  @ApiOperation({ summary: 'The rules in force' })
  @ApiOkResponse({ type: PolicyInForceDto })
  async current(@Param('creditorId', IdPipe) creditorId: string): Promise<PolicyInForceDto> {
    return policyInForce(await this.policies.current(creditorId as CreditorId));
  }

  @Put()
  @ApiOperation({ summary: 'Puts rules in force as a new version; the same rules again change nothing' })
  @ApiOkResponse({ type: PolicyInForceDto })
  async change(
    @Param('creditorId', IdPipe) creditorId: string,
    @Body() body: PolicyDto,
  ): Promise<PolicyInForceDto> {
    return policyInForce(
      await this.policies.change(creditorId as CreditorId, policyChoice(body), currentActor()),
    );
  }
}
