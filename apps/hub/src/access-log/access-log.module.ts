import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AccessLogController } from './access-log.controller.js';
import { AccessLogInterceptor } from './access-log.interceptor.js';
import { AccessLog } from './access-log.js';

/** Writes down who is shown personal data, for every route that says it shows some. */
@Module({
  controllers: [AccessLogController],
  providers: [AccessLog, { provide: APP_INTERCEPTOR, useClass: AccessLogInterceptor }],
  exports: [AccessLog],
})
export class AccessLogModule {}
