import { asJson, type CaseDebtorId, type CaseId, type CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { OpensPersonalData } from '../../access-log/opens-personal-data.js';
import { listedIdentity } from '../../access-log/shown.js';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { type RequestKey, KeyOfRequest } from '../../api/idempotency/request-identity.js';
import { IdPipe } from '../../api/id.pipe.js';
import { ReasonDto } from '../file/acting.dto.js';
import { detailsOf, type StoredDebtor } from './debtor-store.js';
import {
  CaseDebtorDto,
  CircumstanceDto,
  type CircumstanceName,
  CIRCUMSTANCES,
  ContactPointChangesDto,
  DebtorChangesDto,
  DebtorDisclosureDto,
  DebtorVersionDto,
  NewContactPointDto,
} from './debtor.dto.js';
import { DebtorsService } from './debtors.service.js';

/** Who owes, and how they are. What is sensitive is only shown on request, and that it was shown is logged. */
@ApiTags('case debtors')
@Controller('creditors/:creditorId')
export class DebtorsController {
  constructor(private readonly debtors: DebtorsService) {}

  @Get('cases/:caseId/debtor')
  @OpensPersonalData('debtor', 'case')
  @ApiOperation({ summary: 'The debtor of a case; their other cases have the same' })
  @ApiOkResponse({ type: CaseDebtorDto })
  async ofCase(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('caseId', IdPipe) caseId: CaseId,
  ): Promise<CaseDebtorDto> {
    return debtorDto(await this.debtors.ofCase(creditorId, caseId));
  }

  @Get('case-debtors/:debtorId')
  @OpensPersonalData('debtor', 'case-debtor')
  @ApiOperation({ summary: 'The debtor without addresses, numbers and what circumstances say' })
  @ApiOkResponse({ type: CaseDebtorDto })
  async one(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
  ): Promise<CaseDebtorDto> {
    return debtorDto(await this.debtors.one(creditorId, debtorId));
  }

  @Get('case-debtors/:debtorId/history')
  @OpensPersonalData('debtor-history', 'case-debtor')
  @ApiOperation({ summary: 'What was changed by whom, when and why' })
  @ApiOkResponse({ type: [DebtorVersionDto] })
  history(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
  ): Promise<DebtorVersionDto[]> {
    return this.debtors.versions(creditorId, debtorId);
  }

  @Post('case-debtors/:debtorId/disclosures')
  @OpensPersonalData('debtor-sensitive', 'case-debtor')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Shows what is sensitive, and logs who asked and why',
    description: 'A protected address is never shown.',
  })
  @ApiOkResponse({ type: DebtorDisclosureDto })
  async disclose(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
    @Body() body: ReasonDto,
  ): Promise<DebtorDisclosureDto> {
    const debtor = await this.debtors.disclose(creditorId, debtorId, body);
    const guardian = debtor.guardian === null ? null : asJson(debtor.guardian);
    const contactPoints = debtor.contactPoints.map((point) => ({
      ...withoutValue(point),
      value: point.value,
    }));
    const { address } = debtor;
    return {
      ...debtorDto(debtor),
      organisationNumber: debtor.organisationNumber,
      contactPoints,
      address,
      details: detailsOf(debtor),
      guardian,
      standIns: asJson(debtor.standIns),
    };
  }

  @Post('case-debtors/:debtorId/changes')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Changes name, kind, standing, language, category or postal address' })
  @ApiOkResponse({ type: CaseDebtorDto })
  async change(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
    @Body() body: DebtorChangesDto,
  ): Promise<CaseDebtorDto> {
    return debtorDto(await this.debtors.change(creditorId, debtorId, body));
  }

  @Post('case-debtors/:debtorId/contact-points')
  @Idempotent()
  @ApiOperation({ summary: 'Adds a way to reach the debtor, with what they said about being reached there' })
  @ApiCreatedResponse({ type: CaseDebtorDto })
  async addContactPoint(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
    @Body() body: NewContactPointDto,
    @KeyOfRequest() key: RequestKey,
  ): Promise<CaseDebtorDto> {
    return debtorDto(await this.debtors.addContactPoint(creditorId, debtorId, body, key));
  }

  @Post('case-debtors/:debtorId/contact-points/:pointId/changes')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Notes consent, its withdrawal, or that messages come back' })
  @ApiOkResponse({ type: CaseDebtorDto })
  async changeContactPoint(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
    @Param('pointId', IdPipe) pointId: string,
    @Body() body: ContactPointChangesDto,
  ): Promise<CaseDebtorDto> {
    return debtorDto(await this.debtors.changeContactPoint(creditorId, debtorId, pointId, body));
  }

  @Put('case-debtors/:debtorId/circumstances/:name')
  @ApiOperation({
    summary: 'Says that a circumstance applies, or says it anew',
    description:
      'Planned steps of all the debtor’s cases are taken back at once; the next one is planned for these circumstances.',
  })
  @ApiParam({ name: 'name', enum: CIRCUMSTANCES })
  @ApiOkResponse({ type: CaseDebtorDto })
  async setCircumstance(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
    @Param('name') name: string,
    @Body() body: CircumstanceDto,
  ): Promise<CaseDebtorDto> {
    return debtorDto(await this.debtors.setCircumstance(creditorId, debtorId, name, body));
  }

  @Post('case-debtors/:debtorId/circumstances/:name/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Says that a circumstance no longer applies' })
  @ApiParam({ name: 'name', enum: CIRCUMSTANCES })
  @ApiOkResponse({ type: CaseDebtorDto })
  async endCircumstance(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('debtorId', IdPipe) debtorId: CaseDebtorId,
    @Param('name') name: string,
    @Body() body: ReasonDto,
  ): Promise<CaseDebtorDto> {
    return debtorDto(await this.debtors.endCircumstance(creditorId, debtorId, name, body));
  }
}

function debtorDto(debtor: StoredDebtor): CaseDebtorDto {
  const { id, kind, standing, name, language, category, addressFailed, contactPoints, circumstances } =
    debtor;
  return {
    id,
    kind,
    standing,
    name,
    organisationNumber: listedIdentity(debtor.organisationNumber, kind),
    language,
    category,
    addressFailed,
    contactPoints: contactPoints.map(withoutValue),
    circumstances: CIRCUMSTANCES.filter((one: CircumstanceName) => circumstances[one] !== undefined),
  };
}

function withoutValue({
  id,
  channel,
  consent,
  failed,
  consentRecord,
}: StoredDebtor['contactPoints'][number]): CaseDebtorDto['contactPoints'][number] {
  const shown = { id, channel, consent, failed };
  return consentRecord === undefined ? shown : { ...shown, consentRecord: { ...consentRecord } };
}
