import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { startRota } from '../support/server.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;

before(async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-reasons-'));
  await (await startRota({ home })).stop({ keepHome: true });
  addOldRun(path.join(home, 'rota.db'));
  rota = await openRotaPage({ home });
  await rota.set({ language: 'tr', theme: 'light' });
});
after(() => rota.close());

const turkish = /"no-such-robot" programı bulunamadı: tam yolunu verin ya da PATH içine koyun/;
const english = /was not found|give its full path/;

test('a program that is not found is named in Turkish by its run and in its row, without an English sentence', async () => {
  await rota.server.addProcess({ name: 'NoProgram', command: 'no-such-robot' });
  const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
    process: 'NoProgram',
    name: 'Robot yok',
    values: {},
    plan: { kind: 'cron', quartz: '0 0 9 1 1 ?', timezone: 'UTC' },
  });
  const { run } = await rota.server.console<{ run: Run }>('POST', `/api/schedules/${row.id}/run`, {});
  await ended(rota.server, run.id);

  const { page, complaints } = await rota.open(`/runs/${run.id}`);
  try {
    const why = page.getByRole('region', { name: 'Neden başarılı olmadı' });
    await why.locator('strong').getByText(turkish).waitFor();
    // Nor the lines that Rota itself wrote into the log, which is in English.
    await page.locator('[data-line]').first().waitFor();
    assert.doesNotMatch(await why.innerText(), english);
    await page.goto(`${rota.server.url}/#/runs/${run.id}?tab=tries`);
    const end = page.getByRole('cell', { name: turkish });
    await end.waitFor();
    assert.match(await end.innerText(), /^başlatılamadı: /);
    await page.goto(`${rota.server.url}/#/schedules`);
    const line = page.locator('tbody tr[data-key]').filter({ hasText: 'Robot yok' });
    await line.getByTitle(turkish).waitFor();
    assert.doesNotMatch(await page.locator('main').innerHTML(), english);
    await page.goto(`${rota.server.url}/#/runs`);
    await page.locator('tbody tr[data-key]').filter({ hasText: 'Robot yok' }).getByText(turkish).waitFor();
    assert.deepEqual(complaints, []);
  } finally {
    await page.close();
  }
});

test('a run that was stored with an English text keeps being shown', async () => {
  const { page, complaints } = await rota.open('/runs/old?tab=tries');
  try {
    const why = page.getByRole('region', { name: 'Neden başarılı olmadı' });
    await why.locator('strong').getByText('Program "old-robot" was not found').waitFor();
    await page.getByRole('cell', { name: 'başlatılamadı: program "old-robot" was not found' }).waitFor();
    assert.deepEqual(complaints, []);
  } finally {
    await page.close();
  }
});

/** As stored before reasons were kept with their facts. */
function addOldRun(file: string): void {
  const message = 'program "old-robot" was not found';
  const now = Date.now();
  const db = new DatabaseSync(file);
  db.prepare(
    `INSERT INTO run (id, schedule, process, trigger, status, outcome, reason, due_at, queued_at, started_at, ended_at, attempt, max_attempts, rank, worker)
     VALUES ('old', (SELECT min(seq) FROM schedule), 'Old', 'schedule', 'ended', 'failed', ?1, ?2, ?2, ?2, ?2, 1, 1, 0, 'w')`,
  ).run(JSON.stringify({ code: 'spawn-failed', params: { message } }), now - 3_600_000);
  db.prepare(
    `INSERT INTO attempt (run, number, started_at, ended_at, facts)
     VALUES ((SELECT seq FROM run WHERE id = 'old'), 1, ?1, ?1, ?2)`,
  ).run(now - 3_600_000, JSON.stringify({ exitCode: null, signal: null, spawnError: { code: 'ENOENT', message } }));
  db.close();
}
