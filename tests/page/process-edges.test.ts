import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { ProcessRow } from '../../contract/console.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

const script = 'console.log(1)\nconsole.log(2)';

const argsOf = async (name: string) => {
  const { processes } = await rota.server.console<{ processes: ProcessRow[] }>('GET', '/api/processes');
  return processes.find(({ process }) => process.name === name)?.process.args;
};

test('a script of several lines among the arguments is flattened by whoever edits it', async () => {
  await rota.server.addProcess({ name: 'Script', command: 'node', args: ['-e', script] });
  const { page, complaints } = await rota.open('/processes/Script');
  const plain = page.getByRole('textbox', { name: 'Argument 1', exact: true });
  const lines = page.getByRole('textbox', { name: 'Argument 2', exact: true });
  assert.equal(await lines.inputValue(), script);
  await plain.press('End');
  await plain.press('Enter');
  await lines.press('Control+End');
  await lines.press('Enter');
  await lines.pressSequentially('done()');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved: Script').waitFor();
  assert.deepEqual(await argsOf('Script'), ['-e', `${script}\ndone()`]);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the schedules of a process that is switched off look as if they would run', async () => {
  await rota.server.addProcess({ name: 'Off', command: 'true', enabled: false });
  const plan = { kind: 'cron', quartz: '0 0 9 1 1 ? 2099', timezone: 'UTC' };
  const { row } = await rota.server.console<{ row: { id: string } }>('POST', '/api/schedules', {
    name: 'In vain',
    process: 'Off',
    plan,
  });
  const { page, complaints } = await rota.open('/schedules');
  const cells = page.locator(`tbody tr[data-key="${row.id}"]`);
  await cells.getByText('process "Off" is disabled').waitFor();
  await rota.server.addProcess({ name: 'Off', command: 'true', enabled: true });
  await cells.getByText('01 Jan 2099').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('what was added to a process waits for another key or click before it can be typed', async () => {
  await rota.server.addProcess({ name: 'Grown', command: 'node', args: ['-e'] });
  const { page } = await rota.open('/processes/Grown');
  const focused = (name: string) => page.getByRole('textbox', { name, exact: true }).and(page.locator(':focus'));
  await page.getByRole('button', { name: 'Add argument' }).click();
  await focused('Argument 2').waitFor();
  await page.keyboard.type('process.exit(7)');
  await page.getByRole('button', { name: 'Add parameter' }).click();
  await focused('Name').waitFor();
  await page.keyboard.type('city');
  await page.getByRole('button', { name: 'Add exit code' }).click();
  await focused('Exit code').waitFor();
  await page.keyboard.type('7');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved: Grown').waitFor();
  const { processes } = await rota.server.console<{ processes: ProcessRow[] }>('GET', '/api/processes');
  const stored = processes.find(({ process }) => process.name === 'Grown')?.process;
  assert.deepEqual(stored?.args, ['-e', 'process.exit(7)']);
  assert.deepEqual(Object.keys(stored.parameters.properties), ['city']);
  assert.deepEqual(Object.keys(stored.exitCodes), ['7']);
  await page.close();
});

test('a process still says that it has no schedules when one was made', async () => {
  await rota.server.addProcess({ name: 'Planned', command: 'node' });
  const { page } = await rota.open('/processes');
  const row = page.locator('tr[data-key]', { hasText: 'Planned' });
  await row.getByText('0', { exact: true }).waitFor();
  const plan = { kind: 'call', timezone: 'UTC' };
  await rota.server.console('POST', '/api/schedules', { name: 'New', process: 'Planned', values: {}, plan });
  await row.getByText('1', { exact: true }).waitFor();
  await page.close();
});

test('a test run that left outputs and files is said to have left none until a moment later', async () => {
  const robot = `const fs = require('node:fs');
    fs.appendFileSync(process.env.ROTA_OUTPUT, 'total=12\\n');
    fs.writeFileSync(process.env.ROTA_RUN_DIR + '/artifacts/list.csv', 'a;b');`;
  await rota.server.addProcess({ name: 'Giving', command: 'node', args: ['-e', robot] });
  const { page, complaints } = await rota.open('/processes/Giving?test=1');
  const panel = page.getByRole('region', { name: 'Test run' });
  await panel.evaluate((element) => {
    const said: string[] = ((globalThis as { said?: string[] }).said = []);
    new MutationObserver(() => said.push(element.textContent)).observe(element, { childList: true, subtree: true });
  });
  await panel.getByRole('button', { name: 'Start test' }).click();
  await panel.getByRole('link', { name: /list\.csv/ }).waitFor();
  await panel.getByText('total', { exact: true }).waitFor();
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  assert.ok(said.length > 0);
  assert.deepEqual(
    said.filter((text) => text.includes('No outputs')),
    [],
  );
  assert.deepEqual(complaints, []);
  await page.close();
});
