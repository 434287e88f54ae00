import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectorApi, connectorStreams, consoleApi, streams } from '../../contract/api.ts';
import { connectorRights, consoleRights, forAllOnly, streamRights } from '../../contract/rights.ts';
import { isAtLeast, roles, type Role } from '../../contract/roles.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { losesLastAdministrator, userFault, type RuledUser } from '../../server/domain/user-rules.ts';
import { browserWords } from '../../server/http/session/browser-words.ts';

const user = (name: string, role: Role = 'viewer', more: Partial<RuledUser> = {}): RuledUser => ({
  ...{ id: name, name, title: name, role, tags: null, isDisabled: false },
  ...more,
});

test('an endpoint has no role that it needs, or a viewer may change something', () => {
  assert.deepEqual(Object.keys(consoleRights).sort(), Object.keys(consoleApi).sort());
  assert.deepEqual(Object.keys(connectorRights).sort(), Object.keys(connectorApi).sort());
  assert.deepEqual(Object.keys(streamRights).sort(), Object.keys({ ...streams, ...connectorStreams }).sort());
  for (const name of forAllOnly) assert.ok(name in consoleApi, name);
  const own = ['signOut', 'signInLink', 'changeMe', 'changePassword', 'endSession', 'favouriteSchedule'];
  own.push('beginCodes', 'confirmCodes', 'endCodes', 'connectMe', 'disconnectMe', 'changeMyPreferences');
  own.push('passkeyOptions', 'addPasskey', 'renamePasskey', 'removePasskey');
  const asking = ['scheduleTimes', 'watchLog'];
  for (const [name, { method, access }] of Object.entries(consoleApi)) {
    if (method === 'GET' || (access as string) === 'open' || own.includes(name) || asking.includes(name)) continue;
    assert.notEqual(consoleRights[name as keyof typeof consoleRights], 'viewer', name);
  }
});

test('a role may not do what the one below it may', () => {
  for (const [at, role] of roles.entries())
    for (const [other, needed] of roles.entries()) assert.equal(isAtLeast(role, needed), at >= other);
});

test('two users have one name, or one stands for another in the audit', () => {
  const all = [user('ayse', 'viewer', { id: '1', title: 'Ayşe Yılmaz' })];
  const faultOf = (one: RuledUser) => {
    const fault = userFault(one, all);
    return fault === null ? null : `${fault.field} ${fault.code} ${inEnglish(fault.sentence)}`;
  };
  assert.equal(faultOf(user('mehmet')), null);
  assert.equal(faultOf(user('ayse', 'viewer', { id: '1' })), null, 'itself');
  assert.match(faultOf(user('AYŞE')) ?? '', /^name NAME_TAKEN/);
  assert.match(faultOf(user('x', 'viewer', { title: 'ayşe  yilmaz' })) ?? '', /^title NAME_TAKEN/);
  assert.match(faultOf(user('x', 'viewer', { title: 'Ayse' })) ?? '', /^title NAME_TAKEN/);
  for (const name of ['operator', 'Rota', 'komut satırı', 'client erp', '\u202eeva', '…'])
    assert.match(faultOf(user(name)) ?? '', /^name BODY_INVALID/, name);
  assert.match(faultOf(user('boss', 'administrator', { tags: ['bank'] })) ?? '', /^tags BODY_INVALID an administrator/);
});

test('the last administrator locks everybody out', () => {
  const boss = user('boss', 'administrator');
  const loses = (before: RuledUser[], after: RuledUser[]) => losesLastAdministrator(before, after);
  assert.ok(loses([boss], []));
  assert.ok(loses([boss], [{ ...boss, role: 'editor' }]));
  assert.ok(loses([boss], [{ ...boss, isDisabled: true }]));
  assert.ok(!loses([boss, user('other', 'administrator')], [user('other', 'administrator')]));
  assert.ok(!loses([user('a')], []));
});

test('a session is of a browser that nobody recognises', () => {
  const of = (system: string, rest: string) =>
    browserWords(`Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${rest}`);
  assert.equal(of('Windows NT 10.0; Win64; x64', 'Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'), 'Edge, Windows');
  assert.equal(of('Macintosh; Intel Mac OS X 10_15_7', 'Version/18.0 Safari/605.1.15'), 'Safari, macOS');
  assert.equal(of('iPhone; CPU iPhone OS 18_0 like Mac OS X', 'CriOS/140.0 Mobile Safari/604.1'), 'Chrome, iPhone');
  assert.equal(of('X11; Linux x86_64', 'Rota/1.0.0 Chrome/140.0.0.0 Electron/40.0.0 Safari/537.36'), 'Rota, Linux');
  assert.equal(of('X11; Linux x86_64', 'HeadlessChrome/140.0.0.0 Safari/537.36'), 'Chrome, Linux');
  assert.equal(of('Linux; Android 15', 'Chrome/140.0.0.0 Mobile Safari/537.36'), 'Chrome, Android');
  assert.equal(browserWords('curl/8.5.0'), '');
  assert.equal(browserWords(undefined), '');
});
