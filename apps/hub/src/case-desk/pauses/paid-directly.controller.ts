import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { ReasonDto } from '../file/acting.dto.js';
import { NewPaidDirectlyDto, PaidDirectlyDto } from './paid-directly.dto.js';
import { type PaidDirectly, PaidDirectlyService } from './paid-directly.service.js';
import { pauseDto } from './pause-view.js';
import { PauseDto } from './pause.dto.js';

const EXPLAINED =
  'The claim rests at once, and the invoice is read from the ledger now. Nothing is booked by it: the payment counts when the ledger shows it, and that ends the rest. After ten days without it a person is asked.';

/** Payments that reached the creditor past the collector, told before the ledger shows them. */
@ApiTags('cases: stops')
@Controller('creditors/:creditorId')
export class PaidDirectlyController {
  constructor(private readonly reports: PaidDirectlyService) {}

  @Post('cases/:caseId/paid-directly')
  @Idempotent()
  @ApiOperation({ summary: 'The debtor says that they paid the creditor', description: EXPLAINED })
  @ApiCreatedResponse({ type: PaidDirectlyDto })
  async report(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewPaidDirectlyDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<PaidDirectlyDto> {
    return reported(await this.reports.report(creditorId, caseId, 'collector', body, key));
  }

  @Post('paid-directly')
  @Idempotent()
  @ApiOperation({
    summary: 'The creditor’s own people tell that the debtor paid them',
    description: EXPLAINED,
  })
  @ApiCreatedResponse({ type: PaidDirectlyDto })
  async reportOfClaim(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() body: NewPaidDirectlyDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<PaidDirectlyDto> {
    return reported(await this.reports.reportOfClaim(creditorId, body, key));
  }

  @Post('paid-directly/:pauseId/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Ends such a report: it was not paid after all, and the case goes on' })
  @ApiOkResponse({ type: PauseDto })
  async end(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('pauseId', IdPipe) pauseId: string,
    @Body() body: ReasonDto,
  ): Promise<PauseDto> {
    return pauseDto(await this.reports.end(creditorId, pauseId, body));
  }
}

function reported({ pause, ledgerAsked }: PaidDirectly): PaidDirectlyDto {
  return { ...pauseDto(pause), ledgerAsked };
}
