import { said, TranslatableError } from '../../../contract/translatable.ts';

/**
 * The words after `cmd.exe` that run a batch file with exactly these arguments. cmd takes a line apart by rules of its own: between quotes it leaves all
 * signs alone but the quote itself and `%`; those, and line ends, have no form that every batch file reads back, so they are refused. The whole
 * stands in one more pair of quotes, which `/s` takes away.
 * @throws SaidError for what cannot be quoted, without saying the argument.
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

/** Plain words stay as they are, so that a batch file that compares `%1` finds them so. */
function quotedForCmd(arg: string): string {
  if (/^[\w.:/\\@+#$-]+$/.test(arg) && !arg.endsWith('\\')) return arg;
  // A batch file hands it on to programs, which take \" for a quote that belongs to the text.
  return `"${arg.replace(/\\+$/, '$&$&')}"`;
}
