import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { rememberPrincipal, withPrincipal } from '../principal.js';
import { identify } from './request-identity.js';

class Claims {
  approve(): void {}
}

const request = {
  method: 'POST',
  originalUrl: '/api/v1/creditors/c/claims/approve',
  body: { claimIds: [] },
  header: (name: string) => (name === 'idempotency-key' ? 'the-same-key' : undefined),
} as unknown as Request;
const context = {
  getClass: () => Claims,
  getHandler: () => Claims.prototype.approve,
} as unknown as ExecutionContext;

const scopeOf = (kind: string, id: string): string =>
  withPrincipal(() => {
    rememberPrincipal({ kind, id }, new Set());
    return identify(request, context).scope;
  });

describe('identify', () => {
  it('keeps people and programs apart who chose the same key', () => {
    const scopes = [scopeOf('user', 'kari'), scopeOf('user', 'ola'), scopeOf('api-key', 'kari')];
    expect(new Set(scopes).size).toBe(3);
  });

  it('knows the same person again', () => {
    expect(scopeOf('user', 'kari')).toBe(scopeOf('user', 'kari'));
    expect(withPrincipal(() => identify(request, context).scope)).toBe(identify(request, context).scope);
  });
});
