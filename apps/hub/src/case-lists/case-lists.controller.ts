import type { CaseDebtorId, CreditorId } from '@app/domain';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { askerOfRequest, reachOfRequest } from '../accounts/reach.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { IdPipe } from '../api/id.pipe.js';
import { WorkListQueryDto } from '../case-desk/work-list/work-list.dto.js';
import { CaseListDto, CaseListQueryDto, CreditorNameDto } from './case-list.dto.js';
import { CaseListReader } from './case-list-reader.js';
import { DayWorkDto } from './day-work.dto.js';
import { DayWorkReader } from './day-work-reader.js';

/** Cases and work over all creditors that somebody reaches. */
@ApiTags('cases')
@Controller('me')
export class CaseListsController {
  constructor(
    private readonly cases: CaseListReader,
    private readonly work: DayWorkReader,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
  ) {}

  @Get('cases')
  @ApiOperation({
    summary: 'Cases within reach: searched, filtered, page by page',
    description:
      'A search looks through a thousand matches of each sort at most, and says when there are more.',
  })
  @ApiOkResponse({ type: CaseListDto })
  async list(@Query() query: CaseListQueryDto): Promise<CaseListDto> {
    return this.cases.list(await askerOfRequest(this.pool), query);
  }

  @Get('creditors')
  @ApiOperation({ summary: 'Names of the creditors within reach' })
  @ApiOkResponse({ type: [CreditorNameDto] })
  async creditors(): Promise<CreditorNameDto[]> {
    return this.cases.creditors(await reachOfRequest(this.pool));
  }

  @Get('debtors/:creditorId/:debtorId/cases')
  @ApiOperation({
    summary: 'All cases of a debtor within reach, newest first',
    description:
      'Of an organisation those of every creditor, by its number; of a person those of this creditor, since a name is no proof of who somebody is.',
  })
  @ApiOkResponse({ type: CaseListDto })
  async ofDebtor(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
  ): Promise<CaseListDto> {
    return this.cases.ofDebtor(await askerOfRequest(this.pool), { creditorId, debtorId });
  }

  @Get('work-list')
  @ApiOperation({ summary: 'What people have to do over all creditors within reach, by day' })
  @ApiOkResponse({ type: DayWorkDto })
  async day(@Query() query: WorkListQueryDto): Promise<DayWorkDto> {
    return this.work.list(await askerOfRequest(this.pool), query);
  }
}
