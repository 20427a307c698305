import type { CreditorId } from '@app/domain';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { portfolioCsv } from './portfolio-csv.js';
import { portfolioJson } from './portfolio-json.js';
import { portfolioXlsx } from './portfolio-xlsx.js';
import { PortfolioReader } from './portfolio-reader.js';
import { PortfolioQueryDto, PortfolioReportDto } from './portfolio.dto.js';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** How a creditor's cases do, for the creditor. */
@ApiTags('reports')
@Controller('creditors/:creditorId/reports/portfolio')
export class PortfolioController {
  constructor(private readonly reader: PortfolioReader) {}

  @Get()
  @ApiOperation({
    summary: 'Open cases by age, recovery by month of start, days to payment, plans kept, costs',
    description: 'Looks back 36 months, the running one included; open cases are counted whatever their age.',
  })
  @ApiProduces('application/json', 'text/csv', XLSX_TYPE)
  @ApiOkResponse({ type: PortfolioReportDto })
  async report(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() { format = 'json', language = 'en' }: PortfolioQueryDto,
  ): Promise<PortfolioReportDto | StreamableFile> {
    const report = portfolioJson(await this.reader.read(creditorId));
    if (format === 'json') return report;
    const isSheet = format === 'xlsx';
    const bytes = isSheet ? await portfolioXlsx(report, language) : Buffer.from(portfolioCsv(report));
    return new StreamableFile(bytes, {
      type: isSheet ? XLSX_TYPE : 'text/csv; charset=utf-8',
      disposition: `attachment; filename="portfolio-${report.asOf}.${format}"`,
    });
  }
}
