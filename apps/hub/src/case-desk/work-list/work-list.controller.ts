import type { CreditorId } from '@app/domain';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../api/id.pipe.js';
import { WorkListDto, WorkListQueryDto } from './work-list.dto.js';
import { WorkListService } from './work-list.service.js';

@ApiTags('cases: tasks and notes')
@Controller('creditors/:creditorId/work-list')
export class WorkListController {
  constructor(private readonly work: WorkListService) {}

  @Get()
  @ApiOperation({ summary: 'What people have to do: tasks, calls and deadlines that run out, by day' })
  @ApiOkResponse({ type: WorkListDto })
  list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() query: WorkListQueryDto,
  ): Promise<WorkListDto> {
    return this.work.list(creditorId, query);
  }
}
