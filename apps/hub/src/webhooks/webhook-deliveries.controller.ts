import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  ParseIntPipe,
  Post,
  Query,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { unfitField } from '../api/unfit-field.js';
import { currentActor } from '../audit/actor.js';
import { type Replay, WebhookDeliveries } from './webhook-deliveries.js';
import {
  attemptDto,
  deliveryDto,
  DeliveryQueryDto,
  ReplayDto,
  ReplayedDto,
  WebhookAttemptDto,
  WebhookDeliveryDto,
} from './webhooks.dto.js';

const PAGE_STANDARD = 50;

/** What was sent to an endpoint, and what did not get there. */
@ApiTags('developers')
@Controller('organisations/:organisationId/webhook-endpoints/:endpointId')
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveries) {}

  @Get('deliveries')
  @ApiOperation({ summary: 'Events for the endpoint, newest first, and what became of each' })
  @ApiOkResponse({ type: [WebhookDeliveryDto] })
  async list(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('endpointId', IdPipe) endpointId: string,
    @Query() { state, before, limit = PAGE_STANDARD }: DeliveryQueryDto,
  ): Promise<WebhookDeliveryDto[]> {
    const page = { state, before: before === undefined ? undefined : BigInt(before), limit };
    return (await this.deliveries.list(organisationId, endpointId, page)).map(deliveryDto);
  }

  @Get('deliveries/:sequence/attempts')
  @ApiOperation({ summary: 'Every attempt to send one event' })
  @ApiOkResponse({ type: [WebhookAttemptDto] })
  async attempts(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('endpointId', IdPipe) endpointId: string,
    @Param('sequence', ParseIntPipe) sequence: number,
  ): Promise<WebhookAttemptDto[]> {
    return (await this.deliveries.attempts(organisationId, endpointId, BigInt(sequence))).map(attemptDto);
  }

  @Post('replay')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Sends one event or a range of them again, under the same ids',
    description:
      'Also what was told before the endpoint was made. Events that it does not want are left out.',
  })
  @ApiOkResponse({ type: ReplayedDto })
  async replay(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('endpointId', IdPipe) endpointId: string,
    @Body() body: ReplayDto,
  ): Promise<ReplayedDto> {
    return {
      events: await this.deliveries.replay(organisationId, endpointId, replayOf(body), currentActor()),
    };
  }
}

/** @throws ProblemError 422 */
function replayOf({ eventId, fromSequence, toSequence }: ReplayDto): Replay {
  if (eventId !== undefined && fromSequence === undefined && toSequence === undefined)
    return { eventId: eventId.toLowerCase() };
  if (eventId !== undefined || fromSequence === undefined)
    throw unfitField(
      'eventId',
      'is to be sent alone, or left out with fromSequence in its place',
      'Send either eventId, or fromSequence with or without toSequence.',
    );
  return {
    fromSequence: BigInt(fromSequence),
    toSequence: BigInt(toSequence ?? Number.MAX_SAFE_INTEGER),
  };
}
