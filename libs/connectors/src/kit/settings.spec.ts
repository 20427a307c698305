import { describe, expect, it } from '@jest/globals';
import { checkSettings, describeSettings, secretsOf, Setting } from './settings.js';

const words = { nb: 'n', sv: 's', en: 'e' };

class TrialSettings {
  @Setting({ label: words, help: words, secret: true, lengthMax: 20 })
  key!: string;

  @Setting({ label: words, help: words, optional: true, example: 'eu' })
  region?: string;
}

const definition = { settings: TrialSettings };

describe('settings', () => {
  it('describes the form', () => {
    expect(describeSettings(definition)).toMatchObject([
      { name: 'key', secret: true, required: true, lengthMax: 20 },
      { name: 'region', secret: false, required: false, example: 'eu' },
    ]);
  });

  it('makes an instance of what is well filled in, blanks taken off', () => {
    const check = checkSettings(definition, { key: ' abc ' });
    expect(check).toEqual({ ok: true, settings: expect.any(TrialSettings) });
    expect(check.ok && check.settings.key).toBe('abc');
  });

  it.each([
    [{}, 'key'],
    [{ key: '' }, 'key'],
    [{ key: 7 }, 'key'],
    [{ key: 'x'.repeat(21) }, 'key'],
    [{ key: 'abc', other: 'y' }, 'other'],
    [null, ''],
  ])('names the field that is wrong in %j', (input, field) => {
    expect(checkSettings(definition, input)).toMatchObject({ ok: false, problems: [{ field }] });
  });

  it('never repeats a value', () => {
    const check = checkSettings(definition, { key: 'very-secret-very-secret' });
    expect(JSON.stringify(check)).not.toContain('very-secret');
  });

  it('knows which values to redact', () => {
    expect(secretsOf(definition, { key: 'abc', region: 'eu' })).toEqual(['abc']);
  });
});
