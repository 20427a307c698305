import type { CreditorId } from '@app/domain';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { AccessQueryDto, PersonalDataAccessPageDto } from './access-log.dto.js';
import { AccessLog } from './access-log.js';

const PAGE_STANDARD = 100;

/** For those who look after the collector’s handling of personal data. */
@ApiTags('data protection')
@Controller('creditors/:creditorId/personal-data-accesses')
export class AccessLogController {
  constructor(private readonly log: AccessLog) {}

  @Get()
  @ApiOperation({
    summary: 'Who opened whose personal data, newest first',
    description: 'The same person at the same page within five minutes is one entry.',
  })
  @ApiOkResponse({ type: PersonalDataAccessPageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() { limit = PAGE_STANDARD, ...filter }: AccessQueryDto,
  ): Promise<PersonalDataAccessPageDto> {
    const rows = await this.log.list(creditorId, { ...filter, limit: limit + 1 });
    const accesses = rows.slice(0, limit);
    return { accesses, nextBefore: rows.length > limit ? (accesses.at(-1)?.id ?? null) : null };
  }
}
