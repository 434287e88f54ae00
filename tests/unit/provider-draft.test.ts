import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretPlaceholder } from '../../contract/schedule.ts';
import { draftOf, formOf } from '../../renderer/settings/people/provider-draft.ts';
import { userWords } from '../../renderer/words/user-words.ts';

const empty = formOf(null, userWords.tr.roles);

test('groups are read with roles of one language only, or cut at the first sign', () => {
  const groups = 'a = b = Yönetici\n\n robots=operator\nÇOK = İZLEYİCİ';
  const read = draftOf({ ...empty, groups }, userWords.tr.roles);
  assert.deepEqual('draft' in read && read.draft.groupRoles, [
    { group: 'a = b', role: 'administrator' },
    { group: 'robots', role: 'operator' },
    { group: 'ÇOK', role: 'viewer' },
  ]);
  for (const wrong of ['robots', 'robots = chief', '= operator'])
    assert.deepEqual(draftOf({ ...empty, groups: `x = editor\n${wrong}` }, userWords.en.roles), {
      line: 2,
      text: wrong,
    });
});

test('a stored secret is lost with another change, or cannot be taken away', () => {
  const secretOf = (more: object) => {
    const read = draftOf({ ...empty, keepsSecret: true, ...more }, userWords.en.roles);
    return 'draft' in read && read.draft.clientSecret;
  };
  assert.equal(secretOf({}), secretPlaceholder);
  assert.equal(secretOf({ clientSecret: 'another' }), 'another');
  assert.equal(secretOf({ keepsSecret: false }), '');
});
