import { Readable } from 'node:stream';
import type { BankFileId } from '@app/domain';
import {
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { IdPipe } from '../../api/id.pipe.js';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { ProblemError } from '../../api/problem-error.js';
import {
  BankFileDto,
  BankFilePageDto,
  fileDto,
  FileQueryDto,
  SetAsideDto,
  setAsideDto,
  SetAsideQueryDto,
  UploadQueryDto,
} from './file.dto.js';
import { FileIntake } from './file-intake.js';
import { FilesService } from './files.service.js';
import { FileTooLargeError } from './spool.js';

const PAGE_STANDARD = 100;

/** Files from the bank. */
@ApiTags('payments')
@Controller('bank-files')
export class FilesController {
  constructor(
    private readonly intake: FileIntake,
    private readonly files: FilesService,
  ) {}

  @Post()
  @Idempotent()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiConsumes('application/octet-stream', 'application/xml', 'text/plain')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOperation({
    summary: 'Hands a file in: camt.053, camt.054, OCR giro or BgMax, as the bank sent it',
    description: 'The body is the file. It is kept first and read afterwards: ask for its state.',
  })
  @ApiOkResponse({ type: BankFileDto })
  async handIn(
    @Query() { name, source = 'api' }: UploadQueryDto,
    @Req() request: Request,
  ): Promise<BankFileDto> {
    if (
      request.readableEnded ||
      request.is('application/json') ||
      request.is('application/x-www-form-urlencoded')
    )
      throw bodyIsNoFile();
    try {
      const { id } = await this.intake.receive(name, source, request);
      return fileDto(await this.files.one(id));
    } catch (error) {
      throw error instanceof FileTooLargeError ? tooLarge(error.bytesMax) : error;
    }
  }

  @Get()
  @ApiOperation({ summary: 'Files, newest first' })
  @ApiOkResponse({ type: BankFilePageDto })
  async list(@Query() { state, before, limit = PAGE_STANDARD }: FileQueryDto): Promise<BankFilePageDto> {
    const found = await this.files.list({
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { before: before.toLowerCase() as BankFileId }),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    return {
      files: page.map(fileDto),
      nextBefore: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get(':fileId')
  @ApiOperation({ summary: 'One file, and what became of it' })
  @ApiOkResponse({ type: BankFileDto })
  async one(@Param('fileId', IdPipe) id: BankFileId): Promise<BankFileDto> {
    return fileDto(await this.files.one(id));
  }

  @Get(':fileId/set-aside')
  @ApiOperation({ summary: 'Its records that are no sound transactions, with their text' })
  @ApiOkResponse({ type: [SetAsideDto] })
  async setAside(
    @Param('fileId', IdPipe) id: BankFileId,
    @Query() { after = 0, limit = PAGE_STANDARD }: SetAsideQueryDto,
  ): Promise<SetAsideDto[]> {
    return (await this.files.setAside(id, after, limit)).map(setAsideDto);
  }

  @Get(':fileId/content')
  @ApiOperation({ summary: 'The file’s bytes as they came' })
  async content(@Param('fileId', IdPipe) id: BankFileId): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.files.content(id)), {
      type: 'application/octet-stream',
      disposition: `attachment; filename="${id}"`,
    });
  }
}

function bodyIsNoFile(): ProblemError {
  return new ProblemError({
    status: 415,
    code: 'body-is-no-file',
    title: 'The body is not sent as a file.',
    cause: 'The body is missing, or its Content-Type is one that is read as fields.',
    consequence: 'No file was received.',
    remedy: 'Send the file’s bytes as the body, with Content-Type application/octet-stream.',
  });
}

function tooLarge(bytesMax: number): ProblemError {
  return new ProblemError({
    status: 413,
    code: 'bank-file-too-large',
    title: 'The file is too large.',
    cause: `It has more than ${bytesMax} bytes.`,
    consequence: 'Nothing of it was kept.',
    remedy: 'Ask the bank for several files, or raise BANK_FILE_BYTES_MAX.',
  });
}
