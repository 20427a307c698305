import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { GrantedDto } from '../authority/authority.dto.js';
import { ReasonDto } from '../file/acting.dto.js';
import { DeferralDto, NewDeferralDto } from './deferral.dto.js';
import { DeferralsService } from './deferrals.service.js';

@ApiTags('cases: plans and deferrals')
@Controller('creditors/:creditorId/cases/:caseId/deferrals')
export class DeferralsController {
  constructor(private readonly deferrals: DeferralsService) {}

  @Get()
  @ApiOperation({ summary: 'Time to pay that was given, oldest first' })
  @ApiOkResponse({ type: [DeferralDto] })
  list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<DeferralDto[]> {
    return this.deferrals.list(creditorId, caseId);
  }

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Gives time to pay, within the creditor’s authority',
    description:
      'Takes the place of a deferral that still runs. Beyond the authority it is refused (403), or the creditor is asked.',
  })
  @ApiCreatedResponse({ type: GrantedDto })
  grant(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewDeferralDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<GrantedDto> {
    return this.deferrals.grant(creditorId, caseId, body, key);
  }

  @Post(':deferralId/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Ends a deferral before its day: the road goes on' })
  @ApiOkResponse({ type: DeferralDto })
  end(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('deferralId', IdPipe) deferralId: string,
    @Body() body: ReasonDto,
  ): Promise<DeferralDto> {
    return this.deferrals.end(creditorId, caseId, deferralId, body);
  }
}
