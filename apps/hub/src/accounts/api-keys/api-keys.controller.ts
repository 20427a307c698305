import type { Clock } from '@app/domain';
import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type pg from 'pg';
import { IdPipe } from '../../api/id.pipe.js';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { KeyOfRequest, type RequestKey } from '../../api/idempotency/request-identity.js';
import { currentPrincipal } from '../../api/principal.js';
import { unfitField } from '../../api/unfit-field.js';
import { CLOCK } from '../../config/clock.js';
import { currentActor } from '../../audit/actor.js';
import { ACCOUNTS_POOL } from '../../database/accounts-pool.js';
import { membershipsOfPrincipal, rightsIn } from '../people.js';
import { type Scope, scopesOf } from './api-key.js';
import { ApiKeyDto, apiKeyDto, MadeApiKeyDto, NewApiKeyDto, VALID_DAYS_STANDARD } from './api-keys.dto.js';
import { ApiKeys } from './api-keys.js';

/** Keys by which programs use this API on behalf of an organisation. */
@ApiTags('developers')
@Controller('organisations/:organisationId/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The organisation’s API keys, newest first, those that have ended too' })
  @ApiOkResponse({ type: [ApiKeyDto] })
  async list(@Param('organisationId', IdPipe) organisationId: string): Promise<ApiKeyDto[]> {
    await this.keys.organisation(organisationId);
    const now = this.clock.now();
    return (await this.keys.list(organisationId)).map((key) => apiKeyDto(key, now));
  }

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Makes an API key, and shows it this once' })
  @ApiCreatedResponse({ type: MadeApiKeyDto })
  async make(
    @Param('organisationId', IdPipe) organisationId: string,
    @Body() { name, scopes, validDays = VALID_DAYS_STANDARD }: NewApiKeyDto,
    @KeyOfRequest() request: RequestKey,
  ): Promise<MadeApiKeyDto> {
    await this.#assertMayGive(organisationId, scopes);
    const { key, text } = await this.keys.make(
      organisationId,
      { name: name.trim(), scopes, validDays },
      currentActor(),
      request,
    );
    return { ...apiKeyDto(key, this.clock.now()), secret: text };
  }

  @Delete(':keyId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Ends an API key, with effect from the next request' })
  @ApiNoContentResponse()
  async end(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('keyId', IdPipe) keyId: string,
  ): Promise<void> {
    await this.keys.end(organisationId, keyId, currentActor());
  }

  /** Nobody hands on what they may not do themselves, nor what such an organisation cannot do at all. */
  async #assertMayGive(organisationId: string, scopes: readonly Scope[]): Promise<void> {
    const { kind } = await this.keys.organisation(organisationId);
    const memberships = await membershipsOfPrincipal(this.pool, currentPrincipal());
    const own = memberships && rightsIn(memberships, organisationId);
    const possible = scopesOf(kind).filter((scope) => own === undefined || own.has(scope));
    const beyond = scopes.filter((scope) => !possible.includes(scope));
    if (beyond.length > 0)
      throw unfitField(
        'scopes',
        `holds ${beyond.join(', ')}, which you cannot give to a key of this organisation`,
        `Choose among ${possible.join(', ')}.`,
      );
  }
}
