import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { ReasonDto } from '../file/acting.dto.js';
import { pauseDto } from './pause-view.js';
import { DoubtAnswerDto, NewDoubtDto, NewPauseDto, NewPaymentUnderWayDto, PauseDto } from './pause.dto.js';
import { PausesService } from './pauses.service.js';

/** What stops one case for a time. Each stop takes planned steps back at once; after its end the road goes on. */
@ApiTags('cases: stops')
@Controller('creditors/:creditorId/cases/:caseId')
export class PausesController {
  constructor(private readonly pauses: PausesService) {}

  @Get('pauses')
  @ApiOperation({
    summary: 'Pauses, doubts, awaited payments and crisis pauses of the case, with those of all cases',
  })
  @ApiOkResponse({ type: [PauseDto] })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<PauseDto[]> {
    return (await this.pauses.list(creditorId, caseId)).map(pauseDto);
  }

  @Post('pauses')
  @Idempotent()
  @ApiOperation({ summary: 'Pauses the case, or some of its claims' })
  @ApiCreatedResponse({ type: PauseDto })
  async pause(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewPauseDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<PauseDto> {
    return pauseDto(await this.pauses.pause(creditorId, caseId, body, key));
  }

  @Post('pauses/:pauseId/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Resumes: ends a pause, a doubt or the waiting for a payment, also one to the creditor',
  })
  @ApiOkResponse({ type: PauseDto })
  async end(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('pauseId', IdPipe) pauseId: string,
    @Body() body: ReasonDto,
  ): Promise<PauseDto> {
    return pauseDto(await this.pauses.end(creditorId, caseId, pauseId, body));
  }

  @Post('doubts')
  @Idempotent()
  @ApiOperation({
    summary: 'Stops while it is checked whether the claim stands, or whether this is the right person',
  })
  @ApiCreatedResponse({ type: PauseDto })
  async doubt(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewDoubtDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<PauseDto> {
    return pauseDto(await this.pauses.doubt(creditorId, caseId, body, key));
  }

  @Post('doubts/:pauseId/answer')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Notes the creditor’s answer to a doubt' })
  @ApiOkResponse({ type: PauseDto })
  async answer(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('pauseId', IdPipe) pauseId: string,
    @Body() body: DoubtAnswerDto,
  ): Promise<PauseDto> {
    return pauseDto(await this.pauses.answer(creditorId, caseId, pauseId, body));
  }

  @Post('payments-under-way')
  @Idempotent()
  @ApiOperation({ summary: 'Waits for money that the debtor’s bank was told to send' })
  @ApiCreatedResponse({ type: PauseDto })
  async paymentUnderWay(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewPaymentUnderWayDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<PauseDto> {
    return pauseDto(await this.pauses.paymentUnderWay(creditorId, caseId, body, key));
  }
}
