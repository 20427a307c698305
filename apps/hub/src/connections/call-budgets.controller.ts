import { ConnectionBlockedError } from '@app/connectors';
import type { ConnectionId, CreditorId } from '@app/domain';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { LedgerSessions } from './ledger-sessions.js';
import { JointCallBudget } from './joint-call-budget.js';

export class CallBudgetDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 100,
    description:
      'Calls, or what they cost together, that the vendor permits in a window; null where that is not known.',
  })
  callsMax: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 10 })
  windowSeconds: number | null;

  @ApiProperty({
    description: 'Used of the window that ends now, by all companies that share the access.',
    example: 3,
  })
  used: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then nobody calls: the vendor asked for it.',
  })
  pausedUntil: Date | null;
}

const UNKNOWN: CallBudgetDto = { callsMax: null, windowSeconds: null, used: 0, pausedUntil: null };

/** What a vendor permits of calls, and what is used of it. */
@ApiTags('connections')
@Controller('creditors/:creditorId/connections/:connectionId/call-budget')
export class CallBudgetsController {
  constructor(
    private readonly sessions: LedgerSessions,
    private readonly budget: JointCallBudget,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What the ledger permits of calls, and how much of it is used now' })
  @ApiOkResponse({ type: CallBudgetDto })
  async of(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('connectionId', IdPipe) connectionId: ConnectionId,
  ): Promise<CallBudgetDto> {
    const rule = await this.#rule(creditorId, connectionId);
    if (!rule) return UNKNOWN;
    const { callsMax, used, pausedUntilMs } = await this.budget.use(rule);
    return {
      callsMax,
      windowSeconds: rule.windowMs / 1000,
      used,
      pausedUntil: pausedUntilMs === undefined ? null : new Date(pausedUntilMs),
    };
  }

  /** An access that cannot be opened makes no calls; its connection says what to mend. */
  async #rule(creditorId: CreditorId, id: ConnectionId): ReturnType<LedgerSessions['callBudget']> {
    try {
      return await this.sessions.callBudget({ creditorId, id });
    } catch (error) {
      if (error instanceof ConnectionBlockedError) return undefined;
      throw error;
    }
  }
}
