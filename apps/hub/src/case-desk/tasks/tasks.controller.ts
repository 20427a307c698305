import type { CaseId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { ReasonDto } from '../file/acting.dto.js';
import { NewTaskDto, TaskDto, TaskMoveDto, TaskOutcomeDto } from './task.dto.js';
import { TasksService } from './tasks.service.js';

/** What people have to do in a case. */
@ApiTags('cases: tasks and notes')
@Controller('creditors/:creditorId/cases/:caseId/tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @ApiOperation({ summary: 'The case’s tasks, open ones first, by their day' })
  @ApiOkResponse({ type: [TaskDto] })
  list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<TaskDto[]> {
    return this.tasks.list(creditorId, caseId);
  }

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Adds a task; one that is open with the same key is answered instead' })
  @ApiCreatedResponse({ type: TaskDto })
  add(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Body() body: NewTaskDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<TaskDto> {
    return this.tasks.add(creditorId, caseId, body, key);
  }

  @Post(':taskId/move')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Gives a task another day or another person' })
  @ApiOkResponse({ type: TaskDto })
  move(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('taskId', IdPipe) taskId: string,
    @Body() body: TaskMoveDto,
  ): Promise<TaskDto> {
    return this.tasks.move(creditorId, caseId, taskId, body);
  }

  @Post(':taskId/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Ends a task: done, or no longer to be done' })
  @ApiOkResponse({ type: TaskDto })
  end(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('taskId', IdPipe) taskId: string,
    @Body() body: TaskOutcomeDto,
  ): Promise<TaskDto> {
    return this.tasks.end(creditorId, caseId, taskId, body);
  }

  @Post(':taskId/reopen')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Undoes an end: the task is open again' })
  @ApiOkResponse({ type: TaskDto })
  reopen(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('taskId', IdPipe) taskId: string,
    @Body() body: ReasonDto,
  ): Promise<TaskDto> {
    return this.tasks.reopen(creditorId, caseId, taskId, body);
  }
}
