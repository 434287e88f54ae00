import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reasonCodes } from '../../../contract/reasons.ts';
import type { Run } from '../../../contract/run.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { startRota, type TestServer } from '../../support/server.ts';
import { ended } from './run-seeds.ts';
import { nameFor, seedDatabase } from './turkish-history.ts';

const works = `
const fs = require('node:fs');
console.log('merhaba');
fs.appendFileSync(process.env.ROTA_OUTPUT, 'fatura=12\\n');
fs.writeFileSync(process.env.ROTA_RUN_DIR + '/artifacts/faturalar.csv', 'a;b');
`;
const parameters = {
  type: 'object' as const,
  required: ['firma'],
  properties: {
    firma: { type: 'string', title: 'Firma', default: 'Acme' },
    parola: { type: 'string', title: 'Parola', format: 'password' },
    kip: { type: 'string', title: 'Kip', enum: ['yeni', 'hepsi'], default: 'yeni' },
    adet: { type: 'integer', title: 'Adet', minimum: 1, maximum: 500, default: 50 },
    gün: { type: 'string', title: 'Gün', format: 'date' },
    liste: { type: 'array', title: 'Liste', items: { type: 'string' } },
    ham: { type: 'object', title: 'Ham' },
    onay: { type: 'boolean', title: 'Onay' },
  },
};

export interface TurkishSeeds {
  readonly schedule: ScheduleRow;
  readonly done: Run;
  readonly lost: Run;
  /** Its outputs are invalid. */
  readonly unread: Run;
  readonly live: Run;
  readonly waiting: Run;
}

/** A data folder in which everything has failed that can, with only Turkish names. */
export async function seedTroubles(home: string): Promise<void> {
  const server = await startRota({ home });
  await server.console('PUT', `/api/calendars/${encodeURIComponent('İş günleri')}`, {
    name: 'İş günleri',
    weekend: [6, 7],
    country: 'TR',
    halfDays: 'off-from-13',
    off: [{ day: '2026-12-31', name: 'Sayım' }],
    on: ['2026-12-26'],
  });
  await server.addProcess({
    name: 'Faturalar',
    title: 'Fatura indirme',
    command: 'node',
    args: ['-e', works],
    parameters,
  });
  await server.addProcess({ name: 'Programsız', command: 'olmayan-robot', cwd: '/olmayan/klasör' });
  await server.addProcess({
    name: 'Hatalı',
    command: 'node',
    args: ['-e', 'console.error("pencere yok"); process.exit(3)'],
  });
  await server.addProcess({ name: 'Kapalı', command: 'node', enabled: false });
  await server.addProcess({
    name: 'Çıktısız',
    command: 'node',
    args: ['-e', 'require("fs").writeFileSync(process.env.ROTA_OUTPUT, "bu ne")'],
  });
  await server.addProcess({
    name: 'Yavaş',
    command: 'node',
    args: ['-e', 'setInterval(()=>{}, 1000)'],
    timeoutSeconds: 1,
  });
  await server.addProcess({
    name: 'Süren',
    command: 'node',
    maxConcurrent: 1,
    args: ['-e', 'console.log("::progress value=40::yazıyor"); setInterval(()=>{}, 1000)'],
  });
  const schedule = (name: string, process: string, plan: object, options = {}) =>
    server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
      name,
      process,
      plan,
      options,
      values: process === 'Faturalar' ? { firma: 'Acme' } : {},
    });
  const cron = (quartz: string) => ({ kind: 'cron', quartz, timezone: 'Europe/Istanbul' });
  await schedule('Her sabah', 'Faturalar', cron('0 0 9 ? * MON-FRI'), {
    calendars: [{ calendar: 'İş günleri', action: 'skip' }],
  });
  await schedule('Ay sonu', 'Hatalı', { ...cron('0 0 9 L * ?'), timezone: 'America/New_York' });
  await schedule('Çağrıyla', 'Programsız', { kind: 'call', timezone: 'UTC' });
  await schedule('Kapalı süreç', 'Kapalı', cron('0 0 9 1 1 ?'));
  for (const code of reasonCodes) await schedule(nameFor(code), 'Yavaş', cron('0 0 9 1 1 ?'));
  await server.addClient({ name: 'Muhasebe' });
  const old = await server.addClient({ name: 'Eski' });
  await server.console('DELETE', `/api/clients/${old.user}`);
  await server.stop({ keepHome: true });

  seedDatabase(path.join(home, 'rota.db'));
  const file = path.join(home, 'rota.json');
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, 60));
}

/** Active while the page is checked. */
export async function startTroubles(server: TestServer): Promise<TurkishSeeds> {
  const { rows } = await server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
  const schedule = rows.find(({ name }) => name === 'Her sabah')!;
  const start = async (name: string, values = {}) =>
    (await server.console<{ run: Run }>('POST', `/api/processes/${encodeURIComponent(name)}/run`, { values })).run;
  const done = await start('Faturalar', { firma: 'Acme' });
  const lost = await start('Programsız');
  const unread = await start('Çıktısız');
  const failed = [await start('Hatalı'), await start('Yavaş')];
  for (const run of [done, lost, unread, ...failed]) await ended(server, run.id);
  const live = await start('Süren');
  return { schedule, done, lost, unread, live, waiting: await start('Süren') };
}
