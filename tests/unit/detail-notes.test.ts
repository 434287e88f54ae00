import assert from 'node:assert/strict';
import test from 'node:test';
import type { ErrorDetail } from '../../contract/errors.ts';
import { inEnglish, said } from '../../contract/translatable.ts';
import { noteOfDetails, sentenceOf } from '../../server/domain/import/detail-notes.ts';

const fault = (field: string | null, message: string): ErrorDetail => ({ code: 'BODY_INVALID', field, message });

test('a fault that has a sentence stays English in another language, or loses its field', () => {
  const translatable: ErrorDetail = { ...fault('cwd', 'cwd: is no folder'), said: said`is no folder` };
  assert.deepEqual(sentenceOf(translatable), { words: '{0}: {1}', facts: ['cwd', said`is no folder`] });
  assert.deepEqual(sentenceOf({ ...translatable, field: null }), said`is no folder`);
});

test('a fault without a sentence is left out of the note', () => {
  const note = noteOfDetails([fault('name', 'name: is taken'), fault(null, 'is too long')]);
  assert.equal(note.note, 'name: is taken; is too long');
  assert.equal(note.said && inEnglish(note.said), 'name: is taken; is too long');
  assert.deepEqual(noteOfDetails([]), { note: '' });
});
