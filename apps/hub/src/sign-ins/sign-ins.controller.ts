import type { GrantId } from '@app/domain';
import { Body, Controller, Get, Header, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExcludeEndpoint,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { Public } from '../api/access-guard.js';
import { IdPipe } from '../api/id.pipe.js';
import { ProblemError } from '../api/problem-error.js';
import { API_ACTOR } from '../audit/actor.js';
import { GrantSettingsDto } from '../connections/grant.dto.js';
import { signInPage } from './sign-in-page.js';
import { SignInsService, type StartedSignIn } from './sign-ins.service.js';

export class ReturnDto extends GrantSettingsDto {
  @ApiPropertyOptional({
    example: '/connect/access/{grantId}',
    description:
      'Page of the portal where the person goes on; `{grantId}` stands for the access. Left out: a page that says that it is done',
  })
  @IsOptional()
  @IsString()
  @Matches(/^(\/[\w-]+|\/\{grantId\}){1,6}$/, {
    message: 'returnTo must be the path of a page, like "/connect"',
  })
  returnTo?: string;
}

export class NewSignInDto extends ReturnDto {
  @ApiProperty({ example: 'fortnox', description: 'A ledger’s key from GET /ledgers' })
  @IsString()
  @Length(1, 60)
  connectorKey: string;

  @ApiProperty({ example: 'Fjord Regnskap AS', description: 'Your own name for this access' })
  @IsString()
  @Length(1, 120)
  @Matches(/\S/, { message: 'label must not be blank' })
  label: string;
}

export class SignInDto {
  @ApiProperty({ description: 'Send the person’s browser there' })
  url: string;

  @ApiProperty({ format: 'date-time', description: 'Until then the person must have come back' })
  expiresAt: string;
}

/** Signing in at a vendor's own page. */
@ApiTags('grants')
@Controller()
export class SignInsController {
  constructor(private readonly signIns: SignInsService) {}

  @Post('grants/sign-ins')
  @ApiOperation({ summary: 'Begins a sign-in at the vendor; the grant is stored when the person comes back' })
  @ApiCreatedResponse({ type: SignInDto })
  async begin(@Body() body: NewSignInDto): Promise<SignInDto> {
    return signInDto(await this.signIns.begin(body));
  }

  @Post('grants/:grantId/sign-ins')
  @ApiOperation({ summary: 'Connects a stored access anew through the vendor’s page' })
  @ApiCreatedResponse({ type: SignInDto })
  async beginAgain(
    @Param('grantId', IdPipe) grantId: GrantId,
    @Body() { settings, returnTo }: ReturnDto,
  ): Promise<SignInDto> {
    return signInDto(await this.signIns.beginAgain(grantId, settings, returnTo));
  }
}

/** Where vendors send the browser back to. Outside the API, since no token of ours comes with it: the state is the proof. */
@Controller('sign-in')
export class SignInCallbackController {
  constructor(private readonly signIns: SignInsService) {}

  @Get('callback')
  @Public()
  @HttpCode(HttpStatus.OK)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @ApiExcludeEndpoint()
  async callback(
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const texts = Object.fromEntries(
      Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    try {
      const { grant, returnTo } = await this.signIns.complete(texts, API_ACTOR);
      if (returnTo !== undefined) response.status(HttpStatus.SEE_OTHER).location(returnTo);
      return signInPage({ done: true, grant });
    } catch (error) {
      if (error instanceof ProblemError) return signInPage({ done: false, problem: error.problem });
      throw error;
    }
  }
}

function signInDto({ url, expiresAt }: StartedSignIn): SignInDto {
  return { url, expiresAt: expiresAt.toISOString() };
}
