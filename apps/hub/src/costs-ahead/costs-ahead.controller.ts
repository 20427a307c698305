import { explainCostsAhead, explainHold } from '@app/collection';
import type { ConnectionId, CreditorId, LedgerItemId } from '@app/domain';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { moneyDto } from '../api/money.dto.js';
import { LanguageQueryDto } from '../claims/claim.dto.js';
import { CostsAheadDto } from './costs-ahead.dto.js';
import { CostsAheadService } from './costs-ahead.service.js';

/** What an invoice will cost its debtor at each step, before anybody approves that it is collected. */
@ApiTags('open items')
@Controller('creditors/:creditorId/connections/:connectionId/open-items/:ledgerItemId/costs-ahead')
export class CostsAheadController {
  constructor(private readonly costs: CostsAheadService) {}

  @Get()
  @ApiOperation({
    summary:
      'What collecting the item will cost the debtor, step by step, by the creditor’s road and the law',
  })
  @ApiOkResponse({ type: CostsAheadDto })
  async read(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('connectionId', IdPipe) connectionId: ConnectionId,
    @Param('ledgerItemId') ledgerItemId: LedgerItemId,
    @Query() { language = 'en' }: LanguageQueryDto,
  ): Promise<CostsAheadDto> {
    const { state, standing, currency, steps, stoppedBy } = await this.costs.ofItem(
      { creditorId, id: connectionId },
      ledgerItemId,
    );
    return {
      state,
      standing,
      steps: steps.map(({ step, earliestOn, costs }) => ({
        step,
        earliestOn,
        added: costs === undefined ? null : moneyDto(costs.addedMinor, currency),
        total: costs === undefined ? null : moneyDto(costs.totalMinor, currency),
      })),
      stoppedBy: stoppedBy === undefined ? null : explainHold(stoppedBy, language),
      explanation: explainCostsAhead(state, language),
    };
  }
}
