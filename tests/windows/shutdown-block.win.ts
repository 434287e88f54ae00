// The functions with which the desktop app asks for time at sign-out exist and are called as declared. This does not show a real sign-out.
import assert from 'node:assert/strict';
import test from 'node:test';
import { shutdownBlock } from '../../server/runner/windows/shutdown-block.ts';

test(
  'Windows’ functions are found, and a window that is none is given no time',
  { skip: process.platform !== 'win32' },
  () => {
    const hold = shutdownBlock();
    assert.ok(hold);
    assert.equal(hold.hold(0n, 'Rota robotlarını durduruyor'), false);
    hold.release(0n);
  },
);
