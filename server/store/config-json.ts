import { said, type Translatable } from '../../contract/translatable.ts';

/**
 * The fault of a JSON text and its place, or null. Node's own message quotes the text around the fault, which may be a
 * secret: only the position is taken from it.
 */
export function jsonProblem(withBom: string): Translatable | null {
  const text = withBom.startsWith('\uFEFF') ? withBom.slice(1) : withBom;
  if (text.trim() === '') return said`it is empty`;
  if (faultOf(text) === null) return null;
  const at = faultPosition(text);
  const before = text.slice(0, at).split('\n');
  return said`it is not JSON: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** The longest prefix that could still become JSON, by bisection, because not every message of Node names a position. */
function faultPosition(text: string): number {
  let good = 0;
  let bad = text.length;
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    const head = text.slice(0, middle);
    const fault = faultOf(head);
    if (fault === null || isAtEnd(fault, head.length)) good = middle;
    else bad = middle - 1;
  }
  return good;
}

function isAtEnd(message: string, length: number): boolean {
  if (/end of JSON input|Unterminated string/.test(message)) return true;
  const position = /at position (\d+)/.exec(message)?.[1];
  return position !== undefined && Number(position) >= length;
}

function faultOf(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
