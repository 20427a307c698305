import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { SignInCallbackController, SignInsController } from './sign-ins.controller.js';
import { SignInsService } from './sign-ins.service.js';

@Module({
  imports: [AccountsModule, ConnectionsModule],
  controllers: [SignInsController, SignInCallbackController],
  providers: [PendingSignIns, SignInsService],
})
export class SignInsModule {}
