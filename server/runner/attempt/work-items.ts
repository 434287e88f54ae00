import { isExactNumber, parseExact } from '../../../contract/exact-json.ts';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import type { AttemptFiles } from './attempt-files.ts';
import { outputsOf } from './output-text.ts';

/**
 * The variables in which the work item libraries look for their files: RPA.Robocorp.WorkItems (rpaframework) reads the
 * RPA_ names, robocorp.workitems the RC_ names first. Both use "FileAdapter" for their own adapter.
 */
export function workItemVariables(files: AttemptFiles): Record<string, string> {
  return {
    RPA_WORKITEMS_ADAPTER: 'FileAdapter',
    RPA_INPUT_WORKITEM_PATH: files.workItemsIn,
    RPA_OUTPUT_WORKITEM_PATH: files.workItemsOut,
    RC_WORKITEM_ADAPTER: 'FileAdapter',
    RC_WORKITEM_INPUT_PATH: files.workItemsIn,
    RC_WORKITEM_OUTPUT_PATH: files.workItemsOut,
  };
}

/** The input database of the FileAdapter: one work item whose payload is the values of the run. */
export function workItemsFrom(inputJson: string): string {
  return `[{"payload":${inputJson},"files":{}}]\n`;
}

/**
 * The payloads of all output work items as outputs; names of later items win. Payloads are not written for Rota: a name such as "Invoice
 * no" becomes "Invoice_no" ("Invoice_no_2" if that exists), and a payload that is not an object is the output "payload".
 */
export function outputsOfWorkItems(text: string) {
  const items = parseExact(text);
  if (!Array.isArray(items)) throw new TranslatableError(said`The output work items are not a JSON list.`);
  const payloads = items.map((item: unknown): unknown =>
    typeof item === 'object' && item !== null && 'payload' in item ? item.payload : null,
  );
  const given = new Map(
    payloads.flatMap((payload): [string, unknown][] => {
      if (payload === null || payload === undefined) return [];
      if (typeof payload !== 'object' || Array.isArray(payload) || isExactNumber(payload))
        return [['payload', payload]];
      return Object.entries(payload);
    }),
  );
  return outputsOf(withAllowedNames(given));
}

function withAllowedNames(given: ReadonlyMap<string, unknown>): [string, unknown][] {
  const used = new Set([...given.keys()].filter((name) => allowedName(name) === name));
  return [...given].map(([name, value]) => {
    const allowed = allowedName(name);
    if (allowed === name) return [name, value];
    let free = allowed;
    for (let count = 2; used.has(free); count += 1) free = `${allowed.slice(0, 90)}_${count}`;
    used.add(free);
    return [free, value];
  });
}

function allowedName(name: string): string {
  const letters = name.slice(0, 99).replace(/[^\p{L}\p{N}_.-]/gu, '_');
  return /^[\p{L}_]/u.test(letters) && letters !== '__proto__' ? letters : `_${letters}`;
}
