import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { currentActor } from '../audit/actor.js';
import {
  OrganisationListedDto,
  OrganisationPeopleDto,
  RoleDto,
  WithdrawnInvitationDto,
} from './members.dto.js';
import { MembersService } from './members.service.js';
import { rolesOf } from './rights.js';

/** The people of an organisation, for its owners and for whoever runs the installation. */
@ApiTags('accounts')
@Controller('organisations')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @ApiOperation({ summary: 'All organisations, for whoever runs the installation; at most 500' })
  @ApiOkResponse({ type: [OrganisationListedDto] })
  list(): Promise<OrganisationListedDto[]> {
    return this.members.organisations();
  }

  @Get(':organisationId/people')
  @ApiOperation({ summary: 'Members and open invitations of an organisation' })
  @ApiOkResponse({ type: OrganisationPeopleDto })
  async people(@Param('organisationId', IdPipe) organisationId: string): Promise<OrganisationPeopleDto> {
    const { members, invitations, ...organisation } = await this.members.people(organisationId);
    return {
      ...organisation,
      roles: [...rolesOf(organisation.kind)],
      members: members.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: joinedAt.toISOString() })),
      invitations: invitations.map(({ email, role, invitedAt, expiresAt }) => ({
        email,
        role,
        invitedAt: invitedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),
    };
  }

  @Put(':organisationId/members/:userId/role')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Gives a member another role; it holds from the next request on' })
  @ApiNoContentResponse()
  changeRole(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('userId', IdPipe) userId: string,
    @Body() { role }: RoleDto,
  ): Promise<void> {
    return this.members.changeRole(currentActor(), organisationId, userId, role);
  }

  @Delete(':organisationId/members/:userId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Takes a member out of the organisation; the account stays' })
  @ApiNoContentResponse()
  remove(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    return this.members.remove(currentActor(), organisationId, userId);
  }

  @Delete(':organisationId/members/:userId/sessions')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Signs a member out everywhere' })
  @ApiNoContentResponse()
  endSessions(
    @Param('organisationId', IdPipe) organisationId: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    return this.members.endSessions(currentActor(), organisationId, userId);
  }

  @Post(':organisationId/invitations/withdrawals')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Withdraws an invitation: its link no longer works' })
  @ApiNoContentResponse()
  withdraw(
    @Param('organisationId', IdPipe) organisationId: string,
    @Body() { email }: WithdrawnInvitationDto,
  ): Promise<void> {
    return this.members.withdraw(currentActor(), organisationId, email);
  }
}
