import assert from 'node:assert/strict';
import os from 'node:os';
import test from 'node:test';
import { plainReason, reason, type Reason } from '../../contract/reasons.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { exitFacts } from '../../contract/run.ts';
import { inARow, inEnglish, said, saidIn, whatItSays } from '../../contract/translatable.ts';
import { judge } from '../../server/domain/verdict.ts';
import { nextNominal } from '../../server/domain/time/plan-times.ts';
import { createMask } from '../../server/runner/stdout/mask.ts';
import { outputFacts } from '../../server/runner/attempt/output-fault.ts';
import { parseOutputs } from '../../server/runner/attempt/output-text.ts';
import { spawnErrorOf } from '../../server/runner/spawn/spawn-error.ts';
import { serverTr } from '../../contract/words/tr/server.ts';

const context = { exitCodes: {}, attempt: 1, maxAttempts: 1, timeoutMs: null };
const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
};

/** As read back from the database. */
const stored = (made: Reason): Reason => reason.parse(JSON.parse(JSON.stringify(made)));
const turkish = (made: Reason) => reasonIn('tr', stored(made), undefined, serverTr);

test('why a program did not start is stored so that either language can say it', () => {
  const start = { kind: 'command', program: 'robot', args: [], cwd: os.tmpdir(), env: {}, stdinLine: null } as const;
  const ended = (code: string, more: object = {}) => {
    const spawnError = spawnErrorOf(Object.assign(new Error('odd'), { code }), { ...start, ...more });
    const facts = exitFacts.parse(JSON.parse(JSON.stringify({ exitCode: null, signal: null, spawnError })));
    return judge(facts, context).reason;
  };
  const missing = ended('ENOENT');
  assert.equal(
    reasonIn('en', stored(missing)),
    'program "robot" was not found: give its full path or put it on the PATH.',
  );
  assert.equal(turkish(missing), '"robot" programı bulunamadı: tam yolunu verin ya da PATH içine koyun.');
  const refused =
    process.platform === 'win32' ? /^"robot" betiği başlatılmadı: Windows/ : /^"robot" betiği çalıştırılamıyor/;
  assert.match(turkish(ended('EACCES', { kind: 'script' })), refused);
  assert.match(turkish(ended('ENOENT', { cwd: '/no/such' })), /çalışma klasörü "\/no\/such" yok/);
  assert.equal(turkish(ended('EODD')), '"robot" programı başlatılmadı: EODD: odd');
});

test('a row written before sentences were kept apart is still read and said', () => {
  const old = { code: 'spawn-failed', params: { message: 'program "x" was not found' } } as const;
  assert.deepEqual(stored(old), old);
  assert.equal(turkish(old), 'program "x" was not found');
  const spawnError = { code: 'ENOENT', message: 'program "x" was not found' };
  const facts = exitFacts.parse({ exitCode: null, signal: null, spawnError });
  assert.deepEqual(judge(facts, context).reason, old);
});

test('outputs that cannot be taken are reported in either language, without the secret that stands in them', () => {
  const error = whatItSays(thrownBy(() => parseOutputs('9hunter22=1\n', true)));
  assert.equal(typeof error, 'object');
  const facts = { exitCode: 0, signal: null, ...outputFacts(error, createMask(['hunter22'])) };
  const { reason: why } = judge(facts, context);
  assert.equal(why.code, 'output-invalid');
  assert.match(reasonIn('en', stored(why)), /^The output name "9\*\*\*" is not allowed/);
  assert.match(turkish(why), /^Çıktı adı olarak "9\*\*\*" kullanılamaz/);
  assert.doesNotMatch(JSON.stringify(why), /hunter22/);
  assert.equal(inEnglish(facts.outputSaid!), facts.outputError);
  assert.deepEqual(outputFacts('EIO: hunter22', createMask(['hunter22'])), { outputError: 'EIO: ***' });
});

test('a plan that cannot be followed says why in either language', () => {
  const cron = { kind: 'cron', quartz: 'odd', timezone: 'UTC', start: null, end: null } as const;
  const broken = (plan: Parameters<typeof nextNominal>[0]): Reason => ({
    code: 'plan-broken',
    params: { message: whatItSays(thrownBy(() => nextNominal(plan, 0))) },
  });
  assert.match(turkish(broken(cron)), /^duraklatıldı: planı uygulanamıyor: kayıtlı "odd" ifadesi okunamıyor/);
  const nowhere = broken({ ...cron, quartz: '0 0 8 * * ?', timezone: 'Mars/Olympus' });
  assert.match(turkish(nowhere), /'Mars\/Olympus' adlı bir saat dilimi bilinmiyor/);
  assert.match(reasonIn('en', nowhere), /: time zone 'Mars\/Olympus' is not known/);
});

test('programs are told English texts alone, and the words of the child stay as they are', () => {
  const message = said`program "${'x'}"`;
  assert.deepEqual(plainReason({ code: 'spawn-failed', params: { message } }).params, { message: 'program "x"' });
  const child = { code: 'error-line', params: { exitCode: 3, message: 'is missing' } } as const;
  assert.deepEqual(plainReason(child), child);
  assert.equal(turkish(child), 'çıkış kodu 3: is missing');
});

test('many sentences in a row are all said, in the language of the reader', () => {
  const row = inARow(
    Array.from({ length: 40 }, () => said`is missing`),
    '; ',
  );
  assert.equal(inEnglish(row), Array(40).fill('is missing').join('; '));
  assert.equal(saidIn(row, serverTr), Array(40).fill('eksik').join('; '));
});
