import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IdPipe } from '../api/id.pipe.js';
import { currentActor } from '../audit/actor.js';
import { SHARE_HOLDERS, type ShareHolder } from './creditor.entity.js';
import { type CreditorShares, SharesService } from './shares.service.js';

export class CreditorSharesDto implements CreditorShares {
  @ApiProperty({ enum: SHARE_HOLDERS, description: 'Whose late interest is that a debtor pays' })
  @IsIn(SHARE_HOLDERS)
  interestTo: ShareHolder;

  @ApiProperty({
    enum: SHARE_HOLDERS,
    description: 'Whose the fees are that the creditor charged itself before the hand-over',
  })
  @IsIn(SHARE_HOLDERS)
  ownFeesTo: ShareHolder;
}

/** What of a debtor's money beside the principal is the creditor's. Collection costs are the collector's. */
@ApiTags('write-back')
@Controller('creditors/:creditorId/shares')
export class SharesController {
  constructor(private readonly shares: SharesService) {}

  @Get()
  @ApiOperation({ summary: 'Whose interest and fees are' })
  @ApiOkResponse({ type: CreditorSharesDto })
  current(@Param('creditorId', IdPipe) creditorId: string): Promise<CreditorSharesDto> {
    return this.shares.current(creditorId as CreditorId);
  }

  @Put()
  @ApiOperation({
    summary: 'Changes whose interest and fees are, for settlements that are planned from now on',
  })
  @ApiOkResponse({ type: CreditorSharesDto })
  change(
    @Param('creditorId', IdPipe) creditorId: string,
    @Body() body: CreditorSharesDto,
  ): Promise<CreditorSharesDto> {
    return this.shares.change(creditorId as CreditorId, body, currentActor());
  }
}
