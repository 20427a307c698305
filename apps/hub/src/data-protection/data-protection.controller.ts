import type { CaseDebtorId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { OpensPersonalData } from '../access-log/opens-personal-data.js';
import { IdPipe } from '../api/id.pipe.js';
import { currentActor } from '../audit/actor.js';
import { ErasureAnswerDto, ErasureOrderDto, ErasurePlanDto } from './data-protection.dto.js';
import { DebtorExport } from './debtor-export.js';
import { Erasure } from './erasure.js';

/** What the law gives a person towards those who keep data about them: to see it, and to have it erased. */
@ApiTags('data protection')
@Controller('creditors/:creditorId/case-debtors/:debtorId')
export class DataProtectionController {
  constructor(
    private readonly exports: DebtorExport,
    private readonly erasure: Erasure,
  ) {}

  @Get('personal-data')
  @OpensPersonalData('debtor-export', 'case-debtor')
  @ApiOperation({
    summary: 'Everything that is kept of a debtor, as one JSON document',
    description: 'Amounts are whole numbers in minor units. Letters are listed with their text.',
  })
  @ApiProduces('application/json')
  async document(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
  ): Promise<StreamableFile> {
    const document = Buffer.from(await this.exports.of(creditorId, debtorId));
    return new StreamableFile(document, {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="debtor-${debtorId}.json"`,
      length: document.length,
    });
  }

  @Get('erasure')
  @ApiOperation({ summary: 'What of a debtor may be erased today, and when the rest may' })
  @ApiOkResponse({ type: ErasurePlanDto })
  async plan(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
  ): Promise<ErasurePlanDto> {
    const { erased, parts } = await this.erasure.plan(creditorId, debtorId);
    return { erased: [...erased], parts: parts.map((part) => ({ ...part })) };
  }

  @Post('erasure')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Erases what may go today',
    description:
      'Refused with reason and day where nothing may. What the books need stays under another name.',
  })
  @ApiOkResponse({ type: ErasureAnswerDto })
  async erase(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
    @Body() { reason }: ErasureOrderDto,
  ): Promise<ErasureAnswerDto> {
    const { erased, kept } = await this.erasure.erase(creditorId, debtorId, {
      actor: currentActor(),
      reason,
    });
    return { erased: [...erased], kept: kept.map((part) => ({ ...part })) };
  }
}
