import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { openShellLog } from '../../electron/shell-log.ts';
import { appendingLines } from '../../server/rotating-file.ts';

const logs = {
  server: { ending: '.1', open: appendingLines },
  desktop: { ending: '.old', open: openShellLog },
};

for (const [whose, { ending, open }] of Object.entries(logs))
  test(`a log of the ${whose} that cannot be put aside goes on: what is said next is not lost`, (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'rota-log-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'rota.log');
    writeFileSync(file, '');
    truncateSync(file, 11 * 1024 * 1024);
    // On Windows another program has the older one open; a folder in its place cannot be replaced on any system.
    mkdirSync(path.join(`${file}${ending}`, 'held'), { recursive: true });
    const write = open(file);
    write('said at three in the morning');
    assert.match(readFileSync(file, 'utf8').slice(-100), /said at three in the morning/);
  });
