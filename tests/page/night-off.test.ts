import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { startRota } from '../support/server.ts';
import { axeViolations, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

const hour = 3_600_000;
let rota: RotaPage;

/** A server that was off for three and a half hours: its schedule was due three times and skips missed runs. */
before(async () => {
  const evening = await startRota();
  await evening.addProcess({ name: 'Night', command: 'true' });
  // Half an hour from now, so that seconds do not decide whether the last due time counts as missed.
  const now = Date.now();
  const last = Math.floor(now / 60_000) * 60_000 - hour / 2;
  const plan = { kind: 'cron', quartz: `0 ${new Date(last).getUTCMinutes()} * * * ?`, timezone: 'UTC' };
  const draft = { name: 'Night report', process: 'Night', plan, options: { misfire: 'skip' } };
  await evening.console('POST', '/api/schedules', draft);
  await evening.stop({ keepHome: true });
  const database = new DatabaseSync(path.join(evening.home, 'rota.db'));
  database.prepare('UPDATE schedule SET due = ?, cursor = ?').run(last - 2 * hour, last - 2 * hour);
  database.close();
  await writeFile(path.join(evening.home, 'alive'), String(last - 2 * hour - 60_000));
  rota = await openRotaPage({ home: evening.home });
  await rota.set({ language: 'en', theme: 'light' });
});
after(() => rota.close());

const repeated = async () => {
  const { runs } = await rota.server.console<{ runs: Run[] }>('GET', '/api/runs?trigger=rerun');
  return runs.map(({ rerunOf }) => rerunOf);
};

test('after a night off the page says once what was missed and why; each is run or skipped, and the rest at once', async () => {
  const { page, complaints } = await rota.open('/overview');
  const notice = page.getByText(/^Rota was not running from .+ to .+: 3 runs were missed\.$/);
  await notice.waitFor();
  await settle(page);
  // A missed run has not failed.
  // The notice asks about its runs: the schedule is no second thing to do.
  await page.getByRole('heading', { name: 'Needs attention1' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Seen/ }).count(), 0);
  assert.deepEqual(await axeViolations(page), []);
  const missed = await rota.server.console<{ runs: Run[] }>('GET', '/api/runs?result=missed');
  const [third, second, first] = missed.runs.map(({ id }) => id);
  const each = page.getByRole('button', { name: /^Run now: Night report, / });
  assert.equal(await each.count(), 3);
  await each.first().click();
  await page.waitForFunction(() => document.querySelectorAll('details li').length === 2);
  assert.deepEqual(await repeated(), [first]);
  await page
    .getByRole('button', { name: /^Skip: Night report, / })
    .first()
    .click();
  await page.getByRole('button', { name: 'Run it now' }).click();
  await notice.waitFor({ state: 'detached' });
  assert.deepEqual((await repeated()).toSorted(), [first, third].toSorted());
  assert.ok(second);
  assert.deepEqual(complaints, []);
  await page.close();
});
