import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { type RpaProcessInput, rpaProcess } from '../../contract/process.ts';
import { until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';
import { createLog } from '../../server/log.ts';
import type { ScriptRuntime } from '../../server/runner/child-port.ts';
import { createLauncher } from '../../server/runner/create-launcher.ts';
import { forkHost } from '../../server/runner/host/fork-host.ts';
import type { HostPort } from '../../server/runner/host/host-messages.ts';
import type { ChildReport, LaunchSpec } from '../../server/runner/launcher.ts';

export const children = path.resolve(import.meta.dirname, '../fixtures/children');
export const fixture = (name: string) => path.join(children, name);

/** A one-line program, the same on every system: `process.argv` begins with its own arguments at 1. */
export const oneLine = (code: string, ...words: string[]) => ({
  command: process.execPath,
  args: ['-e', code, ...words],
});
/** Exits at once with code 0. */
export const nothing = oneLine('');
/** Runs until it is ended. */
export const stays = oneLine('setInterval(() => {}, 1e6)');
/** On other systems a shell command; Windows has none, so JavaScript does the same there. */
export const shell = (script: string, onWindows: string) =>
  isWindows ? oneLine(onWindows) : { command: '/bin/sh', args: ['-c', script] };
/** Leaves three processes behind, which left its group or lost their parent. */
export const leaves = (...words: string[]) =>
  isWindows
    ? { command: process.execPath, args: [fixture('leaves-grandchildren.mjs'), ...words] }
    : { command: 'python3', args: [fixture('leaves-grandchildren.py'), ...words] };
/** The exit facts of a killed process: Windows has no signals, only the given exit code. */
export const killed = isWindows ? { exitCode: 0xc000013a, signal: null } : { exitCode: null, signal: 'SIGKILL' };

type Ended = Extract<ChildReport, { type: 'ended' }>;
type Started = Extract<ChildReport, { type: 'started' }>;

export interface LaunchedRun {
  readonly id: string;
  readonly dir: string;
  readonly reports: ChildReport[];
  readonly started: Promise<Started>;
  readonly ended: Promise<Ended>;
  /** Resolves with the first report (past or future) for which `test` is true. */
  when(test: (report: ChildReport) => boolean): Promise<ChildReport>;
  /** The log so far, without the times. */
  log(): string[];
}

/** What a run used depends on the computer, and only a slow one measures a quick run at all. */
function unmeasured(report: ChildReport): ChildReport {
  if (report.type !== 'ended') return report;
  const { usage: _usage, ...facts } = report.facts;
  return { ...report, facts };
}

export interface RigOptions {
  /** Reports tell what runs have used. */
  isMeasured?: boolean;
  hosts?: number;
  environment?: Record<string, string>;
  scriptRuntime?: ScriptRuntime;
  owner?: string;
  /** As on a Windows of this locale. */
  pages?: { readonly codePage: string; readonly filePage: string };
  /** Instead of a host of the product. */
  startHost?: () => HostPort;
  longestHostStartMs?: number;
  idleHostMs?: number;
  /** While set, thrown instead of starting a host: the computer is out of resources. */
  refusal?: { error: Error | null };
}

/** The smallest environment that a program starts with: Windows needs some variables of its own. */
export const needed: Readonly<Record<string, string>> = {
  ...(isWindows ? { SystemRoot: process.env['SystemRoot'] ?? '', TEMP: process.env['TEMP'] ?? '' } : {}),
  PATH: process.env.PATH ?? '',
};

/** A real launcher over real hosts, in a separate folder; both are removed after the test. */
export function createRig(t: TestContext, options: RigOptions = {}) {
  const home = mkdtempSync(path.join(tmpdir(), 'rota-runner-'));
  const warnings: string[] = [];
  const ports: HostPort[] = [];
  const runs = new Map<string, (report: ChildReport) => void>();
  const owner = options.owner ?? `test-${path.basename(home)}`;
  const environment = { ...needed, HOME: home, ...options.environment };
  const launcher = createLauncher({
    startHost() {
      if (options.refusal?.error) throw options.refusal.error;
      const port = options.startHost?.() ?? forkHost({ environment });
      ports.push(port);
      return port;
    },
    log: createLog(
      (line) => warnings.push(line),
      () => Date.now(),
    ),
    now: () => Date.now(),
    owner,
    environment,
    hosts: options.hosts ?? 1,
    ...(options.longestHostStartMs === undefined ? {} : { longestHostStartMs: options.longestHostStartMs }),
    ...(options.idleHostMs === undefined ? {} : { idleHostMs: options.idleHostMs }),
    ...options.pages,
    ...(options.scriptRuntime === undefined ? {} : { scriptRuntime: options.scriptRuntime }),
  });
  launcher.onReport((report) =>
    runs.get(`${report.runId}/${report.attempt}`)?.(options.isMeasured === true ? report : unmeasured(report)),
  );
  t.after(async () => {
    await launcher.close();
    // On Windows a scanner may have a file of it open.
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });

  let count = 0;
  function launch(definition: Omit<RpaProcessInput, 'name'>, spec: Partial<LaunchSpec> = {}): LaunchedRun {
    const id = spec.runId ?? `run-${(count += 1)}`;
    const attempt = spec.attempt ?? 1;
    const dir = spec.runDir ?? path.join(home, 'runs', id);
    const reports: ChildReport[] = [];
    const waiting: { test: (report: ChildReport) => boolean; resolve: (report: ChildReport) => void }[] = [];
    const when = (test: (report: ChildReport) => boolean) =>
      new Promise<ChildReport>((resolve) => {
        const past = reports.find(test);
        if (past === undefined) waiting.push({ test, resolve });
        else resolve(past);
      });
    runs.set(`${id}/${attempt}`, (report) => {
      reports.push(report);
      for (const each of waiting) if (each.test(report)) each.resolve(report);
    });
    const run: LaunchedRun = {
      id,
      dir,
      reports,
      when,
      started: when(({ type }) => type === 'started') as Promise<Started>,
      ended: when(({ type }) => type === 'ended') as Promise<Ended>,
      log() {
        const file = path.join(dir, `attempt-${attempt}.log`);
        if (!existsSync(file)) return [];
        const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
        return lines.map((line) => line.slice(25));
      },
    };
    launcher.launch({
      runId: id,
      attempt,
      process: rpaProcess.parse({ name: 'test', ...definition }),
      values: {},
      dueAt: Date.UTC(2026, 10, 23, 11, 3),
      runDir: dir,
      timeoutMs: null,
      graceMs: 5000,
      maxLogBytes: 5_000_000,
      ...spec,
    });
    return run;
  }
  return { launch, launcher, home, warnings, ports, owner };
}

/** The pids that `leaves` wrote: its own and those left behind. */
export function pidsLeftBy(run: Pick<LaunchedRun, 'dir'>): Promise<number[]> {
  const file = path.join(run.dir, 'artifacts', 'pids');
  return until('the grandchildren began', () => {
    const pids = existsSync(file) ? readFileSync(file, 'utf8').split(' ').map(Number) : [];
    return pids.length === 4 && pids;
  });
}
