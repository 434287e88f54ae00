import assert from 'node:assert/strict';
import test from 'node:test';
import type { Notice } from '../../contract/events.ts';
import { said, toldIn, type Translatable } from '../../contract/translatable.ts';
import { noticeSentence } from '../../renderer/overview/notice-words.ts';
import { en } from '../../renderer/words/en/index.ts';
import { say, sayCount } from '../../renderer/words/say.ts';
import { createTimes } from '../../renderer/words/times.ts';
import { serverTr } from '../../contract/words/tr/server.ts';
import { tr } from '../../renderer/words/tr/index.ts';

const now = Date.UTC(2026, 10, 24, 6, 40);
const notice = (kind: Notice['kind'], params: Notice['params']): Notice => ({
  id: 'n',
  kind,
  at: now,
  params,
  runIds: [],
});
const night = { from: Date.UTC(2026, 10, 23, 22, 10), to: now, count: 3 };
const file = { reason: said`it is not JSON: line ${3}, column ${7}`, file: '/home/rota.json' };

function sentences(language: 'en' | 'tr'): string[] {
  const speech = {
    language,
    w: language === 'tr' ? tr : en,
    times: createTimes(language, 'UTC'),
    say,
    told: (text: Translatable | string, sentence?: Translatable) =>
      toldIn(sentence ?? text, language === 'tr' ? serverTr : {}),
    count: (plural: Parameters<typeof sayCount>[1], n: number, params?: Parameters<typeof sayCount>[3]) =>
      sayCount(language, plural, n, params),
  };
  return [
    notice('missed', { ...night, cause: 'slept' }),
    notice('missed', { ...night, cause: 'was-off' }),
    notice('missed', { ...night, cause: 'clock-jumped' }),
    notice('did-not-run', { process: 'Robot', last: night.from }),
    notice('longer-than-usual', { process: 'Robot', usualMs: 20_000 }),
    notice('configuration', { what: 'restored', ...file }),
    notice('configuration', { what: 'edit-refused', ...file }),
    notice('configuration', { what: 'calendar-gone', calendar: 'Office', schedules: '"Payroll"' }),
    notice('configuration', { what: 'client-limited', client: 'erp' }),
    notice('missed', { ...night, cause: 'restored' }),
    notice('storage', { what: 'no-room', free: 1_500_000, kept: 64_000_000, home: '/home' }),
    notice('storage', { what: 'not-writable', code: 'EROFS', home: '/home' }),
    notice('storage', {
      what: 'no-means',
      reason: said`the computer has no room for another program now (${'EMFILE'})`,
    }),
    notice('storage', { what: 'lost', from: night.from, to: now }),
    notice('missed', { ...night, cause: 'stalled' }),
    notice('clock-set-back', { from: now + 100_000, to: now }),
    notice('restored', { at: night.from }),
    notice('restored', { at: night.from, keptAt: night.to }),
    notice('configuration', {
      what: 'restore-refused',
      backup: 'then',
      reason: said`it is not JSON: line ${3}, column ${7}`,
    }),
  ].map((one) => noticeSentence(one, now, speech, (process) => `Title of ${process}`));
}

test('every notice says what happened, with nothing left blank, in both languages', () => {
  const english = sentences('en');
  assert.equal(english[0], 'The computer slept from 23 Nov 22:10 to 06:40: 3 runs were missed.');
  assert.match(english[5]!, /could not be read \(it is not JSON: line 3, column 7\).*backup.*\/home\/rota\.json/);
  assert.match(english[6]!, /\/home\/rota\.json cannot be read \(it is not JSON: line 3, column 7\)/);
  assert.match(english[7]!, /“Office” is gone.*"Payroll"/);
  assert.match(english[4]!, /“Title of Robot” runs longer/);
  const inTurkish = sentences('tr');
  assert.match(inTurkish[5]!, /okunamadı \(JSON değil: satır 3, sütun 7\)/);
  for (const sentence of [...english, ...inTurkish]) {
    assert.doesNotMatch(sentence, /[{}]|\(\)|undefined|NaN/);
    assert.match(sentence, /\.$/);
  }
  assert.equal(new Set([...english, ...inTurkish]).size, 2 * english.length);
  assert.match(english.at(-4)!, /^The clock was set back by 1 m 40 s, to 06:40\./);
  assert.match(inTurkish.at(-4)!, /^Saat .* geri alındı/);
});
