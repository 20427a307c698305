import { ENDING_WARNING_DAYS, type TableReach } from '@app/collection';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { LawTables } from './law-tables.js';

class LawTableDto implements TableReach {
  @ApiProperty({ example: 'NO late interest (forsinkelsesrente)' })
  readonly name: string;

  @ApiProperty({ description: 'Which of a claim’s dates chooses the row' })
  readonly chosenBy: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day that the table knows; null: it holds until a new row follows',
  })
  readonly lastDay: TableReach['lastDay'];

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Days left after today; negative when it has ended',
  })
  readonly daysLeft: number | null;

  @ApiProperty({
    enum: ['current', 'ending', 'ended'],
    description: `\`ending\`: within ${ENDING_WARNING_DAYS} days; \`ended\`: what needs it stops`,
  })
  readonly state: TableReach['state'];
}

class LawTablesDto {
  @ApiProperty({ format: 'date' })
  readonly asOf: string;

  @ApiProperty({ description: 'Days before a table’s end from which it is called `ending`' })
  readonly warningDays: number;

  @ApiProperty({ type: [LawTableDto] })
  readonly tables: readonly LawTableDto[];
}

/** How far the rates, fees and shares that the law sets are known. */
@ApiTags('collection')
@Controller('collection/tables')
export class LawTablesController {
  constructor(private readonly laws: LawTables) {}

  @Get()
  @ApiOperation({
    summary: 'The dated tables of the law, each with its last day and a warning before it ends',
  })
  @ApiOkResponse({ type: LawTablesDto })
  read(): LawTablesDto {
    return { ...this.laws.reaches(), warningDays: ENDING_WARNING_DAYS };
  }
}
