import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

describe('redact', () => {
  it.each([
    ['Authorization: Basic MDpleUowYjJ0ZW4=', 'MDpleUowYjJ0ZW4='],
    ['{"consumerToken":"abc-123-def"}', 'abc-123-def'],
    ['token=eyJ0b2tlbklkIjo0NzEwLCJ0b2tlbiI6IngifQ==', 'eyJ0b2tlbklkIjo0NzEw'],
    ['https://user:hunter22@host/path', 'hunter22'],
    ['mail kari.nordmann@post.example about it', 'kari.nordmann'],
    ['fødselsnummer 01017012345 er feil', '01017012345'],
    ['personnummer 19811218-9876', '19811218-9876'],
  ])('masks the secret in %s', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  it('masks the secrets it is told of, wherever they stand', () => {
    expect(redact('before s3cret-value after', ['s3cret-value'])).toBe('before ••• after');
  });

  it('leaves ordinary words, amounts and organisation numbers', () => {
    const text = 'Faktura 10042: 12500.50 NOK, org.nr 314000048, forfall 2026-06-15';
    expect(redact(text, ['ab'])).toBe(text);
  });
});
