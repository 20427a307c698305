import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CAPABILITIES } from './contract/index.js';
import { describeSettings } from './kit/index.js';
import { connectorFor, CONNECTORS, UnknownConnectorError } from './registry.js';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Folders that are no connector. */
const SHARED = ['conformance', 'contract', 'kit'];

describe('the registry', () => {
  it('has one line per connector folder', () => {
    const folders = readdirSync(HERE, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
      .map(({ name }) => name);
    expect([...CONNECTORS.keys()].sort()).toEqual(folders.sort());
  });

  it.each([...CONNECTORS.values()])('$key describes itself in full', (definition) => {
    for (const capability of definition.capabilities) expect(CAPABILITIES).toContain(capability);
    expect(definition.countries).not.toEqual([]);
    for (const { variable, standard } of definition.addresses) {
      expect(variable).toMatch(/^[A-Z][A-Z0-9_]*_URL$/);
      expect(standard).toMatch(/^(https|wss):\/\//);
    }
    const { pageSizeMax, itemsPerReadMax, requestTimeoutMs, writeTimeoutMs } = definition.limits;
    for (const limit of [pageSizeMax, itemsPerReadMax, requestTimeoutMs]) expect(limit).toBeGreaterThan(0);
    expect(writeTimeoutMs).toBeGreaterThanOrEqual(requestTimeoutMs);
    const fields = describeSettings(definition);
    expect(fields).not.toEqual([]);
    for (const { label, help } of fields) {
      for (const text of [...Object.values(label), ...Object.values(help)]) expect(text).not.toBe('');
    }
  });

  it('refuses an unknown key by name', () => {
    expect(() => connectorFor('no-such-ledger')).toThrow(UnknownConnectorError);
    expect(() => connectorFor('no-such-ledger')).toThrow(/known are .*tripletex/);
  });
});
