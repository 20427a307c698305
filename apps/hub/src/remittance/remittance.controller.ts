import { type Clock, type CreditorId, type Currency, localDateAt } from '@app/domain';
import { statementCsv, statementPdf } from '@app/letters';
import { Body, Controller, Get, Header, Inject, Param, Post, Put, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { dayOf } from '../api/day-field.js';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { IdPipe } from '../api/id.pipe.js';
import { moneyDto } from '../api/money.dto.js';
import { CLOCK } from '../config/clock.js';
import { currentActor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { assertPayee } from '../payouts/check-order.js';
import { PayoutDeadlines } from './payout-deadlines.js';
import type { Remittance, RemittanceLine } from './remittance-line.js';
import { notRemitted } from './remittance-problems.js';
import type { RemittanceRhythm, RemittanceSettings } from './remittance-settings.js';
import { PROMPT_DAYS } from './remittance-settings.js';
import { Remittances } from './remittances.js';
import {
  NewRemittanceDto,
  RemittanceDto,
  type RemittanceLineDto,
  RemittanceSettingsDto,
  RemittanceSettingsInForceDto,
  RemittanceWithLinesDto,
  WaitingMoneyDto,
} from './remittance.dto.js';
import { RemittanceSettingsStore } from './settings-store.js';
import { Statements } from './statements.js';

const SHOWN = 100;

/** Money passed on to creditors, and what they are told with it. */
@ApiTags('client money')
@Controller()
export class RemittanceController {
  constructor(
    private readonly database: Database,
    private readonly settings: RemittanceSettingsStore,
    private readonly remittances: Remittances,
    private readonly statements: Statements,
    private readonly deadlines: PayoutDeadlines,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('creditors/:creditorId/remittance-settings')
  @ApiOperation({ summary: 'How and when the creditor gets its money' })
  @ApiOkResponse({ type: RemittanceSettingsInForceDto })
  current(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<object> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const settings = await this.settings.current(tx, creditorId);
      return { ...settingsDto(settings), nextOn: (await this.settings.nextOn(tx, creditorId)) ?? null };
    });
  }

  @Put('creditors/:creditorId/remittance-settings')
  @ApiOperation({ summary: 'Puts settings in force as a new version' })
  @ApiOkResponse({ type: RemittanceSettingsInForceDto })
  change(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() body: RemittanceSettingsDto,
  ): Promise<object> {
    assertPayee(body.payTo, body.currency);
    return this.database.asOperator(async (tx) => {
      const settings = await this.settings.set(tx, creditorId, settingsOf(body), currentActor());
      return { ...settingsDto(settings), nextOn: (await this.settings.nextOn(tx, creditorId)) ?? null };
    });
  }

  @Post('creditors/:creditorId/remittances')
  @Idempotent()
  @ApiOperation({ summary: 'Remits now, without waiting for the creditor’s day' })
  @ApiCreatedResponse({ type: RemittanceDto })
  async remit(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() { cutOffOn }: NewRemittanceDto,
  ): Promise<RemittanceDto> {
    const day = cutOffOn === undefined ? undefined : dayOf('cutOffOn', cutOffOn);
    const result = await this.database.asOperator((tx) =>
      this.remittances.remit(tx, creditorId, currentActor(), day),
    );
    if (result.kind === 'not-remitted') throw notRemitted(result.why);
    return remittanceDto(result.remittance);
  }

  @Get('creditors/:creditorId/remittances')
  @ApiOperation({ summary: 'The creditor’s remittances, newest first' })
  @ApiOkResponse({ type: [RemittanceDto] })
  async list(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<RemittanceDto[]> {
    const found = await this.database.asCreditor(creditorId, (tx) =>
      this.statements.list(tx, creditorId, SHOWN),
    );
    return found.map(remittanceDto);
  }

  @Get('creditors/:creditorId/remittances/:remittanceId')
  @ApiOperation({ summary: 'One remittance, with every settlement that it is made of' })
  @ApiOkResponse({ type: RemittanceWithLinesDto })
  async one(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('remittanceId', IdPipe) remittanceId: string,
  ): Promise<RemittanceWithLinesDto> {
    const { remittance, lines, payout } = await this.database.asCreditor(creditorId, (tx) =>
      this.statements.one(tx, creditorId, remittanceId),
    );
    return {
      ...remittanceDto(remittance),
      payoutState: payout?.state ?? null,
      settlements: lines.map((line) => lineDto(line, remittance.currency)),
    };
  }

  @Get('creditors/:creditorId/remittances/:remittanceId/statement.pdf')
  @ApiOperation({ summary: 'The statement as PDF, in the creditor’s language' })
  @ApiProduces('application/pdf')
  @Header('content-type', 'application/pdf')
  async pdf(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('remittanceId', IdPipe) remittanceId: string,
  ): Promise<StreamableFile> {
    const data = await this.database.asOperator((tx) => this.statements.data(tx, creditorId, remittanceId));
    return new StreamableFile(await statementPdf(data));
  }

  @Get('creditors/:creditorId/remittances/:remittanceId/statement.csv')
  @ApiOperation({ summary: 'The statement’s lines, with semicolons, for a spreadsheet' })
  @ApiProduces('text/csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  async csv(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('remittanceId', IdPipe) remittanceId: string,
  ): Promise<StreamableFile> {
    const data = await this.database.asOperator((tx) => this.statements.data(tx, creditorId, remittanceId));
    return new StreamableFile(Buffer.from(statementCsv(data), 'utf8'));
  }

  @Get('client-money/waiting')
  @ApiOperation({ summary: 'Money that waits to be passed on, and until when it may; soonest first' })
  @ApiOkResponse({ type: [WaitingMoneyDto] })
  async waiting(): Promise<WaitingMoneyDto[]> {
    const today = localDateAt(this.clock.now(), 'NO');
    const waiting = await this.database.asOperator((tx) => this.deadlines.waiting(tx, today));
    return waiting.map(({ creditorId, heldMinor, currency, country: _, ...rest }) => ({
      creditorId,
      held: moneyDto(heldMinor, currency),
      ...rest,
    }));
  }
}

function settingsOf(body: RemittanceSettingsDto): Omit<RemittanceSettings, 'version'> {
  const { every, day = 1, currency, minimumMinor, payTo, bankAccountId, approve = false, language } = body;
  const rhythm: RemittanceRhythm =
    every === 'day' ? { every } : every === 'week' ? { every, weekday: Math.min(day, 5) } : { every, day };
  const { promptDays = PROMPT_DAYS } = body;
  return {
    rhythm,
    currency,
    minimumMinor: BigInt(minimumMinor),
    payTo,
    bankAccountId,
    approve,
    language,
    promptDays,
  };
}

function settingsDto({ rhythm, minimumMinor, ...rest }: RemittanceSettings): object {
  const day = rhythm.every === 'week' ? rhythm.weekday : rhythm.every === 'month' ? rhythm.day : 1;
  return { every: rhythm.every, day, minimumMinor: `${minimumMinor}`, ...rest };
}

function remittanceDto(remittance: Remittance): RemittanceDto {
  const { id, number, cutOffOn, remittedOn, lines, payoutId, currency } = remittance;
  return {
    id,
    number,
    cutOffOn,
    remittedOn,
    toCreditor: moneyDto(remittance.toCreditorMinor, currency),
    withheld: moneyDto(remittance.withheldMinor, currency),
    paid: moneyDto(remittance.paidMinor, currency),
    lines,
    payoutId,
  };
}

function lineDto(line: RemittanceLine, currency: Currency): RemittanceLineDto {
  const { kind, bookedOn, receivedOn, settlementId, claimId, invoiceNumber, reference } = line;
  return {
    kind,
    bookedOn,
    receivedOn,
    settlementId,
    claimId,
    invoiceNumber,
    reference,
    principal: moneyDto(line.principalMinor, currency),
    interest: moneyDto(line.interestMinor, currency),
    fees: moneyDto(line.feesMinor, currency),
    surplus: moneyDto(line.surplusMinor, currency),
    collectorsFee: moneyDto(line.collectorsFeeMinor, currency),
    keptForDebtor: moneyDto(line.keptForDebtorMinor, currency),
    advanced: moneyDto(line.advancedMinor, currency),
    toCreditor: moneyDto(line.toCreditorMinor, currency),
  };
}
