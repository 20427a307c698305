import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../test/support/node-process.js';
import { type BenchServer, openServer, sweep } from '../database.js';
import { type BenchFigures, floorsOf } from './floors.js';
import { bareCopy, bareFetch } from './limits.js';
import { report } from './report.js';
import { type HubStart, openRoad, PAGE_SIZE, pullAndHandOver, rerun } from './road.js';

/**
 * `npm run bench:road [-- --invoices 50000] [--memory 10000,200000] [--json]`; see bench/README.md. Exit 1 when a floor
 * does not hold.
 */
const { values } = parseArgs({
  options: {
    invoices: { type: 'string', default: '50000' },
    memory: { type: 'string', default: '10000,200000' },
    json: { type: 'boolean', default: false },
  },
});

async function measure(
  server: BenchServer,
  start: HubStart,
  say: (line: string) => void,
): Promise<BenchFigures> {
  const invoices = wholeNumber(values.invoices);
  const road = await openRoad(server, invoices, start);
  let figures: BenchFigures;
  try {
    say(`pulling and handing over ${invoices} invoices …`);
    const roadFigures = await pullAndHandOver(road);
    const peak = await road.hubProcess.peakMemoryMb();
    say(`the limits: bare fetch and parse, bare COPY …`);
    const limits = { ...(await bareFetch(road)), ...(await bareCopy(road)) };
    say('the same again with nothing changed …');
    const reruns = [await rerun(road, false), await rerun(road, true)];
    figures = {
      server: server.description,
      cores: availableParallelism(),
      invoices,
      pageSize: PAGE_SIZE,
      road: roadFigures,
      recordsPerSecond: Math.round(invoices / roadFigures.seconds),
      limits,
      reruns,
      peaks: peak === undefined ? [] : [{ invoices, megabytes: peak }],
    };
  } finally {
    await road.close();
  }
  const peaks = [...figures.peaks];
  for (const size of values.memory
    .split(',')
    .filter((text) => text !== '')
    .map(wholeNumber)) {
    say(`memory at ${size} invoices …`);
    const megabytes = await peakAt(server, size, start);
    if (megabytes !== undefined) peaks.push({ invoices: size, megabytes });
  }
  return { ...figures, peaks };
}

async function peakAt(server: BenchServer, invoices: number, start: HubStart): Promise<number | undefined> {
  const road = await openRoad(server, invoices, start);
  try {
    await pullAndHandOver(road);
    return await road.hubProcess.peakMemoryMb();
  } finally {
    await road.close();
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`"${text}" is no number of invoices.`);
  return Number(text);
}

/** The tools are plain JavaScript for the Node that is there before ours is installed. */
async function hubStart(): Promise<HubStart> {
  const tools = join(projectFolder, 'tools');
  // What it says goes where progress goes: standard output is for the figures.
  execFileSync(process.execPath, [join(tools, 'build.mjs'), 'hub', 'sandbox'], { stdio: ['ignore', 2, 2] });
  const run = (await import(pathToFileURL(join(tools, 'run.mjs')).href)) as {
    readonly nodeFlags: { readonly hub: readonly string[] };
    readonly nodeVariables: { readonly hub: Readonly<Record<string, string>> };
  };
  return { flags: run.nodeFlags.hub, variables: run.nodeVariables.hub };
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const start = await hubStart();
const server = await openServer();
try {
  await sweep(server);
  const figures = await measure(server, start, say);
  const floors = floorsOf(figures);
  process.stdout.write(values.json ? `${JSON.stringify({ ...figures, floors })}\n` : report(figures, floors));
  process.exitCode = floors.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await server.stop();
}
