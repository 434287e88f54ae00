import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';

const assets = path.join(import.meta.dirname, '../../dist/page/assets');
const classesIn = (text: string): ReadonlySet<string> => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));
const built = (ending: string): ReadonlySet<string> =>
  classesIn(
    readdirSync(assets)
      .filter((name) => name.endsWith(ending))
      .map((name) => readFileSync(path.join(assets, name), 'utf8'))
      .join('\n'),
  );

test('no component of Mantine comes without its styles', () => {
  const { resolve } = createRequire(import.meta.url);
  const sheets = ['core', 'dates', 'notifications'].map((name) => resolve(`@mantine/${name}/styles.css`));
  const known = classesIn(sheets.map((sheet) => readFileSync(sheet, 'utf8')).join('\n'));
  const used = [...built('.js')].filter((name) => known.has(name));
  const styled = built('.css');
  assert.ok(used.length > 50, `${used.length} classes are used`);
  assert.deepEqual(
    used.filter((name) => !styled.has(name)),
    [],
  );
});
