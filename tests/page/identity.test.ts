import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { identityCallbackPath } from '../../contract/sign-in-ways.ts';
import {
  clientId,
  clientSecret,
  openIdentityProvider,
  type IdentityProviderRig,
} from '../support/identity-provider.ts';
import { axeViolations } from './support/rota-page.ts';
import { isIn, openPeoplePage, signInAs, type PeoplePage, type Person } from './support/people-page.ts';

// The ways to sign in besides a password, on the page: the company's account at a real provider, one-time codes, passkeys.

let people: PeoplePage;
let provider: IdentityProviderRig;
before(async () => {
  people = await openPeoplePage();
  provider = await openIdentityProvider({
    redirectUrl: `${people.server.url}${identityCallbackPath}`,
    accounts: {
      fatma: { name: 'Fatma Kaya', email: 'fatma@example.com', email_verified: true, groups: ['robots'] },
      stranger: { name: 'Stranger', email: 's@elsewhere.org', email_verified: true, groups: ['others'] },
      hakan: { name: 'Hakan', email: 'hakan@example.com', email_verified: true, groups: ['robots'] },
      merve: { name: 'Merve', email: 'merve@example.com', email_verified: true, groups: ['robots'] },
    },
  });
});
after(async () => {
  await provider.stop();
  await people.close();
});

const atLocalhost = () => people.server.url.replace('127.0.0.1', 'localhost');
const section = (person: Person, place: string, base = people.server.url) =>
  person.page.goto(`${base}/#/settings/${place}`);

async function atProvider(page: Page, login: string): Promise<void> {
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', 'any');
  await page.press('input[name=password]', 'Enter');
}

async function signOut(page: Page, words: RegExp, act: string): Promise<void> {
  await page.getByRole('button', { name: words }).click();
  await page.getByRole('button', { name: act, exact: true }).first().click();
  await page.waitForSelector('input[name=username]');
}

test('company sign-in cannot be set up on the page, or what is wrong with it shows only when somebody tries', async () => {
  const boss = await people.person({ name: 'boss', role: 'administrator' });
  await section(boss, 'people');
  const { page } = boss;
  await page.getByRole('button', { name: 'Set up…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Company sign-in' });
  await dialog.getByText(`${people.server.url}${identityCallbackPath}`).waitFor();
  await dialog.getByLabel('Name on the button').fill('Example');
  await dialog.getByLabel('Issuer').fill(provider.issuer);
  await dialog.getByLabel('Client ID').fill(clientId);
  await dialog.getByLabel('Client secret', { exact: true }).fill('not this one');
  assert.deepEqual(await axeViolations(page), []);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog
    .getByRole('alert')
    .getByText(/client/i)
    .waitFor();
  await dialog.getByLabel('Client secret', { exact: true }).fill(clientSecret);
  await dialog.getByLabel('Who signs in for the first time').selectOption({ label: 'Is let in as: Operator' });
  await dialog.getByLabel('Only these groups').fill('robots');
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.getByText('Line 1 is not “group = role”: robots').waitFor();
  await dialog.getByLabel('Only these groups').fill('robots = operator');
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.getByText('It works as far as can be seen without a person.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Enabled: Example, ${provider.issuer}`).waitFor();
  // The secret does not come back, and stays when something else is changed.
  await page.getByRole('button', { name: 'Change…' }).click();
  assert.equal(await dialog.getByLabel('Client secret', { exact: true }).inputValue(), '');
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.getByText('It works as far as can be seen without a person.').waitFor();
  // A provider that knows Rota as a public client has no secret.
  await dialog.getByRole('button', { name: 'Remove the client secret' }).click();
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog
    .getByRole('alert')
    .getByText(/client/i)
    .waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await boss.close();
});

test('beside three people of three roles a fourth one cannot come in by the provider, or a refusal has no words', async () => {
  const others = [];
  for (const role of ['viewer', 'operator', 'editor'] as const)
    others.push(await people.person({ name: `one-${role}`, role }));
  const fatma = await people.browserAt(people.server.url);
  const { page } = fatma;
  await page.getByRole('button', { name: 'Sign in with Example' }).waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await page.getByRole('button', { name: 'Sign in with Example' }).click();
  await atProvider(page, 'fatma');
  await isIn(page);
  await page.getByRole('button', { name: 'Signed in as Fatma Kaya' }).waitFor();
  for (const other of others) {
    await other.page.reload();
    await isIn(other.page);
    await other.close();
  }
  await fatma.close();

  const sentences: string[] = [];
  for (const locale of ['en-GB', 'tr-TR']) {
    const stranger = await people.browserAt(people.server.url, { locale });
    await stranger.page.getByRole('button', { name: /Example/ }).click();
    await atProvider(stranger.page, 'stranger');
    const alert = stranger.page.locator('p[role=alert]');
    await alert.waitFor();
    sentences.push((await alert.textContent()) ?? '');
    assert.deepEqual(await axeViolations(stranger.page), []);
    await stranger.page.getByRole('link', { name: locale === 'tr-TR' ? /Rota/ : 'Sign in to Rota' }).click();
    await stranger.page.waitForSelector('input[name=username]');
    await stranger.close();
  }
  assert.match(sentences[0] ?? '', /group/);
  assert.match(sentences[1] ?? '', /grup|grub/);
});

test('an invitation cannot be taken with the company’s account, or nobody can take that off again', async () => {
  const { invitation } = await people.add({ name: 'merve', title: 'Merve', role: 'editor' });
  const merve = await people.browserAt(invitation.url);
  await merve.page.getByRole('button', { name: 'Sign in with Example' }).click();
  await atProvider(merve.page, 'merve');
  await isIn(merve.page);
  await section(merve, 'account');
  await merve.page.getByText(`Connected with ${provider.issuer}.`).waitFor();
  assert.deepEqual(await axeViolations(merve.page), []);
  const chief = await people.person({ name: 'chief', role: 'administrator' });
  await takeOff(chief, 'Merve', 'Disconnect company account');
  await chief.close();
  await merve.page.reload();
  await merve.page.getByRole('button', { name: 'Connect with Example' }).waitFor();
  await merve.close();
});

/** An administrator takes a way to sign in off somebody. */
async function takeOff(chief: Person, title: string, act: string): Promise<void> {
  await section(chief, 'people');
  await chief.page.getByRole('row', { name: title }).getByRole('button').first().click();
  const manage = chief.page.getByRole('dialog', { name: new RegExp(`${title}(?!:)`) });
  await manage.getByRole('button', { name: act }).click();
  await chief.page
    .getByRole('dialog', { name: `${title}: ${act}?` })
    .getByRole('button', { name: act })
    .click();
  await manage.getByRole('button', { name: act }).waitFor({ state: 'detached' });
  assert.deepEqual(await axeViolations(chief.page), []);
}

const codeOf = (secret: string, steps = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });

test('an own account cannot be connected with the company’s, or not disconnected', async () => {
  const hakan = await people.person({ name: 'hakan', title: 'Hakan', role: 'viewer' });
  const { page } = hakan;
  await section(hakan, 'account');
  await page.getByRole('button', { name: 'Connect with Example' }).click();
  await atProvider(page, 'hakan');
  await page.getByText(`Connected with ${provider.issuer}.`).waitFor();
  await page.getByRole('button', { name: 'Disconnect…' }).click();
  const dialog = page.getByRole('dialog');
  assert.deepEqual(await axeViolations(page), []);
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('button', { name: 'Connect with Example' }).waitFor();
  await hakan.close();
});

/** From the account to the recovery codes, with a wrong code in between; resolves to the secret. */
async function setUpCodes(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Set up…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  assert.deepEqual(await axeViolations(page), []);
  const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await dialog.getByLabel('Code that the app shows now').fill('000000');
  await dialog.getByRole('button', { name: 'Enable' }).click();
  await dialog.getByText(/is not the present code/).waitFor();
  await dialog.getByLabel('Code that the app shows now').fill(codeOf(secret, -1));
  await dialog.getByRole('button', { name: 'Enable' }).click();
  await dialog.getByRole('list', { name: 'Recovery codes' }).locator('li').nth(9).waitFor();
  return secret;
}

test('one-time codes cannot be set up by hand, are not asked for, or a recovery code opens nothing', async () => {
  const kemal = await people.person({ name: 'kemal', title: 'Kemal', role: 'operator' });
  const { page } = kemal;
  await section(kemal, 'account');
  const dialog = page.getByRole('dialog');
  const secret = await setUpCodes(page);
  const recovery = await dialog.getByRole('list', { name: 'Recovery codes' }).locator('li').allTextContents();
  assert.equal(recovery.length, 10);
  assert.deepEqual(await axeViolations(page), []);
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText(/Recovery codes left: 10/).waitFor();

  await signOut(page, /Signed in as Kemal/, 'Sign out');
  await signInAs(page, 'kemal');
  await page.getByText(/Enter the code that your authenticator app shows/).waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await page.fill('input[name=code]', codeOf(secret));
  await page.press('input[name=code]', 'Enter');
  await isIn(page);
  await signOut(page, /Signed in as Kemal/, 'Sign out');
  await signInAs(page, 'kemal');
  await page.fill('input[name=code]', recovery[0] ?? '');
  await page.press('input[name=code]', 'Enter');
  await isIn(page);
  await section(kemal, 'account');
  await page.getByText(/Recovery codes left: 9/).waitFor();
  await page.getByRole('button', { name: 'Disable…' }).click();
  await dialog.getByLabel('Code', { exact: true }).fill(recovery[1] ?? '');
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await page.getByText(/After the password Rota asks for a code/).waitFor();
  await kemal.close();
});

test('who has lost the phone is kept out though an administrator took the codes off, or company sign-in cannot be removed', async () => {
  const nur = await people.person({ name: 'nur', title: 'Nur', role: 'viewer' });
  await section(nur, 'account');
  await setUpCodes(nur.page);
  await nur.page.getByRole('button', { name: 'I have kept them' }).click();
  const chief = await people.person({ name: 'chief2', role: 'administrator' });
  await takeOff(chief, 'Nur', 'Disable one-time codes');
  await signOut(nur.page, /Signed in as Nur/, 'Sign out');
  await signInAs(nur.page, 'nur');
  await isIn(nur.page);
  await nur.close();
  await chief.page.keyboard.press('Escape');
  await chief.page.getByRole('button', { name: 'Remove…' }).click();
  await chief.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await chief.page.getByText('Not set up.').waitFor();
  await chief.close();
  const guest = await people.browserAt(people.server.url, { width: 375 });
  await guest.page.waitForSelector('input[name=username]');
  assert.equal(await guest.page.getByRole('button', { name: 'Sign in with Example' }).count(), 0);
  const box = await guest.page.getByRole('heading', { level: 1 }).evaluate((element) => {
    const { left, right } = element.parentElement!.getBoundingClientRect();
    return { isIn: left > 0 && right < innerWidth, wide: document.documentElement.scrollWidth };
  });
  assert.deepEqual(box, { isIn: true, wide: 375 }, 'on a phone the sign-in stands out of the window');
  await guest.close();
});

test('a passkey cannot be made, used, renamed or removed; or an address without passkeys does not say so', async () => {
  const zeynep = await people.person({ name: 'zeynep', title: 'Zeynep', role: 'operator' });
  const { page, context } = zeynep;
  await section(zeynep, 'account');
  await page.getByText('Passkeys work at localhost and at host names, not at a bare address like this one.').waitFor();
  await page.getByRole('link', { name: 'Open this page at localhost' }).click();
  await signInAs(page, 'zeynep');
  await isIn(page);
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    },
  });
  await section(zeynep, 'account', atLocalhost());
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Laptop');
  assert.deepEqual(await axeViolations(page), []);
  await dialog.getByRole('button', { name: 'Add a passkey' }).click();
  const list = page.getByRole('list', { name: 'Your passkeys' });
  await list.getByText('Laptop').waitFor();

  await signOut(page, /Signed in as Zeynep/, 'Sign out');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await isIn(page);
  await section(zeynep, 'account', atLocalhost());
  await list.getByRole('button', { name: 'Rename…' }).click();
  await dialog.getByLabel('Name').fill('Old laptop');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await list.getByText('Old laptop').waitFor();
  await list.getByRole('button', { name: 'Remove…' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No passkey yet.').waitFor();
  await zeynep.close();
});
