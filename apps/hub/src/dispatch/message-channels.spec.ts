import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testClock } from '../../../../test/support/clock.js';
import { readEnvironment } from '../config/environment.js';
import { MessageChannels } from './message-channels.js';
import { templateOverrides } from './template-folder.js';

describe('MessageChannels', () => {
  it('are off, and say which variable is missing', () => {
    const channels = new MessageChannels(readEnvironment({}), testClock());
    expect(channels.of('email')).toEqual({ isOn: false, reason: 'SMTP_URL is not set.' });
    expect(channels.of('sms')).toEqual({ isOn: false, reason: 'SMS_GATEWAY_URL is not set.' });
    expect(channels.of('letter')).toEqual({ isOn: false, reason: 'PRINT_SHOP_DIR is not set.' });
  });

  it('are on with their variables', () => {
    const environment = readEnvironment({
      SMTP_URL: 'smtp://127.0.0.1:2525',
      SMTP_FROM: 'Kravhub <hjelp@kravhub.example>',
      SMS_GATEWAY_URL: 'http://127.0.0.1:3900/v1/',
      SMS_GATEWAY_TOKEN: 'token-of-eight',
      SMS_SENDER: 'Kravhub',
      PRINT_SHOP_DIR: 'print-shop',
    });
    const channels = new MessageChannels(environment, testClock());
    expect(channels.of('email')).toMatchObject({ isOn: true, channel: { repeat: 'may-arrive-twice' } });
    expect(channels.of('sms')).toMatchObject({ isOn: true, channel: { repeat: 'same-result' } });
    expect(channels.of('letter')).toMatchObject({ isOn: true, channel: { repeat: 'same-result' } });
  });

  it.each([
    [{ SMTP_URL: 'smtp://mail.example' }, 'SMTP_FROM is required when SMTP_URL is set'],
    [{ SMS_GATEWAY_URL: 'https://sms.example' }, 'SMS_GATEWAY_TOKEN is required when SMS_GATEWAY_URL is set'],
    [{ SMTP_URL: 'http://mail.example' }, 'SMTP_URL must be an address that begins with smtp://'],
    [{ SMS_SENDER: 'Kravhub Inkasso' }, 'SMS_SENDER must be 1 to 11 letters'],
    [{ SMTP_FROM: 'Kravhub\nBcc: x@y.example' }, 'SMTP_FROM must be an address'],
  ])('refuse a start with %j', (variables, reason) => {
    expect(() => readEnvironment(variables)).toThrow(reason);
  });
});

describe('templateOverrides', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kravhub-templates-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are read by their name', () => {
    writeFileSync(join(folder, 'demand.nb.liquid'), '--- subject\nx\n--- letter\ny');
    writeFileSync(join(folder, 'README.md'), 'ours');
    expect([...templateOverrides(folder)]).toEqual([['demand.nb', '--- subject\nx\n--- letter\ny']]);
    expect(templateOverrides(undefined).size).toBe(0);
  });

  it('refuse a name that is no letter, and a folder that is not there', () => {
    writeFileSync(join(folder, 'demnad.nb.liquid'), '');
    expect(() => templateOverrides(folder)).toThrow(/"demnad.nb.liquid" cannot be used: it names no letter/);
    expect(() => templateOverrides(join(folder, 'gone'))).toThrow(
      /LETTER_TEMPLATES_DIR cannot be read \(ENOENT\)/,
    );
  });
});
