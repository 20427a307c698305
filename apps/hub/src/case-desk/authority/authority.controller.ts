import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../api/id.pipe.js';
import { AuthorityInForceDto, AuthorityTermsDto } from './authority.dto.js';
import { AuthorityService } from './authority.service.js';

/** What the collector may grant a debtor without asking the creditor. */
@ApiTags('creditors’ authority')
@Controller()
export class AuthorityController {
  constructor(private readonly authority: AuthorityService) {}

  @Get('creditors/:creditorId/authority')
  @ApiOperation({
    summary: 'What may be granted in the creditor’s name, and which of it they said themselves',
  })
  @ApiOkResponse({ type: AuthorityInForceDto })
  ofCreditor(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<AuthorityInForceDto> {
    return this.authority.ofCreditor(creditorId);
  }

  @Post('creditors/:creditorId/authority')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'A new version of the creditor’s own terms',
    description:
      'The whole of them: what is left out is decided by the default. The same again makes no version.',
  })
  @ApiOkResponse({ type: AuthorityInForceDto })
  setOwn(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() body: AuthorityTermsDto,
  ): Promise<AuthorityInForceDto> {
    return this.authority.setOwn(creditorId, body);
  }

  @Get('authority/default')
  @ApiOperation({ summary: 'What may be granted for creditors who have said nothing of their own' })
  @ApiOkResponse({ type: AuthorityInForceDto })
  defaults(): Promise<AuthorityInForceDto> {
    return this.authority.defaults();
  }

  @Post('authority/default')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'A new version of the default; what is left out is as the hub comes with' })
  @ApiOkResponse({ type: AuthorityInForceDto })
  setDefaults(@Body() body: AuthorityTermsDto): Promise<AuthorityInForceDto> {
    return this.authority.setDefaults(body);
  }
}
