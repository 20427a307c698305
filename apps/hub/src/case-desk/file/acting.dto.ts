import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

/** A day, as the API takes it. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const DAY_MESSAGE = { message: 'must be a day like 2026-03-02' };

/** Who does it. The hub knows no persons yet: the caller names the case handler, and answers for it. */
export class ActingDto {
  @ApiPropertyOptional({
    example: 'kari.n',
    description: 'The case handler, by a short name of the office’s. Left out: the holder of the API token.',
  })
  @IsOptional()
  @IsString()
  @Matches(/^[\p{L}\p{N}._@-]{1,80}$/u, { message: 'must be 1 to 80 letters, digits or one of . _ @ -' })
  by?: string;
}

/** Who does it, and why. */
export class ReasonDto extends ActingDto {
  @ApiProperty({
    example: 'The debtor called and explained.',
    description: 'For the timeline. 1 to 2000 characters.',
  })
  @IsString()
  @Length(1, 2_000)
  reason: string;
}
