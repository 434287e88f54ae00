import assert from 'node:assert/strict';
import test from 'node:test';
import iconv from 'iconv-lite';
import { pageOfLocale, textOf } from '../../server/runner/attempt/output-bytes.ts';
import { createRig, oneLine } from './rig.ts';

const name = 'Şebnem Öğütçü';
/** Writes an encoded text into the file that a variable names. */
const writing = (text: string, encoding: string, variable = 'ROTA_OUTPUT') => {
  const bytes = iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' }).toString('hex');
  return oneLine(`fs.writeFileSync(process.env.${variable}, Buffer.from('${bytes}', 'hex'))`);
};
const inPage = writing(`x=${name}\n`, 'cp1254');

test('an output file in the encoding of the process is read in it, and one in UTF-8 as before', async (t) => {
  const rig = createRig(t);
  const encoding = 'windows-1254';
  assert.deepEqual((await rig.launch({ ...inPage, encoding }).ended).outputs, { x: name });
  const utf8 = writing(`x=${name}\n`, 'utf-8');
  assert.deepEqual((await rig.launch({ ...utf8, encoding }).ended).outputs, { x: name });
  const marked = writing(`x=${name}\r\r\n`, 'utf-16le');
  assert.deepEqual((await rig.launch(marked).ended).outputs, { x: name });
});

test('without an encoding the page of the locale counts; where none reads it, the run fails with a sentence', async (t) => {
  const rig = createRig(t);
  const env = { LC_ALL: 'tr_TR.ISO-8859-9' };
  assert.deepEqual((await rig.launch({ ...inPage, env }).ended).outputs, { x: name });
  const { facts, outputs } = await rig.launch({ ...inPage, env: { LC_ALL: 'C.UTF-8' } }).ended;
  assert.deepEqual(outputs, {});
  assert.equal(
    facts.outputError,
    'The outputs cannot be read: attempt-1.output is not written in UTF-8. Write it in UTF-8, or name its encoding as "encoding" of the process.',
  );
  const printed = rig.launch({ ...oneLine("process.stdout.write(Buffer.from('\\xdeebnem\\n', 'latin1'))"), env });
  await printed.ended;
  assert.equal(printed.log()[1], 'info Şebnem', 'what is printed, too');
});

test('work items in a code page are read in it, or fail the run', async (t) => {
  const rig = createRig(t);
  const items = `[{"payload":{"x":"${name}","id":12345678901234567890}}]`;
  const robot = {
    ...writing(items, 'cp1254', 'RC_WORKITEM_OUTPUT_PATH'),
    preset: 'robocorp' as const,
  };
  const { outputs } = await rig.launch({ ...robot, encoding: 'cp1254' }).ended;
  assert.equal(JSON.stringify(outputs), `{"x":"${name}","id":12345678901234567890}`);
  assert.match((await rig.launch(robot).ended).facts.outputError ?? '', /work-items-1\.json is not written in UTF-8/);
});

test('an encoding whose every text is valid UTF-8 is taken at its word, and lost letters are never passed on', () => {
  const read = (bytes: Buffer, encoding: string, page: string | null = null) =>
    textOf(bytes, 'the file', { encoding, page });
  assert.equal(read(Buffer.from('x=Ada', 'utf16le'), 'utf-16le'), 'x=Ada');
  assert.equal(read(iconv.encode('x=Ünlü', 'cp857'), 'auto', 'cp857'), 'x=Ünlü');
  assert.equal(read(Buffer.from('\uFEFFx=ı'), 'auto'), 'x=ı');
  assert.throws(() => read(Buffer.from([0x78, 0x3d, 0x81]), 'windows-1254'), /neither UTF-8 nor windows-1254/);
  assert.equal(pageOfLocale({ LANG: 'tr_TR.UTF-8', LC_CTYPE: 'tr_TR.ISO8859-9@x' }), 'ISO8859-9');
  assert.equal(pageOfLocale({ LANG: 'C' }), null);
});
