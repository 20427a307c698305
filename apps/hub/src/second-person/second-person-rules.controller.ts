import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpStatus, Param, Put, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { IdPipe } from '../api/id.pipe.js';
import { ChangeProposalDto, SecondPersonRuleDto, SecondPersonRuleInForceDto } from './proposal.dto.js';
import { ProposalView } from './proposal-view.js';
import { SecondPersonRules } from './second-person-rules.js';

@ApiTags('second person')
@Controller('creditors/:creditorId/second-person-rule')
export class SecondPersonRulesController {
  constructor(
    private readonly rules: SecondPersonRules,
    private readonly view: ProposalView,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What takes two persons at this creditor' })
  @ApiOkResponse({ type: SecondPersonRuleInForceDto })
  async current(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<SecondPersonRuleInForceDto> {
    const { version, subjects } = await this.rules.current(creditorId);
    return { version, subjects: [...subjects] };
  }

  @Put()
  @ApiOperation({
    summary: 'Asks for a second person, or waits for one where it would be asked for less (202)',
  })
  @ApiOkResponse({ type: SecondPersonRuleInForceDto })
  @ApiAcceptedResponse({ type: ChangeProposalDto })
  async change(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() { subjects }: SecondPersonRuleDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SecondPersonRuleInForceDto | ChangeProposalDto> {
    const changed = await this.rules.change(creditorId, subjects);
    if ('kind' in changed) {
      response.status(HttpStatus.ACCEPTED);
      return this.view.one(changed);
    }
    response.status(HttpStatus.OK);
    return { version: changed.version, subjects: [...changed.subjects] };
  }
}
