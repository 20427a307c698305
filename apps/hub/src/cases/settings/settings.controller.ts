import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../api/id.pipe.js';
import { ProblemError } from '../../api/problem-error.js';
import { currentActor } from '../../audit/actor.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { CollectionSettings } from './collection-settings.js';
import {
  CollectionSettingsDto,
  CollectionSettingsInForceDto,
  settingsChoice,
  settingsInForce,
  TakeoverDto,
} from './settings.dto.js';
import { type RuleName, SettingsStore } from './settings-store.js';

/** How a creditor's cases are worked, and a person's approval of the rules that decide steps with legal effect. */
@ApiTags('collection')
@Controller('creditors/:creditorId/collection-settings')
export class CollectionSettingsController {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly settings: SettingsStore,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The settings in force' })
  @ApiOkResponse({ type: CollectionSettingsInForceDto })
  async current(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<object> {
    return this.#within(creditorId, (tx) => this.settings.current(tx, creditorId));
  }

  @Put()
  @ApiOperation({ summary: 'Puts settings in force as a new version; it needs another approval' })
  @ApiOkResponse({ type: CollectionSettingsInForceDto })
  async change(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() body: CollectionSettingsDto,
  ): Promise<object> {
    return this.#within(creditorId, (tx) =>
      this.settings.add(tx, creditorId, settingsChoice(body), currentActor()),
    );
  }

  @Put('takeover')
  @ApiOperation({
    summary: 'Chooses where we take over from the creditor; all else stays',
    description: 'A new version, which needs another approval. The point that is in force changes nothing.',
  })
  @ApiOkResponse({ type: CollectionSettingsInForceDto })
  async takeOver(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() { takeover }: TakeoverDto,
  ): Promise<object> {
    return this.#within(creditorId, async (tx) => {
      const { version: _, ...current } = await this.settings.current(tx, creditorId);
      const { process } = current;
      if (process.takeover === takeover) return this.settings.current(tx, creditorId);
      const choice = { ...current, process: { ...process, takeover } };
      return this.settings.add(tx, creditorId, choice, currentActor());
    });
  }

  @Post('approvals/:rule')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Approves the version in force of `process` or `channels` for steps with legal effect',
  })
  @ApiOkResponse({ type: CollectionSettingsInForceDto })
  async approve(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('rule') rule: string,
  ): Promise<object> {
    return this.#within(creditorId, (tx) =>
      this.settings.approve(tx, creditorId, ruleName(rule), currentActor()),
    );
  }

  @Post('approvals/:rule/revoke')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Takes an approval back: no further step with legal effect is done' })
  @ApiOkResponse({ type: CollectionSettingsInForceDto })
  async revoke(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('rule') rule: string,
  ): Promise<object> {
    return this.#within(creditorId, (tx) =>
      this.settings.revoke(tx, creditorId, ruleName(rule), currentActor()),
    );
  }

  async #within(
    creditorId: CreditorId,
    work: (tx: Transaction) => Promise<CollectionSettings>,
  ): Promise<object> {
    return this.database.asCreditor(creditorId, async (tx) => {
      // Two changes at once become two versions, one after the other; an unknown creditor is refused here.
      await tx.query('select 1 from creditor where creditor_id = $1 for no key update', [creditorId]);
      await this.creditors.ofCreditor(tx, creditorId);
      return settingsInForce(await work(tx));
    });
  }
}

function ruleName(text: string): RuleName {
  if (text === 'process' || text === 'channels') return text;
  throw new ProblemError({
    status: 404,
    code: 'no-such-rule',
    title: 'There is no such rule.',
    cause: `"${text.slice(0, 40)}" is neither "process" nor "channels".`,
    consequence: 'Nothing was approved or revoked.',
    remedy: 'Approve "process" (how the road is walked) and "channels" (the table of channels).',
  });
}
