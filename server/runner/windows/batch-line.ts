import { said, TranslatableError } from '../../../contract/translatable.ts';

/**
 * The words after `cmd.exe` that run a batch file with exactly these arguments. cmd parses a line in its own way: between quotes only the quote
 * itself and `%` are special; those, and line ends, have no form that every batch file reads back, so they are refused. One more pair of quotes
 * encloses everything, which `/s` removes. @throws SaidError for what cannot be quoted, without quoting the argument.
 */
export function batchWords(file: string, args: readonly string[]): string[] {
  if (/["%\r\n\0]/.test(file))
    throw new TranslatableError(said`batch file "${file}" cannot be started: its path holds a % or a quote`);
  const words = args.map((arg, index) => {
    const sign = unquotable(arg);
    if (sign === null) return quotedForCmd(arg);
    throw new TranslatableError(
      said`batch file "${file}" was not started: argument ${index + 1} holds ${sign}, which cannot be given to a batch file safely. Let it read the value from the file named by ROTA_INPUT, or start a program or a script instead of a batch file.`,
    );
  });
  return ['/d', '/e:on', '/v:off', '/s', '/c', `"${[`"${file}"`, ...words].join(' ')}"`];
}

const signs: readonly (readonly [RegExp, string])[] = [
  [/"/, '"'],
  [/%/, '%'],
  [/[\r\n]/, '\\n'],
];

const unquotable = (arg: string): string | null => signs.find(([sign]) => sign.test(arg))?.[1] ?? null;

/** Plain words are not quoted, so that a batch file that compares `%1` finds them unchanged. */
function quotedForCmd(arg: string): string {
  if (/^[\w.:/\\@+#$-]+$/.test(arg) && !arg.endsWith('\\')) return arg;
  // The batch file passes it to programs, for which \" is a quote inside the text.
  return `"${arg.replace(/\\+$/, '$&$&')}"`;
}
