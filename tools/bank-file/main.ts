/**
 * `npm run bank-file -- FILE … [--api http://127.0.0.1:3800]`: hands files from the bank in to a running hub, waits until each was
 * read, and prints what became of it. API_TOKEN is sent where it is set. Exit code 1 when a file was refused, 2 when none could be
 * handed in.
 */
import { handIn } from './hand-in.js';

process.exitCode = await handIn(process.argv.slice(2), {
  token: process.env['API_TOKEN'],
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
});
