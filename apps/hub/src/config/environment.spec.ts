import { describe, expect, it } from '@jest/globals';
import { Environment, EnvironmentError, readEnvironment } from './environment.js';

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64url')}`;

function problemOf(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return '';
}

describe('readEnvironment', () => {
  it('starts with nothing set: loopback, embedded database, all roles', () => {
    const environment = readEnvironment({});
    expect(environment).toBeInstanceOf(Environment);
    expect(environment).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3800,
      HUB_ROLES: ['api', 'scheduler', 'worker'],
      DATA_DIR: '.kravhub',
    });
    expect(environment.DATABASE_URL).toBeUndefined();
  });

  it('reads numbers, lists and truth values, and takes empty text for not set', () => {
    const environment = readEnvironment({
      PORT: '0',
      HUB_ROLES: 'api, worker',
      MIGRATE_ON_START: 'false',
      LOG_LEVEL: '',
    });
    expect(environment).toMatchObject({
      PORT: 0,
      HUB_ROLES: ['api', 'worker'],
      MIGRATE_ON_START: false,
      LOG_LEVEL: 'info',
    });
    expect(environment.hasRole('scheduler')).toBe(false);
  });

  it.each([
    [{ PORT: '99999' }, 'PORT must be a whole number from 0 to 65535 (it is "99999"). Example: PORT=3800'],
    [{ PORT: '3e3' }, 'PORT must be a whole number'],
    [{ HUB_ROLES: 'api,queen' }, 'HUB_ROLES must list some of api, scheduler, worker'],
    [{ HUB_ROLES: ',' }, 'HUB_ROLES names no role'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug'],
    [{ TRIPLETEX_API_URL: 'tripletex.no' }, 'TRIPLETEX_API_URL must be an http or https address'],
    [{ HOST: '0.0.0.0' }, 'API_TOKEN is required when HOST is not loopback (HOST is 0.0.0.0)'],
    [{ DATABASE_URL: 'postgres://u:p@h/d' }, 'SECRET_KEYS is required when DATABASE_URL is set'],
    [{ SHUTDOWN_GRACE_SECONDS: '-1' }, 'SHUTDOWN_GRACE_SECONDS must be a whole number from 1 to 600'],
  ])('refuses %j and says why, with an example', (variables, message) => {
    expect(problemOf(variables as Record<string, string>)).toContain(message);
  });

  it('knows whether a proxy is named', () => {
    const named = (variables: Record<string, string>) => readEnvironment(variables).namesProxy;
    for (const name of ['HTTPS_PROXY', 'http_proxy', 'all_proxy', 'npm_config_https_proxy'])
      expect(named({ [name]: 'http://proxy.example:3128' })).toBe(true);
    expect(named({ NO_PROXY: 'ledger.example', no_proxy: '*', HTTP_PROXY: '' })).toBe(false);
    expect(named({})).toBe(false);
  });

  it('names every unfit variable at once', () => {
    const problem = problemOf({ PORT: 'x', LOG_LEVEL: 'y' });
    expect(problem).toContain('PORT');
    expect(problem).toContain('LOG_LEVEL');
  });

  it.each([
    { SECRET_KEYS: 'k1:hunter2' },
    { API_TOKEN: 'hunter2' },
    { DATABASE_URL: 'mysql://root:hunter2@db/x' },
    { DATABASE_MIGRATION_URL: 'hunter2' },
  ])('never repeats a secret: %j', (variables) => {
    const problem = problemOf(variables as Record<string, string>);
    expect(problem).toContain(Object.keys(variables)[0]);
    expect(problem).not.toContain('hunter2');
  });

  it('takes loopback addresses of all forms without a token', () => {
    for (const HOST of ['localhost', '127.0.0.1', '127.3.2.1', '::1'])
      expect(readEnvironment({ HOST }).listensOnLoopback).toBe(true);
    expect(
      readEnvironment({
        HOST: '0.0.0.0',
        API_TOKEN: 'x'.repeat(24),
        DATABASE_URL: 'postgres://u:p@h/d',
        SECRET_KEYS: KEY,
      }).listensOnLoopback,
    ).toBe(false);
  });
});
