import assert from 'node:assert/strict';
import test from 'node:test';
import { startTools } from '../../server/mcp/tools.ts';
import { toolNamesOf } from '../../server/mcp/tool-names.ts';

test('a name that a client of the protocol refuses is made of no process', () => {
  const names = ['Fatura Oku', 'Şirket-Ödeme ığ', '発注', 'a'.repeat(100), '..x..', 'Łódź 1.2', '---'];
  const tools = [...toolNamesOf(names).values()];
  for (const tool of tools) assert.match(tool, /^start_[A-Za-z0-9_-]{1,58}$/);
  assert.equal(new Set(tools).size, names.length);
  assert.deepEqual(tools.slice(0, 2), ['start_Fatura_Oku', 'start_Sirket-Odeme_ig']);
});

test('two processes whose names differ only in signs are not started for each other', () => {
  const both = toolNamesOf(['Send mail', 'Send_mail', 'send.MAIL']);
  assert.equal(new Set([...both.values()].map((name) => name.toLowerCase())).size, 3);
  assert.equal(both.get('Send mail'), toolNamesOf(['Send mail', 'send mail.']).get('Send mail'));
});

test('the default of a secret parameter is not told to a model, and a file says how it is given', () => {
  const properties = {
    pin: { type: 'string', writeOnly: true, default: '1234', examples: ['1234'] },
    invoice: { type: 'string', format: 'binary' },
  };
  const process = {
    ...{ name: 'A', title: null, description: null, enabled: true, usesDesktop: false, sample: {} },
    parameters: { type: 'object' as const, properties },
  };
  const [found] = startTools([process]);
  const text = JSON.stringify(found?.tool.inputSchema);
  assert.doesNotMatch(text, /1234/);
  assert.match(text, /base64/);
  assert.deepEqual(startTools([{ ...process, enabled: false }]), []);
});
