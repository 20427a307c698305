import { describe, expect, it } from '@jest/globals';
import { checkSettings, describeSettings, secretsOf, Setting, withSignInValues } from './settings.js';

const words = { nb: 'n', sv: 's', en: 'e' };

class TrialSettings {
  @Setting({ label: words, help: words, secret: true, lengthMax: 20 })
  key!: string;

  @Setting({ label: words, help: words, optional: true, example: 'eu' })
  region?: string;

  @Setting({ label: words, help: words, filledBySignIn: true })
  company?: string;
}

const definition = { settings: TrialSettings };

describe('settings', () => {
  it('describes the form', () => {
    expect(describeSettings(definition)).toMatchObject([
      { name: 'key', secret: true, required: true, filledBySignIn: false, lengthMax: 20 },
      { name: 'region', secret: false, required: false, filledBySignIn: false, example: 'eu' },
      { name: 'company', required: false, filledBySignIn: true },
    ]);
  });

  it('keeps what a sign-in has filled in, and nothing else, when a person enters the rest anew', () => {
    const earlier = { key: 'old', region: 'eu', company: '9104471' };
    expect(withSignInValues(definition, { key: 'new' }, earlier)).toEqual({ key: 'new', company: '9104471' });
    expect(withSignInValues(definition, { key: 'new', company: '7' }, earlier)).toEqual({
      key: 'new',
      company: '7',
    });
    expect(withSignInValues(definition, { key: 'new' }, {})).toEqual({ key: 'new' });
    expect(withSignInValues(definition, null, earlier)).toBeNull();
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
