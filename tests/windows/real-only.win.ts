// What Wine lacks: access lists, Windows PowerShell, its encodings. Runs in public CI's Windows job.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { isWindows, isWine } from '../support/windows.ts';
import { restrictToOwner, whoElseMayRead } from '../../server/runner/windows/folder-rights.ts';

const root = path.join(import.meta.dirname, '../..');
const skip = (!isWindows || isWine) && 'SKIPPED: only for a real Windows';

const powershell = (...words: string[]): Buffer =>
  execFileSync('powershell.exe', ['-NoProfile', '-NonInteractive', ...words], { windowsHide: true });

test('a data folder outside the profile is readable by all users of the computer', { skip }, async (t) => {
  const folder = path.join(process.env['SystemDrive'] ?? 'C:', path.sep, `rota-rights-${process.pid}`);
  mkdirSync(folder);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  assert.notDeepEqual(await whoElseMayRead(folder), [], 'so is every new folder there');
  assert.deepEqual(await restrictToOwner(folder, process.env['USERPROFILE']), []);
  writeFileSync(path.join(folder, 'rota.json'), '{}');
  assert.deepEqual(await whoElseMayRead(folder), []);
});

/** The lines to copy from the page: indented by four spaces, below their heading. */
function linesToCopy(): string {
  const page = readFileSync(path.join(root, 'docs/windows.md'), 'utf8');
  const [, part = ''] = page.split('## Lines to copy');
  const lines = part.split(/^## /m)[0]!.split('\n');
  return lines.flatMap((line) => (line.startsWith('    ') ? [line.trim()] : [])).join('\r\n');
}

test('a line of the documents, or a script of Rota, is none to Windows PowerShell', { skip }, (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rota-lines-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const lines = path.join(folder, 'lines.ps1');
  // Without a byte order mark, PowerShell 5.1 reads a script in the ANSI code page.
  writeFileSync(lines, `\uFEFF${linesToCopy()}`);
  assert.match(readFileSync(lines, 'utf8'), /curl\.exe/);
  const scripts = globSync('{processes,docs/examples}/**/*.{ps1,psm1}', { cwd: root }).map((each) =>
    path.join(root, each),
  );
  for (const file of [lines, ...scripts]) {
    const parse = `$errors = $null; $null = [Management.Automation.Language.Parser]::ParseFile('${file.replaceAll("'", "''")}', [ref]$null, [ref]$errors); $errors | ForEach-Object { $_.ToString() }`;
    assert.equal(powershell('-Command', parse).toString().trim(), '', file);
  }
});

test('PowerShell speaks the page of the console into a pipe, although it is asked for UTF-8', { skip }, () => {
  const asked = 'try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { }';
  const said = powershell('-Command', `${asked}; [Console]::Out.Write('Müşteri')`);
  assert.equal(said.toString('utf8'), 'Müşteri');
});
