import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { connectorStatuses, type StatusAnswer } from '../../contract/connector.ts';
import { errorDetail, RotaError } from '../../contract/errors.ts';
import { issueSentence } from '../../contract/issue-words.ts';
import { said } from '../../contract/translatable.ts';
import { mostLogLines, mostRuns, mostWaitSeconds, startTools, toolOf } from './tools.ts';
import type { ToolVerbs } from './verbs.ts';

const run = z.string().min(1).max(200);
const ofRun = z.object({ run });
const waiting = z.object({ run, seconds: z.coerce.number().min(0).default(mostWaitSeconds) });
const reading = z.object({ run, lines: z.coerce.number().int().min(1).max(mostLogLines).default(50) });
const listing = z.object({
  process: z.string().max(200).optional(),
  status: z.enum(connectorStatuses).optional(),
  limit: z.coerce.number().int().min(1).max(mostRuns).default(20),
});

/** Longer lines and outputs are cut: a model reads them whole, and pays for each word. */
const mostLineLength = 2_000;
const mostTextLength = 60_000;

/** Carries a call out; null if there is no tool of that name. Rejects with a RotaError for what is refused. */
export async function callTool(
  verbs: ToolVerbs,
  name: string,
  given: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<CallToolResult | null> {
  switch (name) {
    case toolOf.get:
      return stateOf(verbs, read(ofRun, given).run, 0, signal);
    case toolOf.wait: {
      const { run: id, seconds } = read(waiting, given);
      return stateOf(verbs, id, Math.min(seconds, mostWaitSeconds), signal);
    }
    case toolOf.log:
      return logOf(verbs, read(reading, given));
    case toolOf.list:
      return runsOf(verbs, read(listing, given));
    case toolOf.cancel: {
      if (!verbs.mayStart) return null;
      const { robustaSpid, ...rest } = await verbs.cancel(read(ofRun, given).run);
      return answer({ run: robustaSpid, ...rest });
    }
    default:
      return start(verbs, name, given);
  }
}

async function start(
  verbs: ToolVerbs,
  name: string,
  values: Readonly<Record<string, unknown>>,
): Promise<CallToolResult | null> {
  if (!verbs.mayStart) return null;
  const found = startTools((await verbs.list()).processes).find(({ tool }) => tool.name === name);
  if (found === undefined) return null;
  const body = { name: found.process, values, runOnce: 'Y', runImmediately: 'Y' };
  const { robustaSpid, warnings } = await verbs.start(body);
  return answer({
    run: robustaSpid,
    message: `Started. Call ${toolOf.wait} with this run to learn how it ends.`,
    ...(warnings.length > 0 ? { warnings: warnings.map(({ message }) => message) } : {}),
  });
}

async function stateOf(verbs: ToolVerbs, id: string, seconds: number, signal: AbortSignal): Promise<CallToolResult> {
  return answer({ run: id, ...stateInWords(await verbs.status(id, seconds, signal)) });
}

function stateInWords({ status, message, progress, warning, attempt, ...rest }: StatusAnswer): Record<string, unknown> {
  const outputs = Object.entries(rest).flatMap(([key, value]) =>
    key.startsWith('__out_') ? [[key.slice('__out_'.length), value] as const] : [],
  );
  return {
    status,
    message,
    ...(progress ? { progress } : {}),
    ...(typeof attempt === 'string' ? { attempt } : {}),
    ...(typeof warning === 'string' ? { warning } : {}),
    outputs: Object.fromEntries(outputs),
  };
}

async function logOf(verbs: ToolVerbs, { run: id, lines: wanted }: z.output<typeof reading>): Promise<CallToolResult> {
  const { lines, message } = await verbs.log(id, wanted);
  const text = lines.map(({ at, level, text: line }) => `${at} ${level} ${cut(line, mostLineLength)}`).join('\n');
  // The end of a log says most.
  const shown = text.length > mostTextLength ? `…\n${text.slice(-mostTextLength)}` : text;
  return { content: [{ type: 'text', text: shown === '' ? message : shown }] };
}

async function runsOf(verbs: ToolVerbs, { process, status, limit }: z.output<typeof listing>): Promise<CallToolResult> {
  const { runs, message } = await verbs.history({
    limit,
    ...(process === undefined ? {} : { name: process }),
    ...(status === undefined ? {} : { status }),
  });
  const told = runs.map(({ robustaSpid, name, status: now, message: words, dueAt, startedAt, endedAt, startedBy }) => ({
    ...{ run: robustaSpid, process: name, status: now, message: words, dueAt, startedAt, endedAt, startedBy },
  }));
  return answer({ message, runs: told });
}

function answer(value: Record<string, unknown>): CallToolResult {
  const text = JSON.stringify(value);
  if (text.length <= mostTextLength) return { content: [{ type: 'text', text }], structuredContent: value };
  return { content: [{ type: 'text', text: `${text.slice(0, mostTextLength)}… (cut: it is too long)` }] };
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** Throws a sentence that names the argument. */
function read<S extends z.ZodType>(schema: S, given: Readonly<Record<string, unknown>>): z.output<S> {
  const found = schema.safeParse(given);
  if (found.success) return found.data;
  const [issue, ...others] = found.error.issues.map((one) =>
    errorDetail('VALUE_INVALID', one.path.join('.') || null, issueSentence(one)),
  );
  throw new RotaError([issue ?? errorDetail('VALUE_INVALID', null, said`the request is not understood`), ...others]);
}
