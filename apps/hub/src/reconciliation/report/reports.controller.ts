import type { CreditorId } from '@app/domain';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../api/id.pipe.js';
import { reportCsv } from './report-csv.js';
import { reportJson } from './report-json.js';
import { reportPdf } from './report-pdf.js';
import { ReportQueryDto } from './report.dto.js';
import { ReportsService } from './reports.service.js';

/** The reconciliation of a creditor, for an auditor. */
@ApiTags('reconciliation')
@Controller('creditors/:creditorId/reconciliation-report')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get()
  @ApiOperation({
    summary: 'Ledger, claims and client money day by day, with the differences',
    description:
      'Opening, movements and closing of each account; what was received where; each difference as it stood when the last day ended, with evidence and what was said and done about it; totals by kind.',
  })
  @ApiProduces('application/json', 'text/csv', 'application/pdf')
  @ApiOkResponse({ description: 'The report in the format asked for' })
  async report(
    @Param('creditorId', IdPipe) creditorId: string,
    @Query() { from, to, format = 'json', language = 'en' }: ReportQueryDto,
  ): Promise<StreamableFile> {
    const report = await this.reports.report(creditorId as CreditorId, from, to);
    const disposition = `inline; filename="reconciliation-${from}-${to}.${format}"`;
    if (format === 'pdf')
      return new StreamableFile(await reportPdf(report, language), { type: 'application/pdf', disposition });
    const text = format === 'csv' ? reportCsv(report) : JSON.stringify(reportJson(report));
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
    return new StreamableFile(Buffer.from(text), { type, disposition });
  }
}
