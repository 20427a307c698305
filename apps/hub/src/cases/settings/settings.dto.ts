import {
  CHANNELS,
  type ChannelRule,
  DEFAULT_PROCESS,
  PAYMENT_HISTORIES,
  STEP_KINDS,
  TAKEOVER_POINTS,
  type TakeoverPoint,
  TONES,
} from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { type CollectionSettings, RECEIPT_CHOICES, type ReceiptChoice } from './collection-settings.js';

const HOUR = /^([01]\d|2[0-4])(:[0-5]\d)?$/;
const MINOR = /^\d{1,15}$/;
const RULES_MAX = 100;

export class TelephoneHoursDto {
  @ApiProperty({ example: ['08', '21'], description: 'From and to, 24-hour clock' })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @Matches(HOUR, { each: true })
  weekdays: [string, string];

  @ApiPropertyOptional({ example: ['09', '15'] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @Matches(HOUR, { each: true })
  saturday?: [string, string];
}

export class SenderDto {
  @ApiProperty({ example: 'Nordlys Inkasso AS' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiPropertyOptional({ example: '300000014' })
  @IsOptional()
  @Matches(/^\d{9,12}$/)
  organisationNumber?: string;

  @ApiProperty({ type: [String], example: ['Eksempelgata 12', '0000 Eksempelvik'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  addressLines: string[];

  @ApiProperty({ example: '0000 12 34' })
  @Matches(/^[+\d][\d ]{3,20}$/)
  telephone: string;

  @ApiProperty()
  @ValidateNested()
  @Type(() => TelephoneHoursDto)
  telephoneHours: TelephoneHoursDto;

  @ApiProperty({ example: 'hjelp@inkasso.example' })
  @IsEmail()
  email: string;

  @ApiPropertyOptional({ example: 'inkasso.example' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  website?: string;
}

export class ChannelConditionsDto {
  @ApiPropertyOptional({ enum: STEP_KINDS, isArray: true })
  @IsOptional()
  @IsIn(STEP_KINDS, { each: true })
  steps?: (typeof STEP_KINDS)[number][];

  @ApiPropertyOptional({ enum: ['consumer', 'business'] })
  @IsOptional()
  @IsIn(['consumer', 'business'])
  standing?: 'consumer' | 'business';

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsString({ each: true })
  @ArrayMaxSize(100)
  categories?: string[];

  @ApiPropertyOptional({ example: '100000', description: 'Minor units, inclusive' })
  @IsOptional()
  @Matches(MINOR)
  owedMinorMin?: string;

  @ApiPropertyOptional({ example: '1000000', description: 'Minor units, exclusive' })
  @IsOptional()
  @Matches(MINOR)
  owedMinorBelow?: string;

  @ApiPropertyOptional({ enum: PAYMENT_HISTORIES, isArray: true })
  @IsOptional()
  @IsIn(PAYMENT_HISTORIES, { each: true })
  histories?: (typeof PAYMENT_HISTORIES)[number][];

  @ApiPropertyOptional({ enum: CHANNELS, isArray: true })
  @IsOptional()
  @IsIn(CHANNELS, { each: true })
  workedBefore?: (typeof CHANNELS)[number][];
}

export class ChannelRuleDto {
  @ApiProperty({ example: 'kind-first-contact' })
  @Matches(/^[a-z0-9-]{1,60}$/)
  id: string;

  @ApiProperty({ description: 'All that is named must hold; what is absent matches everything' })
  @ValidateNested()
  @Type(() => ChannelConditionsDto)
  when: ChannelConditionsDto;

  @ApiProperty({ enum: CHANNELS, isArray: true, description: 'Tried in this order' })
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(CHANNELS, { each: true })
  channels: (typeof CHANNELS)[number][];

  @ApiProperty({ enum: TONES })
  @IsIn(TONES)
  tone: (typeof TONES)[number];

  @ApiProperty({ description: 'In a sentence, for whoever reads the case: why this rule' })
  @IsString()
  @Length(1, 500)
  because: string;
}

export class TakeoverDto {
  @ApiProperty({ enum: TAKEOVER_POINTS, description: 'Where we take over from the creditor' })
  @IsIn(TAKEOVER_POINTS)
  takeover: TakeoverPoint;
}

/** How a creditor's cases are worked. What is left out is the standard. */
export class CollectionSettingsDto extends TakeoverDto {
  @ApiProperty({ description: 'False: the Norwegian collection fee includes VAT (inkassoforskriften § 2-2)' })
  @IsBoolean()
  vatLiable: boolean;

  @ApiProperty({ description: "The creditor's own letters say what the law asks for: a person has looked" })
  @IsBoolean()
  creditorLettersConfirmed: boolean;

  @ApiProperty({ example: 'Byggevarer levert etter bestilling' })
  @IsString()
  @Length(1, 200)
  claimSubject: string;

  @ApiPropertyOptional({
    example: '6000',
    description: 'Sweden: reminder fee agreed when the debts arose; minor units',
  })
  @IsOptional()
  @Matches(MINOR)
  agreedReminderFeeMinor?: string;

  @ApiProperty({ example: '00000000000', description: 'Account or bankgiro that the debtor pays to' })
  @Matches(/^[\d-]{5,20}$/)
  payToAccount: string;

  @ApiProperty()
  @ValidateNested()
  @Type(() => SenderDto)
  sender: SenderDto;

  @ApiPropertyOptional({ description: 'False: the road ends before the notice of legal action' })
  @IsOptional()
  @IsBoolean()
  legalRoute?: boolean;

  @ApiPropertyOptional({
    minimum: 0,
    maximum: 30,
    description: 'Days waited after a deadline for post and banks',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(30)
  allowanceDays?: number;

  @ApiPropertyOptional({
    enum: RECEIPT_CHOICES,
    default: 'none',
    description: 'Receipts for part payments: none, where e-mail reached the debtor last, or by letter too',
  })
  @IsOptional()
  @IsIn(RECEIPT_CHOICES)
  receipts?: ReceiptChoice;

  @ApiPropertyOptional({
    type: [ChannelRuleDto],
    description: 'The table that chooses channel and tone; the first match wins',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(RULES_MAX)
  @ValidateNested({ each: true })
  @Type(() => ChannelRuleDto)
  channelRules?: ChannelRuleDto[];
}

export class CollectionSettingsInForceDto extends CollectionSettingsDto {
  @ApiProperty({ description: '0: nobody has chosen yet, the standard holds' })
  version: number;

  @ApiProperty()
  channelRulesVersion: number;

  @ApiProperty({ description: 'Without it no step with legal effect is done' })
  processApproved: boolean;

  @ApiProperty()
  channelRulesApproved: boolean;
}

export function settingsChoice(dto: CollectionSettingsDto): Omit<CollectionSettings, 'version'> {
  const { takeover, legalRoute, allowanceDays, channelRules, agreedReminderFeeMinor, ...rest } = dto;
  return {
    vatLiable: rest.vatLiable,
    creditorLettersConfirmed: rest.creditorLettersConfirmed,
    claimSubject: rest.claimSubject,
    payToAccount: rest.payToAccount,
    sender: rest.sender,
    receipts: rest.receipts ?? 'none',
    agreedReminderFeeMinor: agreedReminderFeeMinor === undefined ? null : BigInt(agreedReminderFeeMinor),
    process: {
      ...DEFAULT_PROCESS,
      takeover,
      ...(legalRoute === undefined ? {} : { legalRoute }),
      ...(allowanceDays === undefined ? {} : { allowanceDays }),
      ...(channelRules === undefined
        ? {}
        : { channelRules: { version: 0, rules: channelRules.map((rule) => ruleOf(rule)) } }),
    },
  };
}

function ruleOf({ when: { owedMinorMin, owedMinorBelow, ...when }, ...rule }: ChannelRuleDto): ChannelRule {
  return {
    ...rule,
    when: {
      ...when,
      ...(owedMinorMin === undefined ? {} : { owedMinorMin: BigInt(owedMinorMin) }),
      ...(owedMinorBelow === undefined ? {} : { owedMinorBelow: BigInt(owedMinorBelow) }),
    },
  };
}

export function settingsInForce(settings: CollectionSettings): object {
  const { process, agreedReminderFeeMinor, ...rest } = settings;
  return {
    ...rest,
    takeover: process.takeover,
    legalRoute: process.legalRoute,
    allowanceDays: process.allowanceDays,
    channelRulesVersion: process.channelRules.version,
    channelRules: process.channelRules.rules.map((rule) => ({
      ...rule,
      when: {
        ...rule.when,
        ...(rule.when.owedMinorMin === undefined ? {} : { owedMinorMin: `${rule.when.owedMinorMin}` }),
        ...(rule.when.owedMinorBelow === undefined ? {} : { owedMinorBelow: `${rule.when.owedMinorBelow}` }),
      },
    })),
    processApproved: process.approval !== undefined,
    channelRulesApproved: process.channelRules.approval !== undefined,
    ...(agreedReminderFeeMinor === null ? {} : { agreedReminderFeeMinor: `${agreedReminderFeeMinor}` }),
  };
}
