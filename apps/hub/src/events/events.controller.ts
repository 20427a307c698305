import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { membershipsOfPrincipal } from '../accounts/people.js';
import { currentPrincipal } from '../api/principal.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { eventDto, EventPageDto, EventQueryDto } from './events.dto.js';
import { EventFeeds } from './event-feeds.js';
import { organisationUnclear } from './event-problems.js';

const PAGE_STANDARD = 100;

/** What has happened, in one row of numbers for each organisation. */
@ApiTags('developers')
@Controller('events')
export class EventsController {
  constructor(
    private readonly feeds: EventFeeds,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Events after a number, oldest first',
    description:
      'Numbers have no gap and never come late: whoever follows `next` misses nothing. The first request opens the feed; what happened before is not told. Passed over are only events of a creditor that has taken your access back.',
  })
  @ApiOkResponse({ type: EventPageDto })
  async list(
    @Query() { after = 0, limit = PAGE_STANDARD, organisationId }: EventQueryDto,
  ): Promise<EventPageDto> {
    const { id, firm } = await this.#organisation(organisationId?.toLowerCase());
    const page = await this.feeds.read(id, firm, BigInt(after), limit);
    return { events: page.events.map(eventDto), next: Number(page.next), more: page.more };
  }

  /** @throws ProblemError 422 */
  async #organisation(asked: string | undefined): Promise<{ readonly id: string; readonly firm: boolean }> {
    const memberships = await membershipsOfPrincipal(this.pool, currentPrincipal());
    if (memberships) {
      const seen = memberships.filter(({ rights }) => rights.has('see'));
      const chosen = seen.find(({ organisationId }) => asked === undefined || organisationId === asked);
      if (!chosen) throw organisationUnclear();
      return { id: chosen.organisationId, firm: chosen.kind === 'accounting-firm' };
    }
    const { rows } = await this.pool.query<{ id: string; kind: string }>(
      'select id, kind from organization where id = $1',
      [asked ?? null],
    );
    const [found] = rows;
    if (!found) throw organisationUnclear();
    return { id: found.id, firm: found.kind === 'accounting-firm' };
  }
}
