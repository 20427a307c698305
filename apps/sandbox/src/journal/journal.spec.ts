import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { JournalFolder, type JournalScene, type SceneOptions } from '../testing/journal-scene.js';
import { play, type Step } from '../testing/random-step.js';
import { JournalError } from './journal-error.js';

const PAY: Step = { kind: 'pay', a: 3, b: 2 };
const POST: Step = { kind: 'post', a: 4, b: 1 };

describe('the file of a journal', () => {
  const folder = new JournalFolder();
  let file: string;
  let notices: string[];

  beforeEach(() => {
    file = folder.file();
    notices = [];
  });
  afterAll(async () => folder.remove());

  const open = async (options: SceneOptions = {}): Promise<JournalScene> =>
    folder.open({ journal: { notice: (text) => notices.push(text) }, ...options }, file);
  /** A journal of a login and three payments, and the books it stands for. */
  const written = async (): Promise<unknown> => {
    const scene = await open();
    for (const step of [PAY, POST, PAY]) await play(scene, step);
    await scene.sandbox.stop();
    return scene.books();
  };
  const lines = (): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
  const refusal = async (options: SceneOptions = {}): Promise<string> => {
    const before = readFileSync(file);
    const error: unknown = await open(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(JournalError);
    expect(readFileSync(file).equals(before)).toBe(true);
    return (error as JournalError).message;
  };

  it('is made with its folder, readable by nobody else, and begins with what shapes the data', async () => {
    file = join(dirname(file), 'new', 'folder', 'books.jsonl');
    await open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(lines()[0] ?? '')).toMatchObject({
      format: 'kravhub-sandbox-journal',
      version: 1,
      startedAt: '2026-09-14T10:00:00.000Z',
      settings: { seed: 7, companies: { preset: 'small' }, isDebtCollector: true, unverified: {} },
    });
  });

  it('holds an operation before its answer is met', async () => {
    const scene = await open();
    await play(scene, PAY);
    expect(JSON.parse(lines().at(-1) ?? '')).toMatchObject({ door: 'api', method: 'PUT', status: 200 });
    await play(scene, { kind: 'payLost', a: 3, b: 2 });
    expect(lines()).toHaveLength(4);
  });

  it('loses a last line that was cut off, says so, and goes on', async () => {
    await written();
    const whole = statSync(file).size;
    truncateSync(file, whole - 20);
    const scene = await open();
    expect(notices).toEqual([expect.stringContaining('is dropped')]);
    expect(scene.sandbox.replayed).toBe(3);
    expect(lines()).toHaveLength(4);
    await play(scene, PAY);
    // A login and a payment more.
    expect(lines()).toHaveLength(6);
    const before = scene.books();
    await scene.restart();
    expect(scene.books()).toEqual(before);
    expect(notices).toHaveLength(1);
  });

  it('loses a last line that lacks only its end', async () => {
    await written();
    truncateSync(file, statSync(file).size - 1);
    expect((await open()).sandbox.replayed).toBe(3);
  });

  it('begins anew where even the first line was cut off, or nothing was written', async () => {
    await written();
    for (const size of [40, 5, 0]) {
      truncateSync(file, size);
      const scene = await open();
      expect(scene.sandbox.replayed).toBe(0);
      expect(lines()).toHaveLength(1);
      await scene.sandbox.stop();
    }
  });

  it.each<[string, SceneOptions, string]>([
    ['another seed', { tripletex: { seed: 8 } }, 'begun with seed 7 instead of 8'],
    [
      'another size',
      { tripletex: { companies: { preset: 'empty' } } },
      'companies {"preset":"small"} instead of',
    ],
    [
      'another registration',
      { tripletex: { isDebtCollector: false } },
      'isDebtCollector true instead of false',
    ],
    [
      'other answers to open questions',
      { tripletex: { unverified: { closePostingsPays: true } } },
      'unverified {} instead of {"closePostingsPays":true}',
    ],
  ])('is refused with %s, untouched', async (_name, options, reason) => {
    await written();
    const message = await refusal(options);
    expect(message).toContain(reason);
    expect(message).toContain('Remedy: delete the file');
  });

  it.each<[string, (text: string) => string, string]>([
    ['of another version', (text) => text.replace('"version":1', '"version":99'), 'it has version 99'],
    ['of other data', (text) => text.replace(/"fingerprint":"\w+"/, '"fingerprint":"0"'), 'makes other data'],
    ['with a damaged entry', (text) => text.replace('"door":"api"', '"door":"cellar"'), 'line 2 is damaged'],
    ['with a last line that is whole but no entry', (text) => `${text}{}\n`, 'line 6 is damaged'],
    [
      'with another outcome',
      (text) => text.replace(/"status":200/, '"status":204'),
      'answered 204 then and 200 now',
    ],
    ['with other ids', (text) => text.replace(/"mark":"\d+/, '"mark":"1'), 'left other ids'],
    ['that is none', () => 'a shopping list\nwith two lines\n', 'a file of another kind'],
    ['that is none and has no line', () => 'a shopping list', 'a file of another kind'],
  ])('is refused when it is one %s, untouched', async (_name, change, reason) => {
    await written();
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    expect(await refusal()).toContain(reason);
  });

  it('is refused when it cannot be opened', async () => {
    file = dirname(file);
    await expect(open()).rejects.toThrow('name a file that this user may write');
  });

  it('takes no write any more once one could not be kept, and says so', async () => {
    const failures: string[] = [];
    const scene = await open({ journal: { onFailure: (error) => failures.push(error.message) } });
    await scene.login();
    appendFileSync(file, 'another sandbox was here');
    expect(await play(scene, PAY)).toBe('broken');
    expect(failures).toEqual([expect.stringContaining('another process writes to it')]);
    expect(await play(scene, PAY)).toBe('broken');
    expect(failures).toHaveLength(1);
  });

  it('is neither made nor needed by default', async () => {
    const scene = await folder.openWithout();
    await play(scene, PAY);
    expect(existsSync(file)).toBe(false);
    expect(scene.sandbox.replayed).toBe(0);
  });
});
