import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

// What the documents give a user of Windows to copy. A fresh Windows has PowerShell 5.1 and lets no script (npm.ps1, npx.ps1) run.
// tests/windows/real-only.win.ts has its own parser read the same lines.

const root = path.join(import.meta.dirname, '../..');
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)];

interface Line {
  readonly page: string;
  readonly text: string;
}

/** Blocks marked as powershell, and in the page about Windows what is indented by four spaces. */
function linesIn(page: string): Line[] {
  if (!page.endsWith('.md')) return [];
  const text = readFileSync(path.join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^```powershell\n(.*?)^```$/gms)].map(([, block = '']) => block);
  if (page.endsWith('windows.md')) blocks.push(...text.split('\n').filter((line) => /^ {4}\S/.test(line)));
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => ({ page, text: line.trim() }));
}

const faults: readonly (readonly [string, RegExp])[] = [
  ['&& and || are no words of PowerShell 5.1', /&&|\|\|/],
  ['export is no word of it', /\bexport\b/],
  ['a variable is not set by NAME=value', /^\w+=\S/],
  ['curl is another program there: curl.exe', /\bcurl(?!\.exe)\b/],
  ['npm.ps1 is refused: npm.cmd', /\bnpm(?!\.cmd)\b/],
  ['npx.ps1 is refused: npx.cmd', /\bnpx(?!\.cmd)\b/],
  ['PowerShell 7 is not there', /\bpwsh\b/],
  ['a line does not go on after \\', /\\$/],
  ['quotes are lost on the way to a program: JSON stands in a file', /curl\.exe.*(?:-d|--data\S*) '\{/],
  ['in .bin there are only shims, no node.exe', /\.bin\\node\.exe/],
];

const bare: readonly (readonly [string, RegExp])[] = [['a word that begins with @ stands in quotes', /@/]];

function faultsOf(text: string): string[] {
  const unquoted = text.replaceAll(/'[^']*'|"[^"]*"/g, '');
  return [...faults.filter(([, sign]) => sign.test(text)), ...bare.filter(([, sign]) => sign.test(unquoted))].map(
    ([why]) => why,
  );
}

test('a line to copy on Windows is one for another shell', () => {
  const lines = pages.flatMap(linesIn);
  assert.ok(lines.length > 20 && new Set(lines.map(({ page }) => page)).size >= 3, 'the lines were not found');
  for (const { page, text } of lines) assert.deepEqual(faultsOf(text), [], `${page}: ${text}`);
});

test('the rule itself lets such lines through', () => {
  for (const wrong of [
    'npm.cmd ci && npm.cmd start',
    'export ROTA_USER=a',
    'ROTA_PORT=0 npm.cmd run server',
    'curl -u a:b http://127.0.0.1:8484/',
    'npx rota open',
    'npm run server',
    'pwsh -File a.ps1',
    'curl.exe -u $who \\',
    `curl.exe "$rota/process/start" -d '{"name":"A"}'`,
    'curl.exe --data-binary @start.json',
  ])
    assert.notDeepEqual(faultsOf(wrong), [], wrong);
});
