import { WRITE_BACK_LINE_KINDS, type WriteBackLineKind } from '@app/connectors';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MoneyDto } from '../api/money.dto.js';
import { BY_HAND_REASONS, type ByHandReason } from './money-beside.js';
import { REFUSAL_OUTCOMES, type RefusalOutcome } from './refusal-outcomes.js';
import { WRITE_BACK_ORDERS, type WriteBackOrder } from './write-back-orders.js';
import { WRITE_BACK_STATES, type WriteBackState } from './write-back.entity.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';

export class WriteBackPostingDto {
  @ApiProperty({ example: '384500902' })
  postingId: string;

  @ApiProperty({ example: '60880417' })
  voucherId: string;

  @ApiProperty({ example: '2026-03-02' })
  bookedOn: string;
}

export class WriteBackObstacleDto {
  @ApiProperty({ enum: REFUSAL_OUTCOMES, example: 'period-closed' })
  outcome: RefusalOutcome;

  @ApiProperty({ description: 'What it is and the way on, in the reader’s language' })
  explanation: string;
}

export class WriteBackWayDto {
  @ApiProperty({ enum: WRITE_BACK_ORDERS, example: 'retry' })
  order: WriteBackOrder;

  @ApiProperty({
    description:
      'Look in the ledger first: the order asks for `notInLedger: true`, since it may be booked already',
  })
  needsLook: boolean;
}

export class WriteBackBesideDto {
  @ApiProperty({ enum: WRITE_BACK_LINE_KINDS, description: '`fees`: those that the creditor charged itself' })
  kind: WriteBackLineKind;

  @ApiProperty({ type: MoneyDto })
  amount: MoneyDto;

  @ApiProperty({
    enum: ['with-the-payment', 'by-hand'],
    description:
      '`with-the-payment`: in one posting with the amount. `by-hand`: a person books it with the remittance',
  })
  booked: 'with-the-payment' | 'by-hand';

  @ApiProperty({ enum: BY_HAND_REASONS, nullable: true, type: String })
  reason: ByHandReason | null;

  @ApiProperty({
    example: 'Booked together with the payment, on the account that was chosen for it.',
  })
  explanation: string;
}

export class WriteBackDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ example: UUID_EXAMPLE })
  settlementId: string;

  @ApiProperty({ example: UUID_EXAMPLE })
  claimId: string;

  @ApiProperty({ example: UUID_EXAMPLE })
  connectionId: string;

  @ApiProperty({ enum: WRITE_BACK_STATES, example: 'verified' })
  state: WriteBackState;

  @ApiProperty({ example: 'The amount is booked on the invoice and has been checked.' })
  explanation: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'The ledger’s own reason, or what else there is to know',
  })
  note: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'What a person does about it' })
  remedy: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  refusalCode: string | null;

  @ApiProperty({
    type: WriteBackObstacleDto,
    nullable: true,
    description:
      'What stands in the way, in one word for all ledgers; where the write-back waits for a person for it',
  })
  obstacle: WriteBackObstacleDto | null;

  @ApiProperty({ type: [WriteBackWayDto], description: 'What a person may order now' })
  ways: WriteBackWayDto[];

  @ApiProperty({ enum: ['payment', 'reversal'] })
  kind: 'payment' | 'reversal';

  @ApiProperty({ example: '10042' })
  invoiceNumber: string;

  @ApiProperty({ type: MoneyDto })
  amount: MoneyDto;

  @ApiProperty({
    type: [WriteBackBesideDto],
    description:
      'Interest and fees of the settlement that are the creditor’s, beside the amount on the invoice',
  })
  beside: WriteBackBesideDto[];

  @ApiProperty({ example: '2026-03-02' })
  bookOn: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'With `period-closed`: the first open day, where the ledger tells it',
  })
  firstOpenDay: string | null;

  @ApiProperty({ type: WriteBackPostingDto, nullable: true })
  posting: WriteBackPostingDto | null;

  @ApiProperty({ example: 1, description: 'How often it was sent' })
  attempts: number;

  @ApiProperty({ type: String, nullable: true, example: '2026-03-02T09:00:00.000Z' })
  sentAt: string | null;

  @ApiProperty({ type: String, nullable: true, example: '2026-03-02T09:00:01.000Z' })
  verifiedAt: string | null;

  @ApiProperty({
    example: '2026-03-02T09:00:00.000Z',
    description: 'When the machine looks at it next, where it is the machine’s turn',
  })
  notBefore: string;
}

export class WriteBackPageDto {
  @ApiProperty({ type: [WriteBackDto] })
  writeBacks: WriteBackDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextAfter: string | null;
}

export class ApprovalOutcomeDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ enum: ['approved', 'refused'] })
  outcome: 'approved' | 'refused';

  @ApiPropertyOptional({ example: 'It is verified. Only a proposed write-back can be approved.' })
  reason?: string;
}

export class ApprovalOutcomesDto {
  @ApiProperty({ type: [ApprovalOutcomeDto] })
  results: ApprovalOutcomeDto[];
}
