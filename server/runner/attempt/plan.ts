import type { RunLimits } from '../../../contract/limits.ts';
import { type RpaProcess, secretNames } from '../../../contract/process.ts';
import { attemptFiles, type AttemptFiles } from './attempt-files.ts';
import { layered } from '../environment.ts';
import { fillPlaceholders, inputVariables, valueText } from './inputs.ts';
import type { LaunchSpec } from '../launcher.ts';
import { pluginJob } from './plugin-job.ts';
import { workItemVariables } from './work-items.ts';
import path from 'node:path';

/** Everything needed to start one attempt; plain data, so that it can be sent to another process. */
export interface ChildPlan {
  readonly runId: string;
  readonly attempt: number;
  /** The process's name, for the first line of the log. */
  readonly name: string;
  /** A program, or a JavaScript file for the runtime that Rota ships with. */
  readonly kind: 'command' | 'script';
  readonly program: string;
  readonly args: readonly string[];
  /** The arguments of the definition: a log shows these, because it must not show values. */
  readonly shownArgs: readonly string[];
  readonly cwd: string;
  /** Added to the environment that the host passes to every child. */
  readonly env: Readonly<Record<string, string>>;
  /** One JSON line for stdin; null = no stdin. */
  readonly stdinLine: string | null;
  /** Where that line is, if it holds secrets: a file that is gone afterwards. */
  readonly stdinFile?: string;
  /** Files that hold secrets, in base64: written before the start, gone afterwards. */
  readonly secretFiles: readonly { readonly file: string; readonly bytes: string }[];
  /** The content of the file ROTA_INPUT: the values without secrets, as JSON. */
  readonly input: string;
  readonly preset: RpaProcess['preset'];
  readonly encoding: string;
  readonly mergeOutput: boolean;
  readonly usesDesktop: boolean;
  /** Texts that must be masked everywhere. */
  readonly secrets: readonly string[];
  readonly runDir: string;
  /** What it may use, with its descendants; absent = as much as there is. */
  readonly limits?: RunLimits;
  readonly timeoutMs: number | null;
  readonly graceMs: number;
  readonly maxLogBytes: number;
}

/** Turns a launch into a plan. `owner` marks every child of this home, so that leftovers can be told from other processes. */
export function makePlan(spec: LaunchSpec, owner: string): ChildPlan {
  const { process: definition, values, runDir } = spec;
  const declared = secretNames(definition.parameters);
  const secrets = new Set([...declared, ...(spec.secretValues ?? [])]);
  const open = Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.has(name)));
  const input = JSON.stringify(open);
  const files = attemptFiles(runDir, spec.attempt);
  const isScript = definition.script !== undefined;
  const program = definition.script ?? definition.command ?? '';
  return {
    runId: spec.runId,
    attempt: spec.attempt,
    name: definition.name,
    kind: isScript ? 'script' : 'command',
    program,
    args: fillPlaceholders(definition.args, open),
    shownArgs: definition.args,
    cwd: definition.cwd ?? (isScript ? path.dirname(program) : runDir),
    env: layered(
      {
        // Python buffers what it prints into a pipe: without this the log would appear only at the end.
        PYTHONUNBUFFERED: '1',
        // Windows: Python writes to a pipe in the code page of files, which lacks many letters. An encoding in the definition has priority.
        ...(process.platform === 'win32' && isUnicode(definition.encoding) ? { PYTHONIOENCODING: 'utf-8' } : {}),
      },
      definition.env,
      inputVariables(values, definition.parameters, Object.keys(definition.env), secrets),
      definition.preset === 'robocorp' ? workItemVariables(files) : {},
      {
        ROTA_INPUT: files.input,
        ROTA_OUTPUT: files.output,
        ROTA_RUN_ID: spec.runId,
        ROTA_ATTEMPT: String(spec.attempt),
        ROTA_SCHEDULED_AT: new Date(spec.dueAt).toISOString(),
        ROTA_RUN_DIR: runDir,
        ROTA_CANCEL_FILE: files.cancel,
        ROTA_OWNER: owner,
      },
    ),
    ...stdinOf(spec, open, declared, files),
    input,
    preset: definition.preset,
    encoding: definition.encoding,
    mergeOutput: definition.mergeOutput,
    usesDesktop: definition.usesDesktop,
    secrets: [...[...secrets].flatMap((name) => secretTexts(values[name])), ...(spec.secretTexts ?? [])],
    runDir,
    ...(spec.limits === undefined ? {} : { limits: spec.limits }),
    timeoutMs: spec.timeoutMs,
    graceMs: spec.graceMs,
    maxLogBytes: spec.maxLogBytes,
  };
}

/** Values from the vault may go by stdin, too, which nobody else reads; declared secrets go by the environment alone, as ever. */
function stdinOf(
  spec: LaunchSpec,
  open: Readonly<Record<string, unknown>>,
  declared: readonly string[],
  files: AttemptFiles,
): Pick<ChildPlan, 'stdinLine' | 'stdinFile' | 'secretFiles'> {
  const { process: definition, secretFiles = [], secretValues = [] } = spec;
  const lineOf = (values: Readonly<Record<string, unknown>>) =>
    definition.preset === 'xyops' ? pluginJob(spec, values, files) : JSON.stringify(values);
  if (definition.preset !== 'xyops' && definition.stdin !== 'json') return { stdinLine: null, secretFiles };
  const given = secretValues.filter((name) => !declared.includes(name)).map((name) => [name, spec.values[name]]);
  if (given.length === 0) return { stdinLine: lineOf(open), secretFiles };
  const stdinLine = lineOf({ ...open, ...(Object.fromEntries(given) as Record<string, unknown>) });
  const stdinFile = path.join(files.secrets, 'stdin.json');
  const bytes = Buffer.from(`${stdinLine}\n`).toString('base64');
  return { stdinLine, stdinFile, secretFiles: [...secretFiles, { file: stdinFile, bytes }] };
}

const isUnicode = (encoding: string): boolean => /^(?:auto|utf-?8)$/i.test(encoding);

/** For a list or an object: the whole, and each text in it, because a robot may print them one by one. */
function secretTexts(value: unknown): string[] {
  const parts = typeof value === 'object' && value !== null ? Object.values(value) : [];
  const texts = parts.filter((part) => typeof part === 'string' || typeof part === 'object').flatMap(secretTexts);
  return [valueText(value), ...texts].filter((text) => text !== '');
}
