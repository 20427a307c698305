import type { ClaimId, CreditorId, SettlementId } from '@app/domain';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { IdPipe } from '../api/id.pipe.js';
import { settlementDto } from './settlement-view.js';
import { NewSettlementDto, SettlementDto, SettlementPageDto, SettlementQueryDto } from './settlement.dto.js';
import { SettlementsService } from './settlements.service.js';

const PAGE_STANDARD = 100;

/** Money that the collector received, as the pipeline reports it. */
@ApiTags('settlements')
@Controller('creditors/:creditorId/settlements')
export class SettlementsController {
  constructor(private readonly settlements: SettlementsService) {}

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Takes in a payment, or the reversal of one',
    description:
      'The same pipelineReference counts once: sent again with the same content it is answered as the first time, with other content it is refused (409).',
  })
  @ApiCreatedResponse({ type: SettlementDto })
  async take(
    @Param('creditorId', IdPipe) creditorId: string,
    @Body() body: NewSettlementDto,
  ): Promise<SettlementDto> {
    return settlementDto(await this.settlements.take(creditorId as CreditorId, body));
  }

  @Get()
  @ApiOperation({ summary: 'Settlements, oldest first' })
  @ApiOkResponse({ type: SettlementPageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: string,
    @Query() { claimId, surplus, after, limit = PAGE_STANDARD }: SettlementQueryDto,
  ): Promise<SettlementPageDto> {
    const views = await this.settlements.list(creditorId as CreditorId, {
      limit: limit + 1,
      ...(claimId === undefined ? {} : { claimId: claimId.toLowerCase() as ClaimId }),
      ...(after === undefined ? {} : { after: after.toLowerCase() as SettlementId }),
      surplusOnly: surplus === 'yes',
    });
    const page = views.slice(0, limit);
    return {
      settlements: page.map(settlementDto),
      nextAfter: views.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get(':settlementId')
  @ApiOperation({ summary: 'One settlement' })
  @ApiOkResponse({ type: SettlementDto })
  async one(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('settlementId', IdPipe) settlementId: string,
  ): Promise<SettlementDto> {
    return settlementDto(await this.settlements.one(creditorId as CreditorId, settlementId as SettlementId));
  }
}
