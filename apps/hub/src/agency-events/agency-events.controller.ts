import type { AgencyId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { currentActor } from '../audit/actor.js';
import { AgencyEventDto, AgencyEventQueryDto, EventDismissalDto } from './agency-events.dto.js';
import { AgencyEventsService, type InboxEvent } from './agency-events.service.js';

const PAGE_STANDARD = 100;

/** What agencies have told, and what of it a person should look at. */
@ApiTags('agencies')
@Controller('agencies/:agencyId/events')
export class AgencyEventsController {
  constructor(private readonly events: AgencyEventsService) {}

  @Get()
  @ApiOperation({ summary: 'Events that need a person, or all of them; newest first' })
  @ApiOkResponse({ type: [AgencyEventDto] })
  async list(
    @Param('agencyId', IdPipe) agencyId: string,
    @Query() { show = 'open', limit = PAGE_STANDARD }: AgencyEventQueryDto,
  ): Promise<AgencyEventDto[]> {
    return (await this.events.list(agencyId as AgencyId, show, limit)).map(eventDto);
  }

  @Post(':eventId/retry')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Applies an event again, when what hindered it is mended' })
  @ApiOkResponse({ type: AgencyEventDto })
  async retry(
    @Param('agencyId', IdPipe) agencyId: string,
    @Param('eventId') eventId: string,
  ): Promise<AgencyEventDto> {
    return eventDto(await this.events.retry(agencyId as AgencyId, eventId, currentActor()));
  }

  @Post(':eventId/dismiss')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Lets an event do nothing; what waits for it goes on' })
  @ApiOkResponse({ type: AgencyEventDto })
  async dismiss(
    @Param('agencyId', IdPipe) agencyId: string,
    @Param('eventId') eventId: string,
    @Body() { reason }: EventDismissalDto,
  ): Promise<AgencyEventDto> {
    return eventDto(await this.events.dismiss(agencyId as AgencyId, eventId, reason, currentActor()));
  }
}

function eventDto(event: InboxEvent): AgencyEventDto {
  const { eventId, via, kind, state, note, contradicted, raw } = event;
  return {
    id: eventId,
    via,
    kind,
    state,
    note,
    contradicted,
    creditorId: event.forCreditor,
    claimId: event.forClaim,
    raw,
    receivedAt: event.receivedAt.toISOString(),
  };
}
