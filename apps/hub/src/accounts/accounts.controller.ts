import type { CreditorId } from '@app/domain';
import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type pg from 'pg';
import { Public } from '../api/access-guard.js';
import { IdPipe } from '../api/id.pipe.js';
import { type Actor, currentActor } from '../audit/actor.js';
import { AccountMailer } from './account-mailer.js';
import { notSignedIn } from './account-problems.js';
import { Environment } from '../config/environment.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import {
  AccessDto,
  FirstUserDto,
  InvitationDto,
  JoinDto,
  LetInDto,
  MeDto,
  NewOrganisationDto,
  OrganisationDto,
  SignInOptionsDto,
} from './accounts.dto.js';
import { CreditorAccess } from './creditor-access.js';
import { membershipsOf, personOf } from './people.js';
import { unfitField } from '../api/unfit-field.js';
import { PeopleService } from './people.service.js';
import { signedInUser } from './signed-in-user.js';

/** People, organisations, and whom a creditor lets in. Signing in itself is below `/api/auth`. */
@ApiTags('accounts')
@Controller()
export class AccountsController {
  constructor(
    private readonly people: PeopleService,
    private readonly access: CreditorAccess,
    private readonly mailer: AccountMailer,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
    private readonly environment: Environment,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'Who is signed in, where they belong, and what they may do there' })
  @ApiOkResponse({ type: MeDto })
  async me(): Promise<MeDto> {
    const userId = signedInUser();
    const [memberships, person] = await Promise.all([
      membershipsOf(this.pool, userId),
      personOf(this.pool, userId),
    ]);
    if (!person) throw notSignedIn();
    return {
      userId,
      ...person,
      memberships: memberships.map(({ organisationId, organisation, kind, role, rights, creditorId }) => ({
        creditorId,
        organisationId,
        organisation,
        kind,
        role,
        rights: [...rights],
      })),
    };
  }

  @Public()
  @Get('sign-in-options')
  @ApiOperation({ summary: 'How people can sign in here, besides with a password' })
  @ApiOkResponse({ type: SignInOptionsDto })
  signInOptions(): SignInOptionsDto {
    return { singleSignOn: this.environment.singleSignOn?.name ?? null };
  }

  @Public()
  @Post('first-user')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Makes the first account, by the link that the hub printed at its first start' })
  @ApiNoContentResponse()
  async firstUser(@Body() { secret, organisation, ...person }: FirstUserDto): Promise<void> {
    await this.people.makeFirstUser(secret, organisation, person);
  }

  @Public()
  @Post('join')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Accepts an invitation, by the link in its mail' })
  @ApiNoContentResponse()
  async join(@Body() { invitationId, ...person }: JoinDto): Promise<void> {
    await this.people.join(invitationId.toLowerCase(), person);
  }

  @Post('organisations')
  @ApiOperation({ summary: 'Makes an organisation: an accounting firm, a creditor, a collector' })
  @ApiCreatedResponse({ type: OrganisationDto })
  makeOrganisation(@Body() { name, kind, creditorId }: NewOrganisationDto): Promise<OrganisationDto> {
    return this.people.makeOrganisation(signedInUser(), {
      name,
      kind,
      creditorId: creditorId?.toLowerCase() as CreditorId | undefined,
    });
  }

  @Post('organisations/:organisationId/invitations')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Invites a person by mail' })
  @ApiNoContentResponse()
  async invite(
    @Param('organisationId', IdPipe) organisationId: string,
    @Body() { email, role, language }: InvitationDto,
  ): Promise<void> {
    const { id, organisation } = await this.people.invite(signedInUser(), organisationId, email, role);
    await this.mailer.invitation(email, organisation, id, language);
  }

  @Get('creditors/:creditorId/access')
  @ApiOperation({ summary: 'Which organisations the creditor lets in, and let in before' })
  @ApiOkResponse({ type: [AccessDto] })
  async letIn(@Param('creditorId', IdPipe) creditorId: string): Promise<AccessDto[]> {
    const rows = await this.access.list(creditorId as CreditorId);
    return rows.map(({ organisationId, organisationName, grantedAt, endedAt }) => ({
      organisationId,
      organisation: organisationName,
      grantedAt: grantedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
  }

  @Post('creditors/:creditorId/access')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Lets an accounting firm in' })
  @ApiNoContentResponse()
  async grant(
    @Param('creditorId', IdPipe) creditorId: string,
    @Body() { organisationId }: LetInDto,
  ): Promise<void> {
    const id = organisationId.toLowerCase();
    const { rows } = await this.pool.query<{ name: string; kind: string }>(
      'select name, kind from organization where id = $1',
      [id],
    );
    const found = rows[0];
    if (found?.kind !== 'accounting-firm')
      throw unfitField('organisationId', 'names no accounting firm', 'Ask the firm for its id.');
    await this.access.grant(creditorId as CreditorId, { id, name: found.name }, this.#actor());
  }

  @Delete('creditors/:creditorId/access/:organisationId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Takes an organisation’s access back; it holds from the next request on' })
  @ApiNoContentResponse()
  async end(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('organisationId', IdPipe) organisationId: string,
  ): Promise<void> {
    await this.access.end(creditorId as CreditorId, organisationId, this.#actor());
  }

  #actor(): Actor {
    return currentActor();
  }
}
