import type { CaseLetterId } from '@app/domain';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Public } from '../api/access-guard.js';
import { IdPipe } from '../api/id.pipe.js';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { KeyOfRequest, type RequestKey } from '../api/idempotency/request-identity.js';
import {
  AnsweredDto,
  AskForPlanDto,
  AskForTimeDto,
  DebtorPageDto,
  ObjectDto,
  TellHardshipDto,
} from './debtor-page.dto.js';
import type { DebtorVisit } from './debtor-visit.js';
import { DebtorVisitGuard, Visit } from './debtor-visit.guard.js';
import { PageAccessService } from './page-access.service.js';
import { PageViewService } from './page-view.service.js';
import { PageWishesService } from './page-wishes.service.js';

/** The page itself. Every request bears `Authorization: Bearer <visitSecret>`. */
@ApiTags('debtor’s page')
@Public()
@UseGuards(DebtorVisitGuard)
@Controller('debtor-page')
export class DebtorPageController {
  constructor(
    private readonly access: PageAccessService,
    private readonly view: PageViewService,
    private readonly wishes: PageWishesService,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'What is owed and why, how to pay, what was agreed, where help is to be had' })
  @ApiOkResponse({ type: DebtorPageDto })
  page(@Visit() visit: DebtorVisit): Promise<DebtorPageDto> {
    return this.view.page(visit);
  }

  @Get('letters/:letterId/pdf')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'A letter as it was sent' })
  @ApiProduces('application/pdf')
  async letter(
    @Visit() visit: DebtorVisit,
    @Param('letterId', IdPipe) letterId: CaseLetterId,
  ): Promise<StreamableFile> {
    const pdf = await this.view.letter(visit, letterId);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: 'inline', length: pdf.length });
  }

  @Post('more-time')
  @Idempotent()
  @ApiOperation({
    summary: 'Asks for more time',
    description:
      'Within the creditor’s authority it is granted at once; else the case rests and a person answers.',
  })
  @ApiCreatedResponse({ type: AnsweredDto })
  async time(
    @Visit() visit: DebtorVisit,
    @Body() body: AskForTimeDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<AnsweredDto> {
    return { granted: (await this.wishes.time(visit, body, key)).granted };
  }

  @Post('plans')
  @Idempotent()
  @ApiOperation({
    summary: 'Asks for a plan from what can be paid a month',
    description:
      'Granted: the page shows the instalments, and the plan begins when the debtor says yes to them.',
  })
  @ApiCreatedResponse({ type: AnsweredDto })
  async plan(
    @Visit() visit: DebtorVisit,
    @Body() body: AskForPlanDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<AnsweredDto> {
    return { granted: (await this.wishes.plan(visit, body, key)).granted };
  }

  @Post('plans/:planId/accept')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Says yes to the plan as it is shown' })
  @ApiNoContentResponse()
  async accept(@Visit() visit: DebtorVisit, @Param('planId', IdPipe) planId: string): Promise<void> {
    await this.wishes.accept(visit, planId);
  }

  @Post('plans/:planId/decline')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Says no to the plan as it is shown' })
  @ApiNoContentResponse()
  async decline(@Visit() visit: DebtorVisit, @Param('planId', IdPipe) planId: string): Promise<void> {
    await this.wishes.decline(visit, planId);
  }

  @Post('objections')
  @Idempotent()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({
    summary: 'Says that something is wrong',
    description: 'Everything stops until it is answered.',
  })
  @ApiNoContentResponse()
  async object(
    @Visit() visit: DebtorVisit,
    @Body() body: ObjectDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<void> {
    await this.wishes.object(visit, body, key);
  }

  @Post('hardship')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({
    summary: 'Tells that life is hard',
    description: 'Everything stops, and a person looks at it kindly.',
  })
  @ApiNoContentResponse()
  async hardship(@Visit() visit: DebtorVisit, @Body() body: TellHardshipDto): Promise<void> {
    await this.wishes.hardship(visit, body);
  }

  @Post('close')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Closes the page on this device' })
  @ApiNoContentResponse()
  async close(@Visit() visit: DebtorVisit): Promise<void> {
    await this.access.close(visit);
  }
}
