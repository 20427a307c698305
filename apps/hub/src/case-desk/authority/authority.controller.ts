import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { IdPipe } from '../../api/id.pipe.js';
import { ChangeProposalDto } from '../../second-person/proposal.dto.js';
import { ProposalView } from '../../second-person/proposal-view.js';
import { AuthorityInForceDto, AuthorityTermsDto } from './authority.dto.js';
import { AuthorityService } from './authority.service.js';

/** What the collector may grant a debtor without asking the creditor. */
@ApiTags('creditors’ authority')
@Controller()
export class AuthorityController {
  constructor(
    private readonly authority: AuthorityService,
    private readonly proposals: ProposalView,
  ) {}

  @Get('creditors/:creditorId/authority')
  @ApiOperation({
    summary: 'What may be granted in the creditor’s name, and which of it they said themselves',
  })
  @ApiOkResponse({ type: AuthorityInForceDto })
  ofCreditor(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<AuthorityInForceDto> {
    return this.authority.ofCreditor(creditorId);
  }

  @Post('creditors/:creditorId/authority')
  @ApiOperation({
    summary: 'A new version of the creditor’s own terms',
    description:
      'The whole of them: what is left out is decided by the default. The same again makes no version. 202: it waits for a second person, since the creditor wants one for the authority.',
  })
  @ApiOkResponse({ type: AuthorityInForceDto })
  @ApiAcceptedResponse({ type: ChangeProposalDto })
  async setOwn(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() body: AuthorityTermsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AuthorityInForceDto | ChangeProposalDto> {
    const answer = await this.authority.setOwn(creditorId, body);
    response.status('kind' in answer ? HttpStatus.ACCEPTED : HttpStatus.OK);
    return 'kind' in answer ? this.proposals.one(answer) : answer;
  }

  @Get('authority/default')
  @ApiOperation({ summary: 'What may be granted for creditors who have said nothing of their own' })
  @ApiOkResponse({ type: AuthorityInForceDto })
  defaults(): Promise<AuthorityInForceDto> {
    return this.authority.defaults();
  }

  @Post('authority/default')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'A new version of the default; what is left out is as the hub comes with' })
  @ApiOkResponse({ type: AuthorityInForceDto })
  setDefaults(@Body() body: AuthorityTermsDto): Promise<AuthorityInForceDto> {
    return this.authority.setDefaults(body);
  }
}
