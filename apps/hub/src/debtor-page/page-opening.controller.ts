import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../api/access-guard.js';
import { Throttle } from '../api/throttle.js';
import { OpenedDto, OpenPageDto } from './debtor-page.dto.js';
import { PageAccessService } from './page-access.service.js';

/** Tries that one address may make in a minute; a lock of each key besides. */
const TRIES_PER_MINUTE = 20;

/** The entrance of the debtor's page. */
@ApiTags('debtor’s page')
@Public()
@Controller('debtor-page')
export class PageOpeningController {
  constructor(private readonly access: PageAccessService) {}

  @Post('open')
  @HttpCode(HttpStatus.OK)
  @Throttle({ default: { limit: TRIES_PER_MINUTE, ttl: 60_000 } })
  @ApiOperation({
    summary: 'Opens the page with a letter’s link and code',
    description: 'One answer to everything that does not fit: it tells nothing of what exists.',
  })
  @ApiOkResponse({ type: OpenedDto })
  async open(@Body() { link, code }: OpenPageDto): Promise<OpenedDto> {
    return { visitSecret: await this.access.open(link, code) };
  }
}
