import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpensPersonalData } from '../../access-log/opens-personal-data.js';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { BoardDto, NewObjectionDto, ObjectionDto, ObjectionOutcomeDto } from './objection.dto.js';
import { type Objection, ObjectionsService } from './objections.service.js';

/** What debtors say against a claim, or against how they were treated. */
@ApiTags('cases: objections')
@Controller('creditors/:creditorId/cases/:caseId/objections')
export class ObjectionsController {
  constructor(private readonly objections: ObjectionsService) {}

  @Get()
  @OpensPersonalData('objections', 'case')
  @ApiOperation({ summary: 'The case’s objections and complaints, oldest first' })
  @ApiOkResponse({ type: [ObjectionDto] })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<ObjectionDto[]> {
    return (await this.objections.list(creditorId, caseId)).map(objectionDto);
  }

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Registers an objection or complaint',
    description:
      'Everything towards the debtor stops at once, until it is judged; somebody is asked to answer it within a week.',
  })
  @ApiCreatedResponse({ type: ObjectionDto })
  async raise(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewObjectionDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<ObjectionDto> {
    return objectionDto(await this.objections.raise(creditorId, caseId, body, key));
  }

  @Post(':objectionId/outcome')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Judges an objection, or lets the debtor take it back',
    description:
      'Costs fall away as the law of the country says. A rejected one must go to court or be dropped.',
  })
  @ApiOkResponse({ type: ObjectionDto })
  async judge(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('objectionId', IdPipe) objectionId: string,
    @Body() body: ObjectionOutcomeDto,
  ): Promise<ObjectionDto> {
    return objectionDto(await this.objections.judge(creditorId, caseId, objectionId, body));
  }

  @Post(':objectionId/board')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Notes that it lies before an approved board, or that the board has answered' })
  @ApiOkResponse({ type: ObjectionDto })
  async board(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('objectionId', IdPipe) objectionId: string,
    @Body() body: BoardDto,
  ): Promise<ObjectionDto> {
    return objectionDto(await this.objections.board(creditorId, caseId, objectionId, body));
  }
}

function objectionDto({
  id,
  caseId,
  claimId,
  kind,
  concerns,
  text,
  raisedThrough,
  raisedOn,
  state,
  beforeBoard,
  reasonable,
  outcome,
  handledOn,
  handledBy,
}: Objection): ObjectionDto {
  const how = { state, beforeBoard, reasonable, outcome, handledOn, handledBy };
  return { id, caseId, claimId, kind, concerns, text, raisedThrough, raisedOn, ...how };
}
