const escape = String.fromCharCode(0x1b);
/** Colours and weights: they say nothing, and a log in plain letters is read as well. */
const colours = new RegExp(`${escape}\\[[0-9;:]*m`, 'g');
/** What a terminal obeys instead of showing it, and what turns the direction of a text: line ends and tabs are none of it. */
const commands = /(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const visible = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A text for a terminal. What robots and callers wrote (logs, reasons, outputs, names) may hold sequences that clear the screen, retitle
 * the window or type for the reader: they are shown, `\u001b[2J`, and not obeyed.
 */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(colours, '').replace(commands, visible);
}

/** JSON that a terminal may be shown, too: the same value for whoever parses it. */
export const printableJson = (value: unknown): string => (JSON.stringify(value) ?? 'null').replace(commands, visible);
