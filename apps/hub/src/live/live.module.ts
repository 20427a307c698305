import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { LiveController } from './live.controller.js';
import { LiveService } from './live.service.js';

/** Tells the pages that people have open what changed. */
@Module({ imports: [AccountsModule], controllers: [LiveController], providers: [LiveService] })
export class LiveModule {}
