import type { GrantId } from '@app/domain';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExcludeEndpoint,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  IntersectionType,
  PickType,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { IsOptional, IsString, Matches } from 'class-validator';
import { Public } from '../api/access-guard.js';
import { ConnectScopes, ownerOfNew } from '../accounts/connect-scope.js';
import { LazyAuth } from '../accounts/lazy-auth.js';
import { IdPipe } from '../api/id.pipe.js';
import { ProblemError } from '../api/problem-error.js';
import { currentPrincipal } from '../api/principal.js';
import { GrantSettingsDto, NewGrantDto } from '../connections/grant.dto.js';
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

export class NewSignInDto extends IntersectionType(NewGrantDto, PickType(ReturnDto, ['returnTo'])) {}

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
  constructor(
    private readonly signIns: SignInsService,
    private readonly scopes: ConnectScopes,
  ) {}

  @Post('grants/sign-ins')
  @ApiOperation({ summary: 'Begins a sign-in at the vendor; the grant is stored when the person comes back' })
  @ApiCreatedResponse({ type: SignInDto })
  async begin(@Body() { organisationId, ...wish }: NewSignInDto): Promise<SignInDto> {
    const owner = ownerOfNew(await this.scopes.ofRequest(), organisationId);
    return signInDto(await this.signIns.begin({ ...wish, owner }, currentPrincipal()));
  }

  @Post('grants/:grantId/sign-ins')
  @ApiOperation({ summary: 'Connects a stored access anew through the vendor’s page' })
  @ApiCreatedResponse({ type: SignInDto })
  async beginAgain(
    @Param('grantId', IdPipe) grantId: GrantId,
    @Body() { settings, returnTo }: ReturnDto,
  ): Promise<SignInDto> {
    const scope = await this.scopes.ofRequest();
    return signInDto(
      await this.signIns.beginAgain(grantId, scope, { settings, returnTo }, currentPrincipal()),
    );
  }
}

/** Where vendors send the browser back to. Outside the API, since no token of ours comes with it: the state is the proof. */
@Controller('sign-in')
export class SignInCallbackController {
  constructor(
    private readonly signIns: SignInsService,
    private readonly auth: LazyAuth,
  ) {}

  @Get('callback')
  @Public()
  @HttpCode(HttpStatus.OK)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @ApiExcludeEndpoint()
  async callback(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const texts = Object.fromEntries(
      Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    try {
      const { grant, returnTo } = await this.signIns.complete(texts, async () => {
        const session = await this.auth.session(request.headers);
        return session?.userId;
      });
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
