import { describe, expect, it } from '@jest/globals';
import { signWebhook } from '@app/sandbox';
import { isSigned, TOLERANCE_SECONDS } from './webhook-signature.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const NOW = new Date('2026-03-02T09:00:00.000Z');
const SECONDS = NOW.getTime() / 1000;

/** Signed by the sandbox's own few lines, so that two readings of the standard meet. */
function delivery(more: Partial<{ secret: string; id: string; seconds: number; body: string }> = {}) {
  const { secret = SECRET, id = 'evt_1', seconds = SECONDS, body = '{"a": "æ"}' } = more;
  return {
    id,
    timestamp: String(seconds),
    signature: signWebhook(secret, id, String(seconds), body),
    body: Buffer.from(body),
  };
}

describe('isSigned', () => {
  it('takes the example of the standard', () => {
    const example = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: '1614265330',
      signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      body: Buffer.from('{"test": 2432232314}'),
    };
    expect(isSigned(example, [SECRET], new Date(1614265330_000))).toBe(true);
  });

  it('takes what one of several secrets has signed, and what bears several signatures', () => {
    expect(isSigned(delivery(), [OTHER, SECRET], NOW)).toBe(true);
    const twice = {
      ...delivery(),
      signature: `${delivery({ secret: OTHER }).signature} ${delivery().signature}`,
    };
    expect(isSigned(twice, [SECRET], NOW)).toBe(true);
  });

  it('looks at the bytes: the same JSON written otherwise is not what was signed', () => {
    expect(isSigned({ ...delivery(), body: Buffer.from('{"a":"æ"}') }, [SECRET], NOW)).toBe(false);
    const latin = Buffer.from('{"a": "æ"}', 'latin1');
    const signed = signWebhook(SECRET, 'evt_1', String(SECONDS), latin.toString('utf8'));
    expect(isSigned({ ...delivery(), body: latin, signature: signed }, [SECRET], NOW)).toBe(false);
  });

  it.each([0, 1, -1])('keeps the time to five minutes, %s seconds beyond', (beyond) => {
    for (const sign of [1, -1]) {
      const seconds = SECONDS + sign * (TOLERANCE_SECONDS + beyond);
      expect(isSigned(delivery({ seconds }), [SECRET], NOW)).toBe(beyond <= 0);
    }
  });

  it.each([
    ['another secret', { ...delivery({ secret: OTHER }) }],
    ['another id', { ...delivery(), id: 'evt_2' }],
    ['another time', { ...delivery(), timestamp: String(SECONDS + 1) }],
    ['no id', { ...delivery(), id: undefined }],
    ['no time', { ...delivery(), timestamp: undefined }],
    ['a time that is none', { ...delivery(), timestamp: '1e9' }],
    ['no signature', { ...delivery(), signature: undefined }],
    ['an empty signature', { ...delivery(), signature: 'v1,' }],
    ['another version', { ...delivery(), signature: delivery().signature.replace('v1,', 'v1a,') }],
    [
      'more signatures than anybody sends',
      { ...delivery(), signature: `${'v1,x '.repeat(8)}${delivery().signature}` },
    ],
    ['an id with a line break', { ...delivery(), id: 'evt\n1' }],
  ])('refuses %s', (_, forged) => {
    expect(isSigned(forged, [SECRET], NOW)).toBe(false);
  });

  it('refuses everything where there is no secret', () => {
    expect(isSigned(delivery(), [], NOW)).toBe(false);
  });
});
