import type { CaseId, CaseLetterId, CreditorId, Currency } from '@app/domain';
import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { OpensPersonalData } from '../../access-log/opens-personal-data.js';
import { listedName } from '../../access-log/shown.js';
import { IdPipe } from '../../api/id.pipe.js';
import { moneyDto } from '../../api/money.dto.js';
import { type Owed, sumOf } from '../facts/case-balance.js';
import {
  CaseBalanceDto,
  CaseDto,
  CaseEventDto,
  CaseLetterDto,
  CasePageDto,
  CaseQueryDto,
  type OwedDto,
  PassOrderedDto,
} from './case.dto.js';
import { type CaseRow, CasesService } from './cases.service.js';

const PAGE_STANDARD = 100;

/** A creditor's cases: what is owed, what is done next and why, what was sent. */
@ApiTags('cases')
@Controller('creditors/:creditorId')
export class CasesController {
  constructor(private readonly cases: CasesService) {}

  @Get('cases')
  @ApiOperation({ summary: 'Cases, oldest first' })
  @ApiOkResponse({ type: CasePageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() { limit = PAGE_STANDARD, ...filter }: CaseQueryDto,
  ): Promise<CasePageDto> {
    const rows = await this.cases.list(creditorId, { ...filter, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return {
      cases: page.map((row) => ({ ...caseDto(row), debtorName: listedName(row.debtorName, row.debtorKind) })),
      nextAfter: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get('cases/:caseId')
  @OpensPersonalData('case', 'case')
  @ApiOperation({ summary: 'One case with its next step and why' })
  @ApiOkResponse({ type: CaseDto })
  async one(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<CaseDto> {
    return caseDto(await this.cases.one(creditorId, caseId));
  }

  @Get('cases/:caseId/timeline')
  @OpensPersonalData('timeline', 'case')
  @ApiOperation({ summary: 'Everything that happened, oldest first' })
  @ApiOkResponse({ type: [CaseEventDto] })
  timeline(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<CaseEventDto[]> {
    return this.cases.timeline(creditorId, caseId);
  }

  @Get('cases/:caseId/balance')
  @ApiOperation({ summary: 'What is owed today, line by line' })
  @ApiOkResponse({ type: CaseBalanceDto })
  async balance(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<CaseBalanceDto> {
    const { balance, lines } = await this.cases.balance(creditorId, caseId);
    const { currency, asOf, total } = balance;
    return {
      asOf,
      owed: owedDto(total, currency),
      lines: lines.map(({ minor, ...line }) => ({ ...line, amount: moneyDto(minor, currency) })),
    };
  }

  @Get('cases/:caseId/letters')
  @OpensPersonalData('letters', 'case')
  @ApiOperation({ summary: 'Letters and messages as they were sent, oldest first' })
  @ApiOkResponse({ type: [CaseLetterDto] })
  letters(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<CaseLetterDto[]> {
    return this.cases.letters(creditorId, caseId);
  }

  @Get('cases/:caseId/letters/:letterId/pdf')
  @OpensPersonalData('letter-document', 'case')
  @ApiOperation({ summary: 'The document as it was sent' })
  @ApiProduces('application/pdf')
  async pdf(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
    @Param('letterId', IdPipe) letterId: CaseLetterId,
  ): Promise<StreamableFile> {
    const document = await this.cases.pdf(creditorId, caseId, letterId);
    return new StreamableFile(document, {
      type: 'application/pdf',
      disposition: `inline; filename="${letterId}.pdf"`,
      length: document.length,
    });
  }

  @Post('case-pass')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Assesses all cases now instead of at night, and does what is due' })
  @ApiOkResponse({ type: PassOrderedDto })
  async runPass(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<PassOrderedDto> {
    await this.cases.runPass(creditorId);
    return { ordered: true };
  }
}

function caseDto(row: CaseRow): CaseDto {
  const { currency, principalMinor, interestMinor, costsMinor, courtMinor, decision } = row;
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    closedBy: row.closedBy,
    debtorName: row.debtorName,
    creditorName: row.creditorName,
    openedOn: row.openedOn,
    assessedOn: row.assessedOn,
    owed: owedDto(
      { principal: principalMinor, interest: interestMinor, costs: costsMinor, court: courtMinor },
      currency,
    ),
    overpaid: moneyDto(row.overpaidMinor, currency),
    nextStep: { outcome: row.outcome, step: row.nextStep, on: row.nextOn, why: decision },
  };
}

function owedDto(owed: Owed, currency: Currency): OwedDto {
  return {
    principal: moneyDto(owed.principal, currency),
    interest: moneyDto(owed.interest, currency),
    costs: moneyDto(owed.costs, currency),
    court: moneyDto(owed.court, currency),
    total: moneyDto(sumOf(owed), currency),
  };
}
