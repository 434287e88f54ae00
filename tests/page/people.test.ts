import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { axeViolations, goTo } from './support/rota-page.ts';
import { choosePassword, isIn, openPeoplePage, password, signInAs, type PeoplePage } from './support/people-page.ts';

let people: PeoplePage;
before(async () => {
  people = await openPeoplePage();
});
after(() => people.close());

const lookOf = (page: Page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['mantineColorScheme']]);
const address = (place: string) => `${people.server.url}/#${place}`;
const newLink = async () => (await people.server.console<{ url: string }>('POST', '/api/session/link')).url;
const row = (page: Page) => page.locator('tbody tr[data-key]').first();

test('an invitation opens the page twice, or for a password that is too short', async () => {
  const { invitation } = await people.add({ name: 'deniz', title: 'Deniz Ak', role: 'viewer' });
  const { page, complaints, close } = await people.browserAt(invitation.url, { locale: 'tr-TR' });
  await page.getByRole('heading', { name: 'Rota’ya hoş geldiniz, Deniz Ak' }).waitFor();
  complaints.length = 0;
  await page.fill('input[name=password]', 'short');
  await page.getByText('5 karakter daha gerekiyor').waitFor();
  await page.press('input[name=password]', 'Enter');
  await page.waitForSelector('input[name=password][aria-invalid=true]');
  assert.deepEqual(await axeViolations(page), []);
  await choosePassword(page);
  await page.getByRole('heading', { level: 1, name: 'Zamanlayıcı' }).waitFor();
  assert.doesNotMatch(page.url(), /token/);
  assert.deepEqual(complaints, []);
  await page.goto(invitation.url);
  await page.getByText(/Bu Rota’nın bir yöneticisinden yeni bir bağlantı isteyin/).waitFor();
  await close();
});

test('whoever signs in with a wrong password is not told so, or cannot sign in after it', async () => {
  const { invitation } = await people.add({ name: 'Çağla', role: 'operator' });
  const { page, complaints, close } = await people.browserAt(invitation.url);
  await choosePassword(page);
  await page.getByRole('button', { name: 'Signed in as Çağla' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to Rota' }).waitFor();
  await page.getByText('npx rota open').waitFor({ state: 'hidden' });
  assert.deepEqual(await axeViolations(page), []);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Enter your user name.').waitFor();
  await signInAs(page, 'cagla', 'not this password');
  await page.getByRole('alert').getByText('Name or password is wrong').waitFor();
  assert.equal(await page.inputValue('input[name=username]'), 'cagla');
  await signInAs(page, 'çağla');
  await page.getByRole('heading', { level: 1, name: 'Scheduler' }).waitFor();
  assert.ok(
    complaints.every((complaint) => /401/.test(complaint)),
    complaints.join('\n'),
  );
  await page.reload();
  await isIn(page);
  await close();
});

test('three people with three roles see or do in their browsers what is not theirs, or not what the others did', async () => {
  const viewer = await people.person({ name: 'veli', title: 'Veli Kaya', role: 'viewer' }, { locale: 'tr-TR' });
  const operator = await people.person({ name: 'olivia', title: 'Olivia Reed', role: 'operator' });
  const editor = await people.person(
    { name: 'ayse', title: 'Ayşe Demir', role: 'editor' },
    { locale: 'tr-TR', colorScheme: 'dark' },
  );
  const three = [viewer, operator, editor];
  assert.deepEqual(await Promise.all(three.map(({ page }) => lookOf(page))), [
    ['tr', 'light'],
    ['en', 'light'],
    ['tr', 'dark'],
  ]);

  // The viewer looks, and is told why not more.
  const run = row(viewer.page).locator('[data-action=run]');
  assert.equal(await run.getAttribute('aria-disabled'), 'true');
  assert.match((await run.getAttribute('title')) ?? '', /yalnızca izlemeye izin veriyor/);
  assert.equal(await viewer.page.getByText('Yeni zamanlama').count(), 0);
  await row(viewer.page).focus();
  await viewer.page.keyboard.press('r');
  await viewer.page.getByText('Rolünüz yalnızca izlemeye izin veriyor').waitFor();
  await viewer.page.keyboard.press('.');
  await viewer.page.waitForSelector('[role=menu]');
  assert.deepEqual(await viewer.page.locator('[role=menu] [role=menuitem][data-danger]').count(), 0);
  await viewer.page.keyboard.press('Escape');

  // The operator starts; both others see it without doing anything.
  assert.equal(await operator.page.getByText('New schedule').count(), 0);
  await Promise.all([goTo(viewer.page, '/runs'), goTo(editor.page, '/runs')]);
  await row(operator.page).locator('[data-action=run]').click();
  await row(viewer.page).waitFor();
  await row(editor.page).getByText('Olivia Reed').waitFor();

  // The editor makes a schedule: it appears at the others. The server stands behind the page.
  await Promise.all([goTo(viewer.page, '/schedules'), goTo(editor.page, '/schedules')]);
  await editor.page.getByRole('link', { name: 'Yeni zamanlama' }).waitFor();
  const made = await fetchAs<{ row: ScheduleRow }>(editor.page, 'POST', '/api/schedules', await draftOf(editor.page));
  assert.equal(made.status, 200, JSON.stringify(made.body));
  for (const { page } of three) await page.getByText('Gece raporu').waitFor();
  const refused = await fetchAs(operator.page, 'DELETE', `/api/schedules/${made.body.row.id}`);
  assert.equal(refused.status, 403);

  await goTo(editor.page, `/schedules/${made.body.row.id}`);
  await editor.page
    .getByText(/Ayşe Demir/)
    .first()
    .waitFor();
  for (const { page } of three) await goTo(page, '/settings/general');
  const sections = (page: Page) => page.locator('main nav a').allTextContents();
  assert.ok(!(await sections(viewer.page)).includes('Kasa'));
  assert.ok((await sections(editor.page)).includes('Kasa'));
  for (const { page } of three) assert.ok(!/Kullanıcılar|People/.test((await sections(page)).join()));
  for (const { complaints } of three)
    assert.deepEqual(
      complaints.filter((complaint) => !/403/.test(complaint)),
      [],
    );

  // A role that is taken away is gone at once.
  const { users } = await people.server.console<{ users: { id: string; name: string }[] }>('GET', '/api/users');
  const idOf = (name: string): string => users.find((user) => user.name === name)?.id ?? '';
  await goTo(editor.page, '/schedules');
  await people.server.console('PATCH', `/api/users/${idOf('ayse')}`, { role: 'viewer' });
  await editor.page.getByRole('link', { name: 'Yeni zamanlama' }).waitFor({ state: 'detached' });
  await people.server.console('PATCH', `/api/users/${idOf('olivia')}`, { isDisabled: true });
  await operator.page.getByRole('heading', { name: 'Sign in to Rota' }).waitFor();
  for (const { close } of three) await close();
});

test('the address of a screen that is for other roles shows it, or nothing', async () => {
  const { page, close } = await people.person({ name: 'bakan', role: 'viewer' });
  for (const place of ['/clients', '/schedules/new', '/processes/new', '/settings/people', '/settings/server']) {
    await goTo(page, place);
    await page.getByText(/Your role does not include this screen/).waitFor();
    assert.equal(await page.locator('main form, main table').count(), 0, place);
  }
  await goTo(page, '/processes');
  await row(page).press('Enter');
  await page.locator('fieldset[disabled]').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('new schedule');
  await page.getByText(/No commands match/).waitFor();
  await close();
});

test('an administrator cannot add, change or shut out people, or is not shown the link', async () => {
  const admin = await people.browserAt(await newLink());
  const { page } = admin;
  await isIn(page);
  await goTo(page, '/settings/people');
  await page.getByRole('button', { name: 'Add user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('User name').fill('mehmet');
  await dialog.getByLabel('Full name').fill('Mehmet Can');
  await dialog.getByRole('radio', { name: /^Viewer/ }).check();
  assert.deepEqual(await axeViolations(page), []);
  await dialog.getByRole('button', { name: 'Add and get the link' }).click();
  await page.getByRole('dialog', { name: 'Link for Mehmet Can' }).waitFor();
  const url = (await dialog.locator('code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Done' }).click();
  const mehmet = await people.browserAt(url);
  await choosePassword(mehmet.page);

  await goTo(page, '/settings/about');
  await goTo(page, '/settings/people');
  await page.getByRole('button', { name: 'Manage Mehmet Can' }).click();
  await dialog.getByText(/Linux|Windows|macOS/).waitFor();
  await dialog.getByRole('radio', { name: /^Editor/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await mehmet.page.getByRole('link', { name: 'New schedule' }).waitFor();
  for (const width of [375, 900, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await axeViolations(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, String(width));
  }
  await page.getByRole('button', { name: 'Manage Mehmet Can' }).click();
  await dialog.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('button', { name: 'Remove user' }).click();
  await mehmet.page.getByRole('heading', { name: 'Sign in to Rota' }).waitFor();
  await page.getByRole('button', { name: 'Manage Mehmet Can' }).waitFor({ state: 'detached' });
  await Promise.all([admin.close(), mehmet.close()]);
});

test('one’s own account cannot be changed, or a change of the password leaves another browser signed in', async () => {
  const one = await people.person({ name: 'selin', title: 'Selin', role: 'operator' }, { width: 375 });
  const other = await people.browserAt(address('/schedules'));
  await signInAs(other.page, 'selin');
  await isIn(other.page);
  await goTo(one.page, '/settings/account');
  await one.page.getByText('(this browser)').waitFor();
  assert.equal(await one.page.locator('main tbody tr').count(), 2);
  assert.deepEqual(await axeViolations(one.page), []);
  assert.ok((await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  await one.page.getByLabel('Full name').fill('Selin Yıldız');
  await one.page.getByRole('button', { name: 'Save' }).click();
  await one.page.getByText('Saved').waitFor();
  await one.page.getByLabel('Present password').fill(password);
  await one.page.getByLabel('New password', { exact: true }).fill('another long pass phrase');
  await one.page.getByRole('button', { name: 'Change password' }).click();
  await one.page.getByText(/Password changed/).waitFor();
  await other.page.getByRole('heading', { name: 'Sign in to Rota' }).waitFor();
  await one.page.reload();
  await isIn(one.page);
  await Promise.all([one.close(), other.close()]);
});

test('a browser shows the language, theme or favourites of somebody else, or a person must choose them in each browser', async () => {
  // Whoever has the computer, in two browsers.
  const first = await people.browserAt(await newLink());
  await isIn(first.page);
  const second = await people.browserAt(await newLink());
  await isIn(second.page);
  await first.page.getByRole('button', { name: 'Türkçe' }).click();
  await first.page.getByRole('button', { name: 'Koyu temayı kullan' }).click();
  await first.page.waitForSelector('html[lang=tr][data-mantine-color-scheme=dark]');
  await second.page.reload();
  await isIn(second.page);
  assert.deepEqual(await lookOf(second.page), ['en', 'light']);
  await first.page.reload();
  await isIn(first.page);
  assert.deepEqual(await lookOf(first.page), ['tr', 'dark']);

  // A user, in two browsers.
  const here = await people.person({ name: 'gezgin', role: 'viewer' });
  const told = here.page.waitForResponse((answer) => answer.url().endsWith('/api/me/preferences'));
  await here.page.getByRole('button', { name: 'Türkçe' }).click();
  assert.equal((await told).status(), 200);
  await here.page.waitForSelector('html[lang=tr]');
  // What could not be kept is taken back, and said.
  const body = JSON.stringify({ message: 'No room.', error: { code: 'STORAGE_UNAVAILABLE', details: [] } });
  const kept = '**/api/me/preferences';
  await here.page.route(kept, (route) => route.fulfill({ status: 503, contentType: 'application/json', body }));
  await here.page.getByRole('button', { name: 'Koyu temayı kullan' }).click();
  await here.page.getByRole('alert').getByText('“Koyu temayı kullan” yapılamadı').waitFor();
  await here.page.getByRole('button', { name: 'Koyu temayı kullan' }).waitFor();
  await here.page.unroute(kept);
  const starred = here.page.waitForResponse((answer) => answer.url().endsWith('/api/me/preferences'));
  await row(here.page).locator('[data-action=favourite]').click();
  assert.equal((await starred).status(), 200);
  const was = await row(second.page).locator('[data-action=favourite]').getAttribute('aria-pressed');
  const there = await people.browserAt(address('/schedules'));
  await signInAs(there.page, 'gezgin');
  await there.page.waitForSelector('html[lang=tr] main h1');
  await row(there.page).waitFor();
  assert.notEqual(await row(there.page).locator('[data-action=favourite]').getAttribute('aria-pressed'), was);
  await Promise.all([first, second, here, there].map(({ close }) => close()));
});

/** A schedule of the process that is there, under another name. */
async function draftOf(page: Page): Promise<object> {
  const { body } = await fetchAs<{ rows: ScheduleRow[] }>(page, 'GET', '/api/schedules');
  const { process } = body.rows[0]!;
  return { name: 'Gece raporu', process, plan: { kind: 'call', timezone: 'UTC' }, values: { userName: 'Ada' } };
}

/** As the page of a person asks the server. */
function fetchAs<Body = unknown>(page: Page, method: string, path: string, body?: object) {
  return page.evaluate(
    async ({ method, path, body }) => {
      const answer = await fetch(path, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as unknown };
    },
    { method, path, body },
  ) as Promise<{ status: number; body: Body }>;
}
