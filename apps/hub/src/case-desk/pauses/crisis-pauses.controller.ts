import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { ReasonDto } from '../file/acting.dto.js';
import { CrisisPausesService } from './crisis-pauses.service.js';
import { pauseDto } from './pause-view.js';
import { CrisisPauseResultDto, NewCrisisPauseDto, PauseDto } from './pause.dto.js';

/** Legal acts that rest for a period. Limitation runs on: whoever begins a pause hears which claims may lapse. */
@ApiTags('cases: stops')
@Controller()
export class CrisisPausesController {
  constructor(private readonly pauses: CrisisPausesService) {}

  @Get('creditors/:creditorId/crisis-pauses')
  @ApiOperation({ summary: 'The creditor’s crisis pauses' })
  @ApiOkResponse({ type: [PauseDto] })
  async list(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<PauseDto[]> {
    return (await this.pauses.list(creditorId)).map(pauseDto);
  }

  @Post('crisis-pauses')
  @Idempotent()
  @ApiOperation({ summary: 'Lets acts rest for every creditor, with a result for each' })
  @ApiCreatedResponse({ type: [CrisisPauseResultDto] })
  all(@Body() body: NewCrisisPauseDto, @KeyOfRequest() key: RequestKey): Promise<CrisisPauseResultDto[]> {
    return this.pauses.ofAll(body, key);
  }

  @Post('creditors/:creditorId/crisis-pauses')
  @Idempotent()
  @ApiOperation({ summary: 'Lets acts rest in all cases of a creditor' })
  @ApiCreatedResponse({ type: CrisisPauseResultDto })
  ofCreditor(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() body: NewCrisisPauseDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<CrisisPauseResultDto> {
    return this.pauses.ofCreditor(creditorId, body, key);
  }

  @Post('creditors/:creditorId/cases/:caseId/crisis-pauses')
  @Idempotent()
  @ApiOperation({ summary: 'Lets acts rest in one case' })
  @ApiCreatedResponse({ type: CrisisPauseResultDto })
  ofCase(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewCrisisPauseDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<CrisisPauseResultDto> {
    return this.pauses.ofCase(creditorId, caseId, body, key);
  }

  @Post('creditors/:creditorId/crisis-pauses/:pauseId/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Ends a crisis pause before its day' })
  @ApiOkResponse({ type: PauseDto })
  async end(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('pauseId', IdPipe) pauseId: string,
    @Body() body: ReasonDto,
  ): Promise<PauseDto> {
    return pauseDto(await this.pauses.end(creditorId, pauseId, body));
  }
}
