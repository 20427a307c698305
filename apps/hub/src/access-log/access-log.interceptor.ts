import { type CreditorId, isUuid } from '@app/domain';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { concatMap, type Observable } from 'rxjs';
import { AccessLog } from './access-log.js';
import { OPENS_PERSONAL_DATA, type OpensChoice, SUBJECT_PARAMETER } from './opens-personal-data.js';

/** Writes down who is shown personal data. What cannot be written down is not shown: the request fails. */
@Injectable()
export class AccessLogInterceptor implements NestInterceptor {
  constructor(
    private readonly log: AccessLog,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const choice = this.reflector.get<OpensChoice | undefined>(OPENS_PERSONAL_DATA, context.getHandler());
    if (!choice) return next.handle();
    // What was not found or refused was shown to nobody: only an answer is written down.
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        const { params, body } = context.switchToHttp().getRequest<Request>();
        const creditorId = idOf(params['creditorId']) as CreditorId;
        const subject = { kind: choice.subject, id: idOf(params[SUBJECT_PARAMETER[choice.subject]]) };
        await this.log.record(creditorId, { opened: choice.opened, subject, ...reasonOf(body) });
        return answer;
      }),
    );
  }
}

function idOf(given: unknown): string {
  const id = typeof given === 'string' ? given.toLowerCase() : '';
  if (!isUuid(id)) throw new TypeError('A route that opens personal data names creditor and subject by id.');
  return id;
}

function reasonOf(body: unknown): { readonly reason?: string } {
  if (typeof body !== 'object' || body === null || !('reason' in body)) return {};
  return typeof body.reason === 'string' ? { reason: body.reason } : {};
}
