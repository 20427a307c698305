import type { Country, LocalDate } from '@app/domain';
import { DEFERRAL_DAYS_MAX, type Language } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { MoneyDto } from '../api/money.dto.js';
import { AMOUNT, AMOUNT_MESSAGE } from '../case-desk/authority/authority.dto.js';
import { DAY, DAY_MESSAGE } from '../case-desk/file/acting.dto.js';
import { OBJECTION_CONCERNS, type ObjectionConcern } from '../case-desk/objections/objection.dto.js';
import { BalanceLineDto, OwedDto } from '../cases/api/case.dto.js';

const WORDS_MAX = 2_000;

export class OpenPageDto {
  @ApiProperty({ example: 'k7qm-4xwd-9trz', description: 'The last part of the letter’s address.' })
  @IsString()
  @Length(1, 40)
  link: string;

  @ApiProperty({ example: 'H4NP-7WKD' })
  @IsString()
  @Length(1, 40)
  code: string;
}

export class OpenedDto {
  @ApiProperty({ description: 'For `Authorization: Bearer …`, half an hour.' })
  visitSecret: string;
}

export class PageKeyDto {
  @ApiProperty({ example: 'https://hub.example/d/k7qm-4xwd-9trz', description: 'Not shown again.' })
  secretAddress: string;

  @ApiProperty({ example: 'H4NP-7WKD', description: 'Not shown again.' })
  secretCode: string;
}

export class RevokedDto {
  @ApiProperty({ example: 2 })
  revoked: number;
}

export class TellHardshipDto {
  @ApiPropertyOptional({ description: 'In the debtor’s own words, if they wish.' })
  @IsOptional()
  @IsString()
  @Length(0, WORDS_MAX)
  words?: string;
}

export class AskForTimeDto extends TellHardshipDto {
  @ApiProperty({ example: 14, description: 'Days from today.' })
  @IsInt()
  @Min(1)
  @Max(DEFERRAL_DAYS_MAX)
  days: number;
}

export class AskForPlanDto extends TellHardshipDto {
  @ApiProperty({ example: '500.00', description: 'What can be paid a month.' })
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  perMonth: string;

  @ApiProperty({ example: '2026-04-15', description: 'First due day.' })
  @Matches(DAY, DAY_MESSAGE)
  firstDueOn: string;
}

export class ObjectDto {
  @ApiPropertyOptional({ enum: ['objection', 'complaint'], default: 'objection' })
  @IsOptional()
  @IsIn(['objection', 'complaint'])
  kind?: 'objection' | 'complaint';

  @ApiProperty({ enum: OBJECTION_CONCERNS, example: 'paid-already' })
  @IsIn(OBJECTION_CONCERNS)
  concerns: ObjectionConcern;

  @ApiProperty({ example: 'Jeg betalte dette i februar.' })
  @IsString()
  @Length(1, WORDS_MAX)
  words: string;
}

export class AnsweredDto {
  @ApiProperty({ description: 'False: the case rests, and a person answers.' })
  granted: boolean;
}

export class PageCollectorDto {
  @ApiProperty()
  name: string;

  @ApiProperty()
  telephone: string;

  @ApiProperty()
  email: string;
}

export class PageClaimDto {
  @ApiProperty({ format: 'uuid' })
  claimId: string;

  @ApiProperty()
  invoiceNumber: string;

  @ApiProperty({ example: '2026-01-15' })
  invoicedOn: LocalDate;

  @ApiProperty({ example: '2026-01-29' })
  dueOn: LocalDate;

  @ApiProperty({ type: String, nullable: true })
  concerns: string | null;
}

export class PagePayDto {
  @ApiProperty({ enum: ['bank-account', 'bankgiro', 'plusgiro'] })
  kind: 'bank-account' | 'bankgiro' | 'plusgiro';

  @ApiProperty()
  account: string;

  @ApiProperty()
  payee: string;

  @ApiProperty({ description: 'KID in Norway, OCR in Sweden.' })
  reference: string;

  @ApiProperty()
  amount: MoneyDto;

  @ApiProperty({ type: String, nullable: true, description: 'Of the newest letter.' })
  dueOn: LocalDate | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What a code says that the country’s banks read from a screen; null where there is none.',
  })
  qr: string | null;
}

export class PageInstalmentDto {
  @ApiProperty()
  number: number;

  @ApiProperty({ example: '2026-04-15' })
  dueOn: LocalDate;

  @ApiProperty()
  amount: MoneyDto;

  @ApiProperty()
  paid: MoneyDto;
}

export class PagePlanDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: '`proposed`: waits for the debtor’s yes. `running`: agreed.' })
  state: string;

  @ApiProperty()
  standing: string;

  @ApiProperty()
  total: MoneyDto;

  @ApiProperty({ type: String, nullable: true })
  answerBy: LocalDate | null;

  @ApiProperty({ type: [PageInstalmentDto] })
  instalments: PageInstalmentDto[];
}

export class PageLetterDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  kind: string;

  @ApiProperty()
  channel: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt: Date | null;

  @ApiProperty()
  hasDocument: boolean;
}

export class PageHelpDto {
  @ApiProperty()
  name: string;

  @ApiPropertyOptional()
  website?: string;

  @ApiPropertyOptional()
  telephone?: string;
}

export class PageHelpByLanguageDto {
  @ApiProperty()
  nb: PageHelpDto;

  @ApiProperty()
  sv: PageHelpDto;

  @ApiProperty()
  en: PageHelpDto;
}

export class DebtorPageDto {
  @ApiProperty()
  reference: string;

  @ApiProperty({ enum: ['nb', 'sv', 'en'] })
  language: Language;

  @ApiProperty({ enum: ['NO', 'SE'] })
  country: Country;

  @ApiProperty({ example: 'open' })
  state: string;

  @ApiProperty({
    description: 'Somebody has stopped the case, or time or a plan runs: nothing more is sent meanwhile.',
  })
  resting: boolean;

  @ApiProperty({ example: 'Prøve T.', description: 'Masked.' })
  debtorName: string;

  @ApiProperty()
  creditorName: string;

  @ApiProperty({ type: PageCollectorDto, nullable: true })
  collector: PageCollectorDto | null;

  @ApiProperty({ example: '2026-03-02' })
  today: LocalDate;

  @ApiProperty()
  owed: OwedDto;

  @ApiProperty({ type: [PageClaimDto] })
  claims: PageClaimDto[];

  @ApiProperty({ type: [BalanceLineDto], description: 'They add up to what is owed.' })
  lines: BalanceLineDto[];

  @ApiProperty({ type: PagePayDto, nullable: true, description: 'Null when nothing is owed.' })
  pay: PagePayDto | null;

  @ApiProperty({ type: PagePlanDto, nullable: true })
  plan: PagePlanDto | null;

  @ApiProperty({ type: String, nullable: true, example: '2026-03-16' })
  deferredUntilOn: LocalDate | null;

  @ApiProperty()
  objectionOpen: boolean;

  @ApiProperty({ type: [PageLetterDto], description: 'As they were sent, oldest first.' })
  letters: PageLetterDto[];

  @ApiProperty({ type: PageHelpByLanguageDto, description: 'Free advice on money and debt.' })
  help: PageHelpByLanguageDto;
}
