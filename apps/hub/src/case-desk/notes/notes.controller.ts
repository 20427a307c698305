import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpensPersonalData } from '../../access-log/opens-personal-data.js';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { NewNoteDto, NoteDto } from './note.dto.js';
import { NotesService } from './notes.service.js';

@ApiTags('cases: tasks and notes')
@Controller('creditors/:creditorId/cases/:caseId')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Get('notes')
  @OpensPersonalData('notes', 'case')
  @ApiOperation({ summary: 'What people wrote down: calls, letters that came in, visits' })
  @ApiOkResponse({ type: [NoteDto] })
  list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<NoteDto[]> {
    return this.notes.list(creditorId, caseId);
  }

  @Post('notes')
  @Idempotent()
  @ApiOperation({ summary: 'Writes something down; a mistake is corrected by another note' })
  @ApiCreatedResponse({ type: NoteDto })
  add(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewNoteDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<NoteDto> {
    return this.notes.add(creditorId, caseId, body, key);
  }
}
