import { type Language, LANGUAGES } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { DAY, DAY_MESSAGE } from '../../case-desk/file/acting.dto.js';

export const REPORT_FORMATS = ['json', 'csv', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export class ReportQueryDto {
  @ApiProperty({ example: '2026-03-01', description: 'First day, in the creditor’s country' })
  @Matches(DAY, DAY_MESSAGE)
  from: string;

  @ApiProperty({ example: '2026-03-31', description: 'Last day; at most a year later, and not after today' })
  @Matches(DAY, DAY_MESSAGE)
  to: string;

  @ApiPropertyOptional({ enum: REPORT_FORMATS, default: 'json' })
  @IsOptional()
  @IsIn(REPORT_FORMATS)
  format?: ReportFormat;

  @ApiPropertyOptional({ enum: LANGUAGES, default: 'en', description: 'Of the PDF' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;
}
