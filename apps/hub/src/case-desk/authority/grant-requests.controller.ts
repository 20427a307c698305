import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listedName } from '../../access-log/shown.js';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { GrantAnswerDto, GrantedDto, GrantRequestDto } from './authority.dto.js';
import { GrantRequestsService } from './grant-requests.service.js';

/** What a creditor is asked, because it goes beyond what they let be granted in their name. */
@ApiTags('creditors’ authority')
@Controller('creditors/:creditorId/grant-requests')
export class GrantRequestsController {
  constructor(private readonly requests: GrantRequestsService) {}

  @Get()
  @ApiOperation({ summary: 'What waits for the creditor’s yes or no, oldest first; at most 500' })
  @ApiOkResponse({ type: [GrantRequestDto] })
  async list(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<GrantRequestDto[]> {
    const rows = await this.requests.waiting(creditorId);
    return rows.map(({ debtorKind, ...row }) => ({
      ...row,
      debtorName: listedName(row.debtorName, debtorKind),
    }));
  }

  @Post(':taskId/answer')
  @Idempotent()
  @ApiOperation({
    summary: 'The creditor’s own answer: on a yes it is carried out as it was asked for',
    description: 'For the creditor’s people; a case handler who was told the answer sends it to the case.',
  })
  @ApiCreatedResponse({ type: GrantedDto })
  answer(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('taskId', IdPipe) taskId: string,
    @Body() body: GrantAnswerDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<GrantedDto> {
    return this.requests.answerAny(creditorId, taskId, body, key);
  }
}
