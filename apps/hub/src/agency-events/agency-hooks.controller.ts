import type { AgencyId, Clock } from '@app/domain';
import { Controller, HttpCode, HttpStatus, Inject, Logger, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../api/access-guard.js';
import { IdPipe } from '../api/id.pipe.js';
import { ProblemError } from '../api/problem-error.js';
import { AgencyRegistry } from '../collection/agency-http/agency-registry.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import { AgencyInbox } from './agency-inbox.js';
import { isSigned } from './webhook-signature.js';

/**
 * Where agencies send their events. Outside the API: the signature is the proof, and no token of ours comes with it. What
 * is signed is stored before it is answered, also what nobody can read.
 */
@ApiExcludeController()
@Controller('api/hooks/agencies')
export class AgencyHooksController {
  readonly #log = new Logger('AgencyHooks');

  constructor(
    private readonly database: Database,
    private readonly registry: AgencyRegistry,
    private readonly inbox: AgencyInbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':agencyId')
  @Public()
  @HttpCode(HttpStatus.ACCEPTED)
  async take(
    @Param('agencyId', IdPipe) id: string,
    @Req() request: Request,
  ): Promise<{ readonly received: true }> {
    const agencyId = id as AgencyId;
    const body: unknown = request.body;
    const eventId = request.header('webhook-id');
    const delivery = {
      id: eventId,
      timestamp: request.header('webhook-timestamp'),
      signature: request.header('webhook-signature'),
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    };
    const secrets = await this.database.asOperator((tx) => this.registry.readSecrets(tx, agencyId));
    if (eventId === undefined || !isSigned(delivery, secrets?.webhookSecrets ?? [], this.clock.now())) {
      this.#log.warn({ msg: 'an event without a valid signature was refused', agencyId });
      throw notSigned();
    }
    const arrival = { eventId, raw: delivery.body.toString('utf8') };
    await this.database.asOperator((tx) => this.inbox.store(tx, agencyId, 'webhook', [arrival]));
    return { received: true };
  }
}

/** The same for an unknown agency, a wrong secret, a changed body and an old timestamp: a forger learns nothing. */
function notSigned(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'not-signed',
    title: 'The request is not signed as it should be.',
    cause: 'The signature is not valid.',
    consequence: 'Nothing was taken in.',
    remedy: 'Sign as docs/agency-api.md describes.',
  });
}
