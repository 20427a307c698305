import type { ConnectionId, CreditorId, Language, LedgerDebtorId } from '@app/domain';
import { explainDecision } from '@app/mapping';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listedName } from '../access-log/shown.js';
import { dayOf } from '../api/day-field.js';
import { IdPipe } from '../api/id.pipe.js';
import { moneyDto } from '../api/money.dto.js';
import {
  CustomerGroupDto,
  DebtorKindDto,
  type OpenItemDto,
  OpenItemPageDto,
  OpenItemQueryDto,
} from './open-item.dto.js';
import { type OpenItemRow, OpenItemsService } from './open-items.service.js';

const PAGE_STANDARD = 100;

/** What is open in the ledger, eligible or not, with the rule and the day on which that changes. */
@ApiTags('open items')
@Controller('creditors/:creditorId')
export class OpenItemsController {
  constructor(private readonly openItems: OpenItemsService) {}

  @Get('connections/:connectionId/open-items')
  @ApiOperation({
    summary:
      'Open items with the decision about each: the preview of what is handed over, and of what is not',
  })
  @ApiOkResponse({ type: OpenItemPageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('connectionId', IdPipe) connectionId: ConnectionId,
    @Query() { language = 'en', limit = PAGE_STANDARD, dueFrom, dueTo, ...filter }: OpenItemQueryDto,
  ): Promise<OpenItemPageDto> {
    const rows = await this.openItems.list(
      { creditorId, id: connectionId },
      {
        ...filter,
        ...(dueFrom === undefined ? {} : { dueFrom: dayOf('dueFrom', dueFrom) }),
        ...(dueTo === undefined ? {} : { dueTo: dayOf('dueTo', dueTo) }),
        limit: limit + 1,
      },
    );
    const page = rows.slice(0, limit);
    return {
      items: page.map((row) => openItemDto(row, language)),
      nextAfter: rows.length > limit ? (page.at(-1)?.ledgerItemId ?? null) : null,
    };
  }

  @Get('customer-groups')
  @ApiOperation({
    summary: 'Groups of customers as the creditor’s ledgers tell them, for those that have had open items',
  })
  @ApiOkResponse({ type: [CustomerGroupDto] })
  async customerGroups(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<CustomerGroupDto[]> {
    return [...(await this.openItems.customerGroups(creditorId))];
  }

  @Put('connections/:connectionId/debtors/:ledgerDebtorId/kind')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({
    summary: 'Answers whether a debtor is a person or a company where the ledger does not say',
  })
  @ApiNoContentResponse()
  answerKind(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('connectionId', IdPipe) connectionId: ConnectionId,
    @Param('ledgerDebtorId') ledgerDebtorId: LedgerDebtorId,
    @Body() { kind }: DebtorKindDto,
  ): Promise<void> {
    return this.openItems.answerKind({ creditorId, id: connectionId }, ledgerDebtorId, kind);
  }
}

function openItemDto(row: OpenItemRow, language: Language): OpenItemDto {
  const decision = {
    outcome: row.decision,
    rule: row.decisionRule,
    inputs: row.decisionInputs,
    policyVersion: row.policyVersion,
    ...(row.changesOn === null ? {} : { changesOn: row.changesOn }),
  };
  return {
    ledgerItemId: row.ledgerItemId,
    invoiceNumber: row.invoiceNumber,
    ledgerDebtorId: row.ledgerDebtorId,
    debtorName: row.debtorName === null ? null : listedName(row.debtorName, row.debtorKind ?? 'unknown'),
    customerNumber: row.customerNumber,
    claimId: row.claimId,
    claimState: row.claimState,
    awaitsSecondPerson: row.awaitsSecondPerson,
    undoUntil: row.undoUntil,
    invoicedOn: row.invoicedOn,
    dueOn: row.dueOn,
    original: moneyDto(row.originalMinor, row.currency),
    outstanding: moneyDto(row.outstandingMinor, row.currency),
    decision: row.decision,
    rule: row.decisionRule,
    inputs: row.decisionInputs,
    changesOn: row.changesOn,
    explanation: explainDecision(decision, language, row.currency),
    vanishedAt: row.vanishedAt,
  };
}
