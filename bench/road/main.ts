import { openServer, sweep } from './database.js';
import { bareCopy, bareFetch } from './limits.js';
import { openRoad, pullAndHandOver, rerun } from './road.js';
const server = await openServer();
const n = Number(process.argv[3] ?? 10000);
const flags = process.argv.slice(4);
await sweep(server);
console.log(server.description);
const road = await openRoad(server, n, flags);
const t = process.env['AN'] ? setInterval(() => void road.admin.query('analyze'), 500) : undefined;
try {
  const f = await pullAndHandOver(road);
  console.log(f, Math.round(n / f.seconds), 'rec/s', await road.hubProcess.peakMemoryMb(), 'MB');
  clearInterval(t);
  if (!process.env['ONLY']) {
  console.log(await bareFetch(road));
  console.log(await bareCopy(road));
  console.log(await rerun(road, false));
  console.log(await rerun(road, true));
  }
  if (process.env['KEEP']) { console.log(road.database.adminUrl); process.exit(0); }
} finally { await road.close(); await server.stop(); }
