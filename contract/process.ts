import { z } from 'zod';
import { followUps } from './follow-up.ts';
import { idleMinutes, runLimits } from './limits.ts';
import { folder, tags } from './tags.ts';
import { inEnglish, said, type Translatable } from './translatable.ts';
import { referencesIn } from './vault-reference.ts';

/** What an exit code other than 0 means: try again, never try again (a business error), or success with a warning. */
export const exitMeanings = ['retry', 'do-not-retry', 'warning'] as const;
export type ExitMeaning = (typeof exitMeanings)[number];

/** A process of which so many runs may be active at once has no limit of its own. */
export const noLimitAtOnce = 1000;

/** The icons that a process may choose. Stored in definitions and exports: do not rename. */
export const processIcons = [
  'document',
  'mail',
  'spreadsheet',
  'globe',
  'database',
  'folder',
  'printer',
  'receipt',
  'money',
  'bank',
  'calendar',
  'clock',
  'cart',
  'truck',
  'package',
  'people',
  'chat',
  'phone',
  'gear',
  'terminal',
  'camera',
  'shield',
  'cloud',
  'chart',
  'robot',
] as const;
export type ProcessIcon = (typeof processIcons)[number];

/** A JSON Schema (draft 2020-12) for the values of a process; `writeOnly` or `format: password` marks a secret. */
export const parameterSchema = z
  .looseObject({
    type: z.literal('object').default('object'),
    properties: z.record(z.string(), z.looseObject({})).default({}),
    required: z.array(z.string()).optional(),
  })
  .default({ type: 'object', properties: {} });
export type ParameterSchema = z.infer<typeof parameterSchema>;

/** One parameter as its schema declares it; any other keyword of JSON Schema may be present, too. */
export interface Parameter {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly writeOnly?: boolean;
}

const processName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u,
    inEnglish(said`may hold letters, digits, blanks, dots, "_" and "-", and begins with a letter or digit`),
  );

const shape = z.strictObject({
  name: processName,
  title: z.string().max(200).optional(),
  description: z.string().max(4000).optional(),
  /** Shown in lists; the default is a plain cube. */
  icon: z.enum(processIcons).optional(),
  /** Words to find it by; its schedules and runs have them, too. */
  tags: tags.optional(),
  /** `Finance/Bank`: where it is in the list; absent or '' = in no folder. */
  folder: folder.optional(),
  enabled: z.boolean().default(true),
  /** The program: an absolute path, a name on the PATH, or a path relative to `cwd`. */
  command: z.string().min(1).max(4000).optional(),
  /** A JavaScript robot, run on the runtime that Rota ships with; relative paths are resolved when it is added. */
  script: z.string().min(1).max(4000).optional(),
  /** Arguments, never joined into a command line; `{{name}}` is replaced by a value; secrets are refused here. */
  args: z.array(z.string().max(32_000)).max(1000).default([]),
  cwd: z.string().max(4000).optional(),
  env: z
    .record(z.string().regex(/^[^=\0]+$/, inEnglish(said`is not a name that a variable can have`)), z.string())
    .default({}),
  parameters: parameterSchema,
  /** Takes mouse, keyboard and screen: such processes run strictly one at a time on a worker. */
  usesDesktop: z.boolean().default(false),
  /** Of one that uses the desktop: it waits until nobody has used mouse and keyboard for so many minutes. */
  idleMinutes: idleMinutes.optional(),
  maxConcurrent: z.int().min(1).max(noLimitAtOnce).default(noLimitAtOnce),
  timeoutSeconds: z.number().positive().max(31_536_000).optional(),
  graceSeconds: z.number().min(0).max(3600).default(10),
  /** What an attempt may use of the computer; a schedule may set its own. */
  limits: runLimits.optional(),
  stdin: z.enum(['none', 'json']).default('none'),
  /** A number, or a word that a plugin gives as its code (`critical`). */
  exitCodes: z
    .record(
      z
        .string()
        .regex(
          /^(?:-?\d{1,10}|0[xX][\da-fA-F]{1,8}|[\p{L}_][\p{L}\p{N}_ .-]{0,49})$/u,
          inEnglish(said`is not an exit code`),
        ),
      z.enum(exitMeanings),
    )
    .default({}),
  /** The protocol of the child: Rota's own, Robocorp work items in addition, or the job that plugins of Cronicle and xyOps read. */
  preset: z.enum(['rota', 'robocorp', 'xyops']).default('rota'),
  /** Both streams go through one pipe, so that their lines keep the order in which they were written. */
  mergeOutput: z.boolean().default(false),
  /** How output and output files are read; `auto` is UTF-8 and, where that fails, the code page of the system. */
  encoding: z.string().max(40).default('auto'),
  maxLogMegabytes: z.number().positive().max(10_000).optional(),
  callbackUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  /** What follows its runs, whatever started them. */
  then: followUps.optional(),
});

/** `{{name}}`, blanks around the name allowed. */
export const placeholder = /\{\{([^{}]+)\}\}/g;

/** A process: something that can be run. The names of its keys are public (docs/robots.md). */
export const rpaProcess = shape.superRefine((value, context) => {
  const refuse = (field: string, sentence: Translatable): void =>
    context.addIssue({ code: 'custom', path: [field], message: inEnglish(sentence), params: { said: sentence } });
  if ((value.command === undefined) === (value.script === undefined)) {
    refuse('command', said`give either "command" or "script", and not both`);
  }
  for (const text of [...value.args, ...Object.values(value.env)])
    for (const { ok, written } of referencesIn(text))
      if (!ok) refuse(value.args.includes(text) ? 'args' : 'env', unreadReference(written));
  for (const found of value.args.flatMap((arg) => referencesIn(arg)))
    if (found.ok && found.reference.part !== 'file')
      refuse(
        'args',
        said`"${found.written}" would stand in an argument, which others on the computer can see: give it by "env", or give the path of a file that holds it, with .file at its end`,
      );
  const placeholders = value.args.flatMap((arg) =>
    [...arg.matchAll(placeholder)].flatMap(([whole, inside]) =>
      referencesIn(whole).length > 0 ? [] : [inside?.trim()],
    ),
  );
  for (const name of placeholders) {
    const { properties } = value.parameters;
    const parameter = name !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (parameter === undefined) {
      refuse('args', said`"${`{{${name}}}`}" is not a parameter of this process`);
    } else if (isSecret(parameter)) {
      refuse('args', said`"${`{{${name}}}`}" is a secret: secrets travel by environment only`);
    }
  }
});
export type RpaProcess = z.infer<typeof rpaProcess>;
/** Why a reference to the vault cannot be read. */
export const unreadReference = (written: string): Translatable =>
  said`"${written.slice(0, 100)}" is no reference to the vault: write ${'{{vault:Group/Key}}'}, ${'{{vault:Group/Key.user}}'} or ${'{{otp:Group/Key}}'}`;

/** An empty process; it still needs a name, and a program or a script. */
export const defaultProcess = shape.omit({ name: true }).parse({});
export type RpaProcessInput = z.input<typeof rpaProcess>;

/** Secrets are stored encrypted, masked in logs and never shown again. */
export function isSecret(parameter: Parameter): boolean {
  return parameter.writeOnly === true || parameter.format === 'password';
}

/** The names of a process's secret parameters. */
export function secretNames(parameters: ParameterSchema): readonly string[] {
  return Object.entries(parameters.properties)
    .filter(([, parameter]) => isSecret(parameter as Parameter))
    .map(([name]) => name);
}
