import type { AgencyId, CreditorId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../api/id.pipe.js';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { currentActor } from '../../audit/actor.js';
import { AgenciesService } from './agencies.service.js';
import {
  AgencyChangeDto,
  agencyDto,
  AgencyDto,
  AgencySecretsDto,
  ChosenPipelineDto,
  NewAgencyDto,
  PipelineChoiceDto,
} from './agency.dto.js';
import { type ChosenPipeline, PipelineChoiceService } from './pipeline-choice.service.js';

const BUILT_IN = 'built-in';

/** Outside agencies behind the collection port. */
@ApiTags('agencies')
@Controller('agencies')
export class AgenciesController {
  constructor(private readonly agencies: AgenciesService) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Registers an agency; creditors may choose it from then on' })
  @ApiCreatedResponse({ type: AgencyDto })
  async register(@Body() body: NewAgencyDto): Promise<AgencyDto> {
    return agencyDto(await this.agencies.register(body, currentActor()));
  }

  @Get()
  @ApiOperation({ summary: 'Registered agencies, without their secrets' })
  @ApiOkResponse({ type: [AgencyDto] })
  async list(): Promise<AgencyDto[]> {
    return (await this.agencies.list()).map(agencyDto);
  }

  @Get(':agencyId')
  @ApiOperation({ summary: 'One agency, and how it answers' })
  @ApiOkResponse({ type: AgencyDto })
  async get(@Param('agencyId', IdPipe) agencyId: string): Promise<AgencyDto> {
    return agencyDto(await this.agencies.get(agencyId as AgencyId));
  }

  @Patch(':agencyId')
  @ApiOperation({ summary: 'Changes its name or address' })
  @ApiOkResponse({ type: AgencyDto })
  async change(
    @Param('agencyId', IdPipe) agencyId: string,
    @Body() body: AgencyChangeDto,
  ): Promise<AgencyDto> {
    return agencyDto(await this.agencies.change(agencyId as AgencyId, body, currentActor()));
  }

  @Put(':agencyId/secrets')
  @ApiOperation({ summary: 'Replaces our key at the agency, or the secrets that it signs with' })
  @ApiOkResponse({ type: AgencyDto })
  async replaceSecrets(
    @Param('agencyId', IdPipe) agencyId: string,
    @Body() body: AgencySecretsDto,
  ): Promise<AgencyDto> {
    return agencyDto(await this.agencies.replaceSecrets(agencyId as AgencyId, body, currentActor()));
  }

  @Post(':agencyId/retire')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Takes it out of use, once no creditor and no claim needs it' })
  @ApiOkResponse({ type: AgencyDto })
  async retire(@Param('agencyId', IdPipe) agencyId: string): Promise<AgencyDto> {
    return agencyDto(await this.agencies.retire(agencyId as AgencyId, currentActor()));
  }
}

/** Who collects for a creditor. */
@ApiTags('agencies')
@Controller('creditors/:creditorId/pipeline')
export class PipelineChoiceController {
  constructor(private readonly choice: PipelineChoiceService) {}

  @Get()
  @ApiOperation({ summary: 'Where claims are handed, and who has those in collection' })
  @ApiOkResponse({ type: ChosenPipelineDto })
  async current(@Param('creditorId', IdPipe) creditorId: string): Promise<ChosenPipelineDto> {
    return chosenDto(await this.choice.current(creditorId as CreditorId));
  }

  @Put()
  @ApiOperation({
    summary: 'Chooses the pipeline for claims that are handed over from now on',
    description: 'Claims that a pipeline has stay with it. To move one, withdraw it and reinstate it.',
  })
  @ApiOkResponse({ type: ChosenPipelineDto })
  async choose(
    @Param('creditorId', IdPipe) creditorId: string,
    @Body() { pipeline }: PipelineChoiceDto,
  ): Promise<ChosenPipelineDto> {
    const agencyId = pipeline === BUILT_IN ? null : (pipeline.toLowerCase() as AgencyId);
    return chosenDto(await this.choice.choose(creditorId as CreditorId, agencyId, currentActor()));
  }
}

function chosenDto({ agencyId, agencyName, inCollection }: ChosenPipeline): ChosenPipelineDto {
  return {
    pipeline: agencyId ?? BUILT_IN,
    agencyName,
    inCollection: inCollection.map((share) => ({
      pipeline: share.agencyId ?? BUILT_IN,
      claims: share.claims,
    })),
  };
}
