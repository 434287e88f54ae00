import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

const daily =
  '<CalendarTrigger><StartBoundary>2026-01-05T08:30:00</StartBoundary><ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger>';
const onEvent = '<EventTrigger><Subscription>*[System[EventID=4624]]</Subscription></EventTrigger>';
const task = (triggers: string) => `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><URI>\\Şube\\Günlük rapor</URI></RegistrationInfo>
  <Triggers>${triggers}</Triggers>
  <Actions Context="Author"><Exec><Command>C:\\Robots\\report.exe</Command><Arguments>--all</Arguments></Exec></Actions>
</Task>`;
/** As the Task Scheduler of Windows saves it. */
const asWindowsWrites = (text: string) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le');

test('a task as Windows saves it (UTF-16) is read, what cannot be taken over is said, and a file that was mended can be chosen again', async () => {
  const { page, complaints } = await rota.open('/settings/data');
  const choose = (buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name: 'report.xml', mimeType: 'text/xml', buffer });
  const text = page.locator('main textarea');
  const check = page.getByRole('button', { name: 'Show what would change' });

  await choose(asWindowsWrites(task(daily).replace('</Actions>', '')));
  await page.waitForFunction(() => document.querySelector('main textarea')?.textContent?.includes('Günlük rapor'));
  assert.equal(await page.locator('input[value=windows-task]').isChecked(), true);
  await check.click();
  await page.locator('main [aria-invalid=true]').waitFor();

  await choose(asWindowsWrites(task(daily + onEvent)));
  await page.waitForFunction(() => !document.querySelector('main [aria-invalid=true]'));
  assert.match(await text.inputValue(), /^\s*<\?xml[^]*Günlük rapor[^]*<\/Task>\s*$/);
  await check.click();
  await page.locator('main table').last().getByText('Günlük rapor').first().waitFor();
  const rows = await page.locator('main [role=status] tbody tr').allInnerTexts();
  assert.deepEqual(
    rows.map((row) =>
      row
        .split('\t')
        .map((cell) => cell.trim())
        .slice(0, 3),
    ),
    [
      ['schedule', 'Günlük rapor', 'refused'],
      ['process', 'Günlük rapor', 'added'],
      ['schedule', 'Günlük rapor', 'added'],
    ],
  );
  assert.match(rows[0] ?? '', /event/);
  assert.deepEqual(
    complaints.filter((each) => !each.includes('status of 4')),
    [],
  );
  await page.close();
});

test('a crontab that does not say whether a word is a user is asked about, the answer is tried at once, and does not hold for the next file', async () => {
  const { page, complaints } = await rota.open('/settings/data');
  const choose = (name: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const rows = () => page.locator('main [role=status] tbody tr').allInnerTexts();
  const column = page.getByRole('combobox', { name: 'Does each line name a user?' });
  const apply = page.getByRole('button', { name: 'Import 2 changes' });
  await page.locator('input[value=crontab]').check();
  await choose('mail.crontab', 'MAILTO=ops@example.org\n0 9 * * * mia sync-mail now\n');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.locator('main [role=status] tbody tr').getByText('refused').waitFor();
  await page.getByText('Rota sends no mail to ops@example.org', { exact: false }).waitFor();
  assert.equal(await column.getAttribute('aria-invalid'), 'true');
  assert.equal(await apply.count(), 0);

  await column.click();
  await page.getByRole('option').nth(1).click();
  await apply.waitFor();
  assert.equal(await column.getAttribute('aria-invalid'), null);
  assert.match((await rows()).join('\n'), /sync-mail[^]*ran as the user mia/);
  await apply.click();
  await page.getByRole('heading', { name: 'Imported. This changed' }).waitFor();
  const { rows: schedules } = await rota.server.console<{ rows: { process: string }[] }>('GET', '/api/schedules');
  assert.deepEqual(
    schedules.map(({ process }) => process).filter((process) => process === 'sync-mail'),
    ['sync-mail'],
  );

  await choose('other.crontab', 'MAILTO=ops@example.org\n');
  await page.getByText('File: other.crontab').waitFor();
  assert.equal(await column.inputValue(), '');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.locator('main [role=status]').getByText('Rota sends no mail', { exact: false }).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('units of systemd show no preview, or what cannot be taken over is not named in it', async () => {
  const { page, complaints } = await rota.open('/settings/data');
  const units = `# /etc/systemd/system/clean.timer
[Timer]
OnCalendar=Mon..Fri 06:30
# /etc/systemd/system/clean.service
[Service]
ExecStart=/opt/clean.sh --all
# /etc/systemd/system/in.path
[Path]
PathExistsGlob=/srv/in/*.xml
Unit=clean.service
`;
  const given = { name: 'clean.timer', mimeType: 'text/plain', buffer: Buffer.from(units) };
  await page.locator('input[type=file]').setInputFiles(given);
  await page.waitForFunction(() => document.querySelector('main textarea')?.textContent?.includes('OnCalendar'));
  assert.equal(await page.locator('input[value=systemd]').isChecked(), true);
  await page.getByRole('button', { name: 'Show what would change' }).click();
  const rows = page.locator('main [role=status] tbody tr');
  await rows.first().waitFor();
  const told = (await rows.allInnerTexts()).join('\n');
  assert.match(told, /process\s+clean\s+added/);
  assert.match(told, /schedule\s+clean\s+added/);
  assert.deepEqual(complaints, []);
  await page.close();
});
