import { readFile } from 'node:fs/promises';
import { checksTable, type FaultReport, faultsTable, type SuiteResults } from './table.js';

/** Prints the tables of one run: `main.ts <results of Jest> <reports of the suite>`. */
const [resultsFile = '', reportsFile = ''] = process.argv.slice(2);
const results = JSON.parse(await readFile(resultsFile, 'utf8')) as SuiteResults;
// None is written where the checks of faults were left out.
const lines = (await readFile(reportsFile, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
const reports = lines.map((line) => JSON.parse(line) as FaultReport);
const tables = [checksTable(results), ...(reports.length > 0 ? [faultsTable(reports)] : [])];
process.stdout.write(`\n${tables.map((table) => table.join('\n')).join('\n\n')}\n`);
