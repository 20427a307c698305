import type { CreditorId, LocalDate } from '@app/domain';
import { ApiProperty } from '@nestjs/swagger';
import { WorkItemDto } from '../case-desk/work-list/work-list.dto.js';

export class DayWorkItemDto extends WorkItemDto {
  @ApiProperty({ format: 'uuid' })
  creditorId: CreditorId;

  @ApiProperty({ example: 'Granly Bygg AS' })
  creditorName: string;

  @ApiProperty({ example: 'Kari Nordmann' })
  debtorName: string;
}

export class DayWorkDto {
  @ApiProperty({ example: '2026-03-02' })
  today: LocalDate;

  @ApiProperty({ type: [DayWorkItemDto] })
  items: DayWorkItemDto[];

  @ApiProperty({ description: 'There is more than was asked for.' })
  hasMore: boolean;
}
