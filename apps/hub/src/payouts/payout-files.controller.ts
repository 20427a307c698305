import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { IdPipe } from '../api/id.pipe.js';
import { currentActor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import {
  fileDto,
  NewPayoutFileDto,
  PayoutFileDto,
  PayoutFileOutcomeDto,
  StatusReportDto,
  StatusReportResultDto,
} from './payout.dto.js';
import { PayoutFiles } from './payout-files.js';
import { nothingPlanned } from './payout-problems.js';
import { PayoutReports } from './payout-reports.js';

const SHOWN = 100;

/** Files of orders to banks. For the operator. */
@ApiTags('payouts')
@Controller('payout-files')
export class PayoutFilesController {
  constructor(
    private readonly database: Database,
    private readonly files: PayoutFiles,
    private readonly reports: PayoutReports,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Puts all planned payments of an account that are due into a file (pain.001)' })
  @ApiCreatedResponse({ type: PayoutFileDto })
  async make(@Body() { bankAccountId }: NewPayoutFileDto): Promise<PayoutFileDto> {
    const id = bankAccountId.toLowerCase();
    const file = await this.database.asOperator((tx) => this.files.make(tx, id, currentActor()));
    if (!file) throw nothingPlanned(id);
    return fileDto(file);
  }

  @Get()
  @ApiOperation({ summary: 'Files, newest first' })
  @ApiOkResponse({ type: [PayoutFileDto] })
  async list(): Promise<PayoutFileDto[]> {
    return (await this.database.asOperator((tx) => this.files.list(tx, SHOWN))).map(fileDto);
  }

  @Get(':fileId/content')
  @ApiOperation({ summary: 'The file itself: the same bytes each time' })
  @ApiProduces('application/xml')
  @Header('content-type', 'application/xml; charset=utf-8')
  async content(
    @Param('fileId', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, content } = await this.database.asOperator((tx) => this.files.content(tx, id));
    response.setHeader('content-disposition', `attachment; filename="${name}"`);
    return new StreamableFile(Buffer.from(content, 'utf8'));
  }

  @Post(':fileId/delivery')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'A person says whether the bank has the file',
    description: 'For one that was brought to the bank by hand, or whose delivery ended nobody knows how.',
  })
  @ApiOkResponse({ type: PayoutFileDto })
  async delivery(
    @Param('fileId', IdPipe) id: string,
    @Body() { state }: PayoutFileOutcomeDto,
  ): Promise<PayoutFileDto> {
    return fileDto(await this.database.asOperator((tx) => this.files.told(tx, id, state, currentActor())));
  }

  @Post('status-reports')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Takes in what the bank answered (pain.002); the same again changes nothing' })
  @ApiOkResponse({ type: StatusReportResultDto })
  async report(@Body() { content }: StatusReportDto): Promise<StatusReportResultDto> {
    const { file, unexpected, ...counts } = await this.database.asOperator((tx) =>
      this.reports.take(tx, content, currentActor()),
    );
    return { file: fileDto(file), ...counts, unexpected: [...unexpected] };
  }
}
