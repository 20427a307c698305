import { describe, expect, it } from '@jest/globals';
import { checkSettings } from '../kit/index.js';
import { powerOfficeGo } from './index.js';
import { clientsOf, keyWithoutNumber, mergeClients, PowerOfficeGoSettings } from './settings.js';

const KEY = '1c0f6b0e-52d7-4a58-9f0b-6a1f3c9d7e10';
const OTHER = '5b1c2f0a-8a49-4a53-9c35-0f3b7b9b1a01';
const VALID = { applicationKey: KEY, subscriptionKey: '0123456789abcdef0123456789abcdef' };

describe('the settings', () => {
  it.each([{}, { clientKey: OTHER }, { clients: '[]' }])('take %j', (more) => {
    expect(checkSettings(powerOfficeGo, { ...VALID, ...more })).toMatchObject({ ok: true });
  });

  it.each([
    ['applicationKey', 'no-key'],
    ['subscriptionKey', 'short'],
    ['clientKey', 'Fjellvik'],
    ['clients', 'Fjellvik'],
  ])('refuse %s "%s" without repeating it', (field, value) => {
    const check = checkSettings(powerOfficeGo, { ...VALID, [field]: value });
    expect(check).toMatchObject({ ok: false, problems: [{ field }] });
    expect(JSON.stringify(check)).not.toContain(value);
  });

  it('call a company by its number, unless two share it or it has none', () => {
    const settings = Object.assign(new PowerOfficeGoSettings(), VALID, {
      clients: JSON.stringify([
        { clientKey: KEY, name: 'A', organisationNumber: '912345678' },
        { clientKey: 'b', name: 'B', organisationNumber: '923456781' },
        { clientKey: 'c', name: 'C', organisationNumber: '923456781' },
        { clientKey: 'd', name: 'D' },
      ]),
    });
    expect(clientsOf(settings).map(({ key }) => key)).toEqual([
      '912345678',
      ...['b', 'c', 'd'].map(keyWithoutNumber),
    ]);
  });

  it('keep older companies beside newer ones, and the newer of the same', () => {
    const a = { clientKey: 'a', name: 'A', organisationNumber: '1' };
    const b = { clientKey: 'b', name: 'B' };
    const again = { clientKey: 'a2', name: 'A', organisationNumber: '1' };
    expect(mergeClients([a, b], [again])).toEqual([b, again]);
    expect(mergeClients([a, b], [{ ...b, name: 'B AS' }])).toEqual([a, { ...b, name: 'B AS' }]);
  });
});
