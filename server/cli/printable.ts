const escape = String.fromCharCode(0x1b);
/** Colours and styles: removed, because a log is readable without them. */
const colours = new RegExp(`${escape}\\[[0-9;:]*m`, 'g');
/** Control characters that a terminal executes, and characters that change the direction of text. Line ends and tabs are allowed. */
const commands = /(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const visible = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Makes a text safe for a terminal. Texts of robots and callers (logs, reasons, outputs, names) may contain sequences that clear the
 * screen, retitle the window or type for the reader: they are printed as `\u001b[2J` instead of executed.
 */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(colours, '').replace(commands, visible);
}

/** JSON that is safe for a terminal; it parses to the same value. */
export const printableJson = (value: unknown): string => (JSON.stringify(value) ?? 'null').replace(commands, visible);
