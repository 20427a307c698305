import type { CaseId, CreditorId } from '@app/domain';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../api/id.pipe.js';
import { ServiceAdviceDto, ServiceAdviceQueryDto } from './service-advice.dto.js';
import { ServiceAdviceService } from './service-advice.service.js';

/** Stop or keep: advice to the creditor on a service that the debtor still gets. */
@ApiTags('cases')
@Controller('creditors/:creditorId/cases/:caseId/service-advice')
export class ServiceAdviceController {
  constructor(private readonly advice: ServiceAdviceService) {}

  @Get()
  @ApiOperation({
    summary: 'Whether to go on delivering a running service, with the rule that says so',
    description: 'Advice only: the creditor decides, and other law may forbid to stop at all.',
  })
  @ApiOkResponse({ type: ServiceAdviceDto })
  advise(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Query() query: ServiceAdviceQueryDto,
  ): Promise<ServiceAdviceDto> {
    return this.advice.advise(creditorId, caseId, query);
  }
}
