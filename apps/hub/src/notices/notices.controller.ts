import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { signedInUser } from '../accounts/signed-in-user.js';
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
    return { mode: await this.people.modeOf(signedInUser()) };
  }

  @Put()
  @ApiOperation({ summary: 'Changes it, for what happens from now on' })
  @ApiOkResponse({ type: NoticeSettingDto })
  async choose(@Body() { mode }: NoticeSettingDto): Promise<NoticeSettingDto> {
    await this.people.choose(signedInUser(), mode);
    return { mode };
  }
}
