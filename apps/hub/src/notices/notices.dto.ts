import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { NOTICE_MODES, type NoticeMode } from './notice-kinds.js';

export class NoticeSettingDto {
  @ApiProperty({
    enum: NOTICE_MODES,
    description:
      '`at-once`: within five minutes; `daily`: one mail at seven in the morning, if something waits',
  })
  @IsIn(NOTICE_MODES)
  mode: NoticeMode;
}
