import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LedgerCatalogue } from './ledger-catalogue.js';
import { LedgerDto, ledgerDto } from './ledger.dto.js';

@ApiTags('ledgers')
@Controller('ledgers')
export class LedgersController {
  constructor(private readonly catalogue: LedgerCatalogue) {}

  @Get()
  @ApiOperation({ summary: 'Ledgers that can be connected, and what each asks for' })
  @ApiOkResponse({ type: [LedgerDto] })
  list(): LedgerDto[] {
    return this.catalogue.list().map(ledgerDto);
  }
}
