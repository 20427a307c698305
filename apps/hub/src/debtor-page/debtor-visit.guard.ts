import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  InternalServerErrorException,
} from '@nestjs/common';
import type { Request } from 'express';
import { rememberPrincipal } from '../api/principal.js';
import { debtorActor, type DebtorVisit } from './debtor-visit.js';
import { PageAccessService } from './page-access.service.js';
import { visitOver } from './page-problems.js';

const VISITS = new WeakMap<Request, DebtorVisit>();

/** Lets in whoever has opened the page; what they do from here on is written down as the debtor's. */
@Injectable()
export class DebtorVisitGuard implements CanActivate {
  constructor(private readonly access: PageAccessService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const secret = /^Bearer ([\w-]{43})$/.exec(request.header('authorization') ?? '')?.[1];
    if (secret === undefined) throw visitOver();
    const visit = await this.access.enter(secret);
    VISITS.set(request, visit);
    rememberPrincipal(debtorActor(visit), new Set());
    return true;
  }
}

/** Behind `DebtorVisitGuard`. */
export const Visit = createParamDecorator((_data: unknown, context: ExecutionContext): DebtorVisit => {
  const visit = VISITS.get(context.switchToHttp().getRequest<Request>());
  if (!visit) throw new InternalServerErrorException('The route lacks its guard.');
  return visit;
});
