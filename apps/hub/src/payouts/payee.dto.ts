import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { PAYEE_KINDS, type PayeeKind } from './payout.js';

export class PayeeDto {
  @ApiProperty({ example: 'Fjord & Sønn AS' })
  @IsString()
  @Length(1, 140)
  name: string;

  @ApiProperty({ enum: PAYEE_KINDS })
  @IsIn(PAYEE_KINDS)
  kind: PayeeKind;

  @ApiProperty({ example: 'NO9386011117947', description: 'Without spaces, dots or hyphens' })
  @Matches(/^[A-Z0-9]{2,34}$/)
  number: string;
}
