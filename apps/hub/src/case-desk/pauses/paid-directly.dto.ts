import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, Matches } from 'class-validator';
import { AMOUNT, AMOUNT_MESSAGE } from '../authority/authority.dto.js';
import { DAY, DAY_MESSAGE, ReasonDto } from '../file/acting.dto.js';
import { PauseDto } from './pause.dto.js';

export class NewPaidDirectlyDto extends ReasonDto {
  @ApiProperty({ format: 'uuid', description: 'The claim that was paid.' })
  @IsUUID()
  claimId: string;

  @ApiProperty({ example: '500.00', description: 'What the debtor paid, in the case’s currency.' })
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  amount: string;

  @ApiProperty({ example: '2026-03-02', description: 'The day on which it was paid.' })
  @Matches(DAY, DAY_MESSAGE)
  paidOn: string;
}

export class PaidDirectlyDto extends PauseDto {
  @ApiProperty({
    description:
      'The ledger was asked for the invoice at once. false: it did not answer, and the next reading will tell.',
  })
  ledgerAsked: boolean;
}
