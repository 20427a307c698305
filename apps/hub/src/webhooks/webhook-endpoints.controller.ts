import { type Clock, newId } from '@app/domain';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Patch,
  Post,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiKeys } from '../accounts/api-keys/api-keys.js';
import { IdPipe } from '../api/id.pipe.js';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { KeyOfRequest, type RequestKey } from '../api/idempotency/request-identity.js';
import { CLOCK } from '../config/clock.js';
import { currentActor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { testMessage } from './webhook-message.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';
import {
  endpointDto,
  MadeWebhookEndpointDto,
  MadeWebhookSecretDto,
  NewWebhookEndpointDto,
  WebhookEndpointChangeDto,
  WebhookEndpointDto,
  WebhookTestDto,
} from './webhooks.dto.js';

/** Where an organisation wants to be told events. */
@ApiTags('developers')
@Controller('organisations/:organisationId/webhook-endpoints')
export class WebhookEndpointsController {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly organisations: ApiKeys,
    private readonly secrets: WebhookSecrets,
    private readonly sender: WebhookSender,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The organisation’s webhook endpoints' })
  @ApiOkResponse({ type: [WebhookEndpointDto] })
  async list(@Param('organisationId', IdPipe) organisationId: string): Promise<WebhookEndpointDto[]> {
    await this.organisations.organisation(organisationId);
    return (await this.endpoints.list(organisationId)).map(endpointDto);
  }

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Makes an endpoint, and shows its secret this once' })
  @ApiCreatedResponse({ type: MadeWebhookEndpointDto })
  async make(
    @Param('organisationId', IdPipe) organisationId: string,
    @Body() { url, description = '', types = [] }: NewWebhookEndpointDto,
    @KeyOfRequest() request: RequestKey,
  ): Promise<MadeWebhookEndpointDto> {
    const { kind } = await this.organisations.organisation(organisationId);
    const { endpoint, secret } = await this.endpoints.make(
      { id: organisationId, firm: kind === 'accounting-firm' },
      { url, description, types },
      currentActor(),
      request,
    );
    return { ...endpointDto(endpoint), secret };
  }

  @Patch(':endpointId')
  @ApiOperation({ summary: 'Changes an endpoint; enables it again, or disables it' })
  @ApiOkResponse({ type: WebhookEndpointDto })
  async change(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('endpointId', IdPipe) endpointId: string,
    @Body() wish: WebhookEndpointChangeDto,
  ): Promise<WebhookEndpointDto> {
    return endpointDto(await this.endpoints.change(organisationId, endpointId, wish, currentActor()));
  }

  @Delete(':endpointId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Ends an endpoint; what waits for it is not sent' })
  @ApiNoContentResponse()
  async end(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('endpointId', IdPipe) endpointId: string,
  ): Promise<void> {
    await this.endpoints.end(organisationId, endpointId, currentActor());
  }

  @Post(':endpointId/secrets')
  @Idempotent()
  @ApiOperation({
    summary: 'Makes one more secret, and shows it this once',
    description: 'Messages are signed with all secrets, so the receiver can change over at any time.',
  })
  @ApiCreatedResponse({ type: MadeWebhookSecretDto })
  async addSecret(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('endpointId', IdPipe) endpointId: string,
    @KeyOfRequest() request: RequestKey,
  ): Promise<MadeWebhookSecretDto> {
    const made = await this.endpoints.addSecret(organisationId, endpointId, currentActor(), request);
    return { id: made.id, madeAt: made.madeAt, secret: made.value };
  }

  @Delete(':endpointId/secrets/:secretId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Removes a secret that the receiver does not use any more' })
  @ApiNoContentResponse()
  async removeSecret(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('endpointId', IdPipe) endpointId: string,
    @Param('secretId', IdPipe) secretId: string,
  ): Promise<void> {
    await this.endpoints.removeSecret(organisationId, endpointId, secretId, currentActor());
  }

  @Post(':endpointId/test')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Sends a message of type webhook.test at once, and says what became of it' })
  @ApiOkResponse({ type: WebhookTestDto })
  async test(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('endpointId', IdPipe) endpointId: string,
  ): Promise<WebhookTestDto> {
    const { url, secrets } = await this.database.asOperator(async (tx) => ({
      url: (await this.endpoints.one(tx, organisationId, endpointId)).url,
      secrets: await this.secrets.read(tx, endpointId),
    }));
    const now = this.clock.now();
    const values = secrets.map(({ value }) => value);
    const { outcome, status, note } = await this.sender.send(
      url,
      testMessage(newId(this.clock), now),
      values,
      now,
    );
    return { outcome, status, note };
  }
}
