import type { CaseId, CreditorId } from '@app/domain';
import { Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { PageKeyDto, RevokedDto } from './debtor-page.dto.js';
import { PageAccessService } from './page-access.service.js';

/** What case handlers do with the keys of a case's page. */
@ApiTags('debtor’s page')
@Controller('creditors/:creditorId/cases/:caseId/debtor-page')
export class PageKeysController {
  constructor(private readonly access: PageAccessService) {}

  @Post('keys')
  @Idempotent()
  @ApiOperation({ summary: 'Another link and code, shown once', description: 'Earlier ones stay good.' })
  @ApiCreatedResponse({ type: PageKeyDto })
  async newKey(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<PageKeyDto> {
    const { address, code } = await this.access.newKey(creditorId, caseId);
    return { secretAddress: address, secretCode: code };
  }

  @Post('revoke')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'No link and code of the case opens the page any more; whoever is on it is out' })
  @ApiOkResponse({ type: RevokedDto })
  async revoke(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<RevokedDto> {
    return { revoked: await this.access.revoke(creditorId, caseId) };
  }
}
