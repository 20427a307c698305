import { Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ClientMoneyCheck, type MoneyCheck } from './client-money-check.js';
import { VIOLATION_KINDS, type ViolationKind } from './money-violations.js';

class ViolationDto {
  @ApiProperty({ enum: VIOLATION_KINDS })
  kind: ViolationKind;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { settlementId: '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10', expectedMinor: '40000', heldMinor: '0' },
  })
  detail: Readonly<Record<string, string>>;
}

class ClientMoneyCheckDto {
  @ApiProperty({ example: '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10' })
  id: string;

  @ApiProperty({ example: '2026-03-02T02:00:00.000Z' })
  checkedAt: string;

  @ApiProperty({
    example: 412,
    description: 'Settlements of bank transactions that were compared with their entries',
  })
  settlements: number;

  @ApiProperty({ type: [ViolationDto], description: 'Empty when all client money is explained' })
  violations: readonly ViolationDto[];
}

/** Whether the bank's accounts hold what is owed to creditors and debtors, no more and no less. */
@ApiTags('reconciliation')
@Controller('client-money/checks')
export class ClientMoneyChecksController {
  constructor(private readonly check: ClientMoneyCheck) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Checks all client money now' })
  @ApiOkResponse({ type: ClientMoneyCheckDto })
  async run(): Promise<ClientMoneyCheckDto> {
    return checkDto(await this.check.run());
  }

  @Get()
  @ApiOperation({ summary: 'The newest checks' })
  @ApiOkResponse({ type: [ClientMoneyCheckDto] })
  async recent(): Promise<ClientMoneyCheckDto[]> {
    return (await this.check.recent()).map(checkDto);
  }
}

function checkDto({ checkedAt, ...check }: MoneyCheck): ClientMoneyCheckDto {
  return { ...check, checkedAt: checkedAt.toISOString() };
}
