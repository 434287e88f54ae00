import assert from 'node:assert/strict';
import test from 'node:test';
import { rotaError, wholeSentence } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import { argumentsOf, nameInLink, readArguments, relaunchArgs, restartArgs } from '../../electron/arguments.ts';
import { problemIn } from '../../electron/problem.ts';
import { answerIn, troublePage, warningPage } from '../../electron/shell-pages.ts';
import { cookieIn } from '../../electron/sign-in.ts';
import { isOurPage, mayHave, mayOpenOutside } from '../../electron/trusted-places.ts';
import { mainWindowOptions, quickRunWindowOptions, shellWindowOptions } from '../../electron/window-options.ts';
import { wordsOf } from '../../electron/words/words.ts';
import { FolderInUse } from '../../server/store/folder/folder-lock.ts';

const server = 'http://127.0.0.1:8484';

test('a link on the command line lets no other argument through: a web page wrote it', () => {
  assert.deepEqual(readArguments(['--run', 'Evil', 'rota://run/Quick']), {
    isHidden: false,
    runName: null,
    link: 'rota://run/Quick',
    reopenAt: null,
    addressBefore: null,
  });
  assert.equal(readArguments(['--run', 'Quick']).runName, 'Quick');
  assert.equal(readArguments(['--run=Month end']).runName, 'Month end');
  assert.equal(readArguments(['--run', '--hidden']).runName, null);
  assert.equal(readArguments(['.', '--hidden']).isHidden, true);
  assert.deepEqual(argumentsOf('nonsense'), readArguments([]));
});

test('a link names one thing to run and nothing else', () => {
  assert.equal(nameInLink('rota://run/Invoice%20download'), 'Invoice download');
  assert.equal(nameInLink('ROTA://run/Şube'), 'Şube');
  for (const link of [
    'rota://run/',
    'rota://run/a?values=1',
    'rota://run/a#b',
    'rota://delete/a',
    'http://run/a',
    'rota://run/%0a',
    'rota://run/%E0%A4%A',
    'x',
  ]) {
    assert.equal(nameInLink(link), null, link);
  }
});

test('a page is ours by its origin, never by how its address begins', () => {
  assert.equal(isOurPage(`${server}/#/runs`, server), true);
  for (const url of [
    'http://127.0.0.1:8484.evil.example/',
    'http://127.0.0.1:8485/',
    'https://127.0.0.1:8484/',
    'file:///etc/passwd',
    'app://shell/x',
    'about:blank',
    '',
  ]) {
    assert.equal(isOurPage(url, server), false, url);
  }
  assert.equal(isOurPage(server, null), false);
});

test('no link leaves for a program, a file or a host we do not know', () => {
  assert.equal(mayOpenOutside('https://github.com/x', server), true);
  assert.equal(mayOpenOutside(`${server}/api`, server), true);
  for (const url of [
    'file:///c:/windows/system32/calc.exe',
    'ms-settings:',
    'javascript:1',
    'https://github.com.evil.example',
    'http://github.com',
    'https://a@github.com',
    'smb://x',
  ]) {
    assert.equal(mayOpenOutside(url, server), false, url);
  }
});

test('a page may write the clipboard and has no other permission', () => {
  assert.equal(mayHave('clipboard-sanitized-write', `${server}/`, server), true);
  for (const permission of [
    'clipboard-read',
    'geolocation',
    'media',
    'notifications',
    'openExternal',
    'fileSystem',
    'usb',
  ]) {
    assert.equal(mayHave(permission, `${server}/`, server), false, permission);
  }
  assert.equal(mayHave('clipboard-sanitized-write', 'https://github.com/', server), false);
});

test('an app that restarts loses its window or the way back, or piles up what one restart said', () => {
  const url = 'http://127.0.0.1:8484';
  const page = `${url}/#/settings/data?x=1`;
  const open = restartArgs(['/opt/rota', '--hidden', '--run', 'Pay', '--no-sandbox'], page, url);
  assert.deepEqual(open, ['--no-sandbox', '--reopen=#/settings/data?x=1', `--address-before=${url}`]);
  const read = readArguments(open);
  assert.deepEqual([read.reopenAt, read.isHidden, read.addressBefore], ['#/settings/data?x=1', false, url]);
  assert.equal(restartArgs(['/opt/rota'], '', url)[0], '--reopen=#/schedules', 'a page that was not loaded yet');
  assert.equal(readArguments(['--reopen=//192.0.2.1/']).reopenAt, null, 'nothing but a place of the page');
  const next = restartArgs(['/opt/rota', ...open], null, 'http://127.0.0.1:9000');
  assert.deepEqual(next, ['--no-sandbox', '--hidden', '--address-before=http://127.0.0.1:9000']);
  assert.deepEqual(relaunchArgs(['/opt/rota', ...open]), ['--no-sandbox', '--hidden']);
  // A second start says nothing about the address of the first.
  assert.equal(argumentsOf({ ...read, addressBefore: 'http://192.0.2.1:1' }).addressBefore, null);
  assert.equal(readArguments(['rota://run/x', '--address-before=http://192.0.2.1:1']).addressBefore, null);
});

test('an app that starts again after a crash goes to the tray and repeats nothing that it was asked to run', () => {
  assert.deepEqual(relaunchArgs(['/opt/rota', '--run', 'Pay', '--no-sandbox']), ['--no-sandbox', '--hidden']);
  assert.deepEqual(relaunchArgs(['electron', '/app', '--run=Pay', '--hidden', 'rota://run/Pay']), ['/app', '--hidden']);
});

test('every window is sandboxed, on every system; pages of the shell run no script at all', () => {
  for (const platform of ['win32', 'darwin', 'linux'] as const) {
    const facts = { platform, preload: '/p.cjs', icon: '/i.png', isDark: true, isDeveloping: false };
    const all = [
      mainWindowOptions(facts, null),
      quickRunWindowOptions(facts),
      shellWindowOptions(facts, { width: 1, height: 1, isOnTop: true }),
    ];
    for (const { webPreferences, show } of all) {
      assert.deepEqual(
        [webPreferences?.sandbox, webPreferences?.contextIsolation, webPreferences?.nodeIntegration],
        [true, true, false],
      );
      assert.equal(webPreferences?.devTools, false);
      assert.equal(show, false);
    }
    assert.equal(all[2]?.webPreferences?.javascript, false);
    assert.equal(all[2]?.webPreferences?.preload, undefined);
    assert.equal('icon' in (all[0] ?? {}), platform !== 'darwin');
  }
});

test('a name in a page of the shell cannot become markup', () => {
  const html = warningPage('<img src=x onerror=alert(1)>"', 10, wordsOf('en'), 'en');
  assert.equal(html.includes('<img'), false);
  assert.ok(troublePage('a & b', wordsOf('tr'), 'tr').includes('a &amp; b'));
  assert.equal(html.includes('<script'), false);
});

test('only the shell’s own answers are answers', () => {
  assert.equal(answerIn('app://shell/answer/later'), 'later');
  for (const url of ['app://evil/answer/go', 'http://shell/answer/go', 'app://shell/page/1'])
    assert.equal(answerIn(url), null, url);
});

test('a cookie is read as the server wrote it', () => {
  assert.deepEqual(cookieIn('rota_session_8484=abc-_1; Path=/; HttpOnly'), {
    name: 'rota_session_8484',
    value: 'abc-_1',
  });
  for (const header of ['', 'rota_session=', '=x']) assert.equal(cookieIn(header), null);
});

test('why Rota could not start, or a click did nothing, is said in Turkish where Turkish is read', () => {
  const taken = new FolderInUse('/veri', { pid: 7, since: 0 });
  assert.equal(
    problemIn('tr', taken),
    'Başka bir Rota (işlem 7, başlangıç 1970-01-01T00:00:00.000Z) şu veri klasörünü kullanıyor: /veri. Önce onu durdurun ya da buna ROTA_HOME ile başka bir klasör verin.',
  );
  assert.equal(problemIn('en', taken), taken.message);
  const port = wholeSentence(
    'CONFLICT',
    said`Port ${1} is in use by ${said`another program`}. Choose another port: set ROTA_PORT, or "port" in the settings, to a free one (0 takes any).`,
    'port',
  );
  assert.match(problemIn('tr', port), /^1 numaralı bağlantı noktası kullanımda: başka bir program\./);
  assert.equal(
    problemIn('tr', rotaError('VALUE_MISSING', said`is required and missing`, 'values.şehir')),
    'şehir: gerekli, ama verilmemiş',
  );
  assert.equal(problemIn('tr', new Error('EPERM: what the system says')), 'EPERM: what the system says');
});
