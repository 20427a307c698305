import { actorOf } from '../../audit/actor.js';
import {
  type ClaimId,
  type Clock,
  type ConnectionId,
  type CreditorId,
  type LedgerPostingId,
  type LedgerVoucherId,
  type WriteBackId,
} from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { dayOf } from '../../api/day-field.js';
import { IdPipe } from '../../api/id.pipe.js';
import { CLOCK } from '../../config/clock.js';
import { DifferenceReader } from './difference-reader.js';
import { differenceDto, eventDto } from './difference-view.js';
import {
  DifferenceActionDto,
  DifferenceExplanationDto,
  DifferencePageDto,
  DifferenceQueryDto,
  DifferenceWithHistoryDto,
} from './difference.dto.js';
import { DifferencesService } from './differences.service.js';

const PAGE_STANDARD = 100;

/** What does not agree between ledger, claims and client money, from run to run. */
@ApiTags('reconciliation')
@Controller('creditors/:creditorId/differences')
export class DifferencesController {
  constructor(
    private readonly reader: DifferenceReader,
    private readonly differences: DifferencesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Differences over all connections, oldest first' })
  @ApiOkResponse({ type: DifferencePageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: string,
    @Query() { connectionId, claimId, kind, state, after, limit = PAGE_STANDARD }: DifferenceQueryDto,
  ): Promise<DifferencePageDto> {
    const rows = await this.reader.list(creditorId as CreditorId, {
      limit: limit + 1,
      ...(connectionId === undefined ? {} : { connectionId: connectionId.toLowerCase() as ConnectionId }),
      ...(claimId === undefined ? {} : { claimId: claimId.toLowerCase() as ClaimId }),
      ...(kind === undefined ? {} : { kind }),
      ...(state === undefined ? {} : { state }),
      ...(after === undefined ? {} : { after: after.toLowerCase() }),
    });
    const page = rows.slice(0, limit);
    const now = this.clock.now();
    return {
      differences: page.map((row) => differenceDto(row, now)),
      nextAfter: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get(':differenceId')
  @ApiOperation({ summary: 'One difference, with all that was said and done about it' })
  @ApiOkResponse({ type: DifferenceWithHistoryDto })
  async one(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('differenceId', IdPipe) id: string,
  ): Promise<DifferenceWithHistoryDto> {
    const { difference, events } = await this.reader.one(creditorId as CreditorId, id);
    return { ...differenceDto(difference, this.clock.now()), history: events.map(eventDto) };
  }

  @Post(':differenceId/explain')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Says why it is so',
    description: 'Clears nothing: only a run does, when all sides agree. It holds until kind or sum changes.',
  })
  @ApiOkResponse({ type: DifferenceWithHistoryDto })
  async explain(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('differenceId', IdPipe) id: string,
    @Body() body: DifferenceExplanationDto,
  ): Promise<DifferenceWithHistoryDto> {
    await this.differences.explain(creditorId as CreditorId, id, body.text, actorOf(body));
    return this.one(creditorId, id);
  }

  @Post(':differenceId/act')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Does something about it',
    description:
      'Nothing that was booked is edited: it is read again, ordered, matched, accepted or taken back.',
  })
  @ApiOkResponse({ type: DifferenceWithHistoryDto })
  async act(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('differenceId', IdPipe) id: string,
    @Body() body: DifferenceActionDto,
  ): Promise<DifferenceWithHistoryDto> {
    const { action, reason, writeBackId, notInLedger, posting } = body;
    await this.differences.act(
      creditorId as CreditorId,
      id,
      {
        action,
        reason,
        ...(writeBackId === undefined ? {} : { writeBackId: writeBackId.toLowerCase() as WriteBackId }),
        ...(notInLedger === undefined ? {} : { notInLedger }),
        ...(posting === undefined ? {} : { posting: postingOf(posting) }),
      },
      actorOf(body),
    );
    return this.one(creditorId, id);
  }
}

function postingOf({ postingId, voucherId, bookedOn }: NonNullable<DifferenceActionDto['posting']>) {
  return {
    postingId: postingId as LedgerPostingId,
    voucherId: voucherId as LedgerVoucherId,
    bookedOn: dayOf('posting.bookedOn', bookedOn),
  };
}
