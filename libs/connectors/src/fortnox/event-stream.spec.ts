import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '../../../../test/support/wait-for.js';
import { ConnectionBlockedError, RetryableLedgerError, type WakeUpMember } from '../contract/index.js';
import { fortnoxWakeUps } from './event-stream.js';
import { Office } from './testing/office.js';
import type { FortnoxSettings } from './settings.js';

let office: Office;
const stopping = new AbortController();
afterEach(() => office.simulator.stop());

const memberOf = (id: string, more: Partial<FortnoxSettings> = {}): WakeUpMember<FortnoxSettings> => ({
  id,
  settings: { ...office.settings, ...more },
  tools: office.tools,
});
const addInvoice = (tenantId = office.tenantId, customerNumber = office.customerNumber): void =>
  void office.simulator.bookkeeper.addInvoice(tenantId, {
    customerNumber,
    amount: '500.00',
    date: '2026-06-01',
  });

async function listening(members: readonly WakeUpMember<FortnoxSettings>[], stop = new AbortController()) {
  const heard: string[] = [];
  const ended = fortnoxWakeUps
    .listen(members, (id) => void heard.push(id), stop.signal)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  await waitFor('the stream was subscribed', () => office.simulator.sockets.subscribed > 0);
  const end = async (): Promise<unknown> => {
    stop.abort();
    const outcome = await ended;
    await waitFor('the socket was closed', () => office.simulator.sockets.open === 0);
    return outcome;
  };
  return { heard, ended, end };
}

describe('Fortnox’s event stream', () => {
  it('tells whose books changed, of all companies of the integration over one socket', async () => {
    office = await Office.open();
    const { simulator } = office;
    const other = simulator.addCompany({ name: 'Granliden Bygg AB' });
    const third = simulator.addCompany({ name: 'Tallmo Bygg AB' });
    for (const { tenantId } of [other, third]) simulator.consent(tenantId);
    const members = [memberOf('first'), memberOf('second', { tenantId: String(other.tenantId) })];
    const stream = await listening(members);
    addInvoice();
    await waitFor('the first was heard', () => stream.heard.includes('first'));
    for (const { tenantId } of [other, third]) {
      const { number } = simulator.bookkeeper.addCustomer(tenantId);
      addInvoice(tenantId, number);
    }
    await waitFor('the second was heard', () => stream.heard.includes('second'));
    expect(new Set(stream.heard)).toEqual(new Set(['first', 'second']));
    expect(simulator.sockets.opened).toBe(1);
    expect(await stream.end()).toBeUndefined();
  });

  it('leaves out a company whose token is refused, and hears the others', async () => {
    office = await Office.open();
    const { simulator } = office;
    const other = simulator.addCompany({ name: 'Granliden Bygg AB' });
    simulator.consent(other.tenantId);
    const members = [memberOf('first'), memberOf('second', { tenantId: String(other.tenantId) })];
    // Its token is made and stored, and then ended behind our back.
    const once = await listening(members);
    await once.end();
    simulator.revoke({ tenantId: other.tenantId, what: 'access-tokens' });
    const stream = await listening(members);
    addInvoice();
    await waitFor('the first was heard', () => stream.heard.includes('first'));
    await stream.end();
  });

  it('says so when no token is taken', async () => {
    office = await Office.open();
    const once = await listening([memberOf('first')]);
    await once.end();
    office.simulator.revoke('access-tokens');
    const failed = fortnoxWakeUps.listen([memberOf('first')], () => undefined, stopping.signal);
    await expect(failed).rejects.toBeInstanceOf(ConnectionBlockedError);
    await waitFor('the socket was closed', () => office.simulator.sockets.open === 0);
  });

  it('ends with an error when the socket breaks, and when nobody answers', async () => {
    office = await Office.open();
    const stream = await listening([memberOf('first')]);
    office.simulator.sockets.breakAll();
    expect(await stream.ended).toBeInstanceOf(RetryableLedgerError);
    await office.simulator.stop();
    const failed = fortnoxWakeUps.listen([memberOf('first')], () => undefined, stopping.signal);
    await expect(failed).rejects.toBeInstanceOf(RetryableLedgerError);
  });

  it('is not the vendor’s own where the API stands elsewhere', async () => {
    office = await Office.open();
    const { tools } = office;
    const address = (variable: string): string =>
      variable === 'FORTNOX_STREAM_URL' ? 'wss://ws.fortnox.se/topics-v1' : tools.address(variable);
    expect(fortnoxWakeUps.streamOf({ ...memberOf('first'), tools: { ...tools, address } })).toBeUndefined();
    expect(fortnoxWakeUps.streamOf(memberOf('first'))).toBe(fortnoxWakeUps.streamOf(memberOf('second')));
  });
});
