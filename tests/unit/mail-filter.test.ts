import assert from 'node:assert/strict';
import test from 'node:test';
import { mailTrigger } from '../../contract/mail-trigger.ts';
import { htmlText } from '../../server/domain/html-text.ts';
import { mailFilter } from '../../server/domain/mail-filter.ts';

const filterOf = (change: object) =>
  mailFilter(mailTrigger.parse({ id: 'a', kind: 'mail', host: 'h', user: 'u', password: '{{vault:A/B}}', ...change }));
const head = {
  from: 'ISPARTA Bank <bank@b.example>',
  subject: '[Ext] Fatura 1',
  files: ['logo.png', 'A.XML', 'b.xml'],
};

test('a mail is chosen by something else than it says, or a sign of a pattern is taken as one in a subject', () => {
  assert.deepEqual(filterOf({})(head), [0, 1, 2]);
  assert.deepEqual(filterOf({ attachment: '*.xml', from: 'ısparta', subject: 'x; fatura' })(head), [1, 2]);
  assert.deepEqual(filterOf({ subject: '[ext]' })(head), [0, 1, 2]);
  assert.equal(filterOf({ subject: 'f*' })(head), null);
  assert.equal(filterOf({ attachment: '*.csv' })(head), null);
  assert.deepEqual(filterOf({ from: ' ; ' })({ ...head, files: [] }), []);
});

test('what is read of HTML is not what one sees, or takes long where it is written to', () => {
  assert.equal(
    htmlText('<head><title>t</title></head><p>a &lt;b&gt; &amp; &#199;&nbsp;d</p><br>e<!-- <p>no -->f'),
    'a <b> & Ç d\n\nef',
  );
  assert.equal(htmlText('<script>if (a < b) x()</script>after<style>p{}</style>'), 'after');
  assert.equal(htmlText('İİİ<STYLE>p{}</STYLE>İ son'), 'İİİİ son');
  assert.equal(htmlText('open <p'), 'open');
  assert.equal(htmlText('&#x110000; &unknown;'), '&#x110000; &unknown;');
  assert.equal(htmlText('<'.repeat(200_000)).length, 200_000);
  assert.equal(htmlText('<p'.repeat(100_000)), '');
});
