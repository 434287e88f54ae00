import type { Run } from '../../../contract/run.ts';
import type { TestServer } from '../../support/server.ts';
import type { RunSeeds } from './run-seeds.ts';
import type { Seeds } from './schedule-seeds.ts';
import type { ScreenSeeds } from './screen-list.ts';

const stubborn = `
process.on('SIGTERM', () => console.log('::warning::Asked to stop; the booking is written first'));
for (let i = 1; i <= 9; i += 1) console.log('booked line ' + i);
setInterval(() => {}, 1000);
`;

/** Further data for the pictures: clients, a calendar, a run that does not stop, a webhook that failed. */
export async function seedForShow(server: TestServer, runs: RunSeeds, schedules: Seeds): Promise<ScreenSeeds> {
  const erp = await server.addClient({ name: 'ERP' });
  await erp.call('process/list');
  await server.addClient({ name: 'Warehouse', scopes: ['read'], processes: ['Invoices'] });
  const old = await server.addClient({ name: 'Old portal' });
  await server.console('DELETE', `/api/clients/${old.user}`);
  await server.console('PUT', `/api/calendars/${encodeURIComponent('Türkiye')}`, {
    name: 'Türkiye',
    weekend: [6, 7],
    country: 'TR',
    halfDays: 'off-from-13',
    off: [{ day: '2026-12-31', name: 'Stock taking' }],
    on: [],
  });
  await server.addProcess({
    name: 'Bookings',
    title: 'Bookings',
    command: 'node',
    args: ['-e', stubborn],
    graceSeconds: 600,
  });
  const { run } = await server.console<{ run: Run }>('POST', '/api/processes/Bookings/run', { values: {} });
  await wroteLine(server, run.id, 9);
  await server.console('POST', `/api/runs/${run.id}/cancel`, {});
  await server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  await server.console('POST', '/api/webhooks/test', { url: 'http://127.0.0.1:9/rota' }).catch(() => undefined);
  await server.console('POST', `/api/schedules/${schedules.failing.id}/run`, {});
  return { runs, schedules, stubborn: run };
}

async function wroteLine(server: TestServer, id: string, line: number): Promise<void> {
  for (;;) {
    const { total } = await server.console<{ total: number }>('GET', `/api/runs/${id}/log`);
    if (total >= line) return;
  }
}
