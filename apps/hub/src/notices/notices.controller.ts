import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { notSignedIn } from '../accounts/account-problems.js';
import { currentPrincipal } from '../api/principal.js';
import { NoticePeople } from './notice-people.js';
import { NoticeSettingDto } from './notices.dto.js';

/** When somebody wants to be told by e-mail what needs them. */
@ApiTags('accounts')
@Controller('me/notices')
export class NoticesController {
  constructor(private readonly people: NoticePeople) {}

  @Get()
  @ApiOperation({ summary: 'When I am told by e-mail what needs me' })
  @ApiOkResponse({ type: NoticeSettingDto })
  async mine(): Promise<NoticeSettingDto> {
    return { mode: await this.people.modeOf(userId()) };
  }

  @Put()
  @ApiOperation({ summary: 'Changes it, for what happens from now on' })
  @ApiOkResponse({ type: NoticeSettingDto })
  async choose(@Body() { mode }: NoticeSettingDto): Promise<NoticeSettingDto> {
    await this.people.choose(userId(), mode);
    return { mode };
  }
}

/** @throws ProblemError 401 for the API's token, which is nobody */
function userId(): string {
  const principal = currentPrincipal();
  if (principal?.kind !== 'user') throw notSignedIn();
  return principal.id;
}
