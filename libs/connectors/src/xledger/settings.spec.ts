import { describe, expect, it } from '@jest/globals';
import { checkSettings } from '../kit/index.js';
import { xledger } from './index.js';

describe('the token that is pasted', () => {
  it('is taken when it is unpadded base64url, with blanks around it', () => {
    const check = checkSettings(xledger, { token: '  bm90LWEtcmVhbC14bGVkZ2VyLXRva2VuLTAwMDE \n' });
    expect(check).toMatchObject({ ok: true, settings: { token: 'bm90LWEtcmVhbC14bGVkZ2VyLXRva2VuLTAwMDE' } });
  });

  it.each([
    ['cut off in the middle of a byte', 'bm90LWEtcmVhbC14bGVkZ2VyLXRva2VuLTAwM'],
    ['padded', 'bm90LWEtcmVhbC14bGVkZ2VyLXRva2Vu=='],
    ['with its header', 'token bm90LWEtcmVhbC14bGVkZ2VyLXRva2VuLTAwMDE'],
    ['too short', 'bm90'],
    ['missing', undefined],
  ])('is refused %s, without being repeated', (_name, token) => {
    const check = checkSettings(xledger, { token });
    expect(check.ok).toBe(false);
    if (token !== undefined) expect(JSON.stringify(check)).not.toContain(token);
  });
});

describe('the credits of an hour', () => {
  const token = 'bm90LWEtcmVhbC14bGVkZ2VyLXRva2VuLTAwMDE';

  it.each(['', undefined, '10', '20000'])('are taken as %p', (creditsPerHour) => {
    expect(checkSettings(xledger, { token, creditsPerHour }).ok).toBe(true);
  });

  it.each(['0', '5', '20 000', '-3', 'many'])('are refused as %p', (creditsPerHour) => {
    expect(checkSettings(xledger, { token, creditsPerHour }).ok).toBe(false);
  });
});
