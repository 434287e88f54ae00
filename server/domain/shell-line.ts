import type { RpaProcess } from '../../contract/process.ts';
import { said, type Translatable } from '../../contract/translatable.ts';

/**
 * The first argument in which a placeholder would become part of a shell's own language, with why it is refused: what stands in a value (`&`, `;`, `$(…)`)
 * would be run. Null where there is none. Arguments that come after the text of a POSIX shell are only data, and stay allowed.
 */
export function placeholderInShell({ command, args }: Pick<RpaProcess, 'command' | 'args'>): {
  readonly index: number;
  readonly why: Translatable;
} | null {
  const shell = shellOf(command ?? '');
  if (shell === null) return null;
  const index = args.findIndex((arg, at) => /\{\{[^{}]*\}\}/.test(arg) && isRead(shell, args, at));
  if (index === -1) return null;
  const why =
    shell === 'cmd'
      ? said`a value in a line of cmd.exe would be run as commands: give the batch file itself as "command" and the values as "args"; Rota quotes them`
      : said`a value inside the text that ${command ?? ''} runs would be run as commands: let it read the variable INPUT_… or the file named by ROTA_INPUT instead`;
  return { index, why };
}

type Shell = 'cmd' | 'powershell' | 'posix';

const shells: Readonly<Record<string, Shell>> = {
  cmd: 'cmd',
  powershell: 'powershell',
  pwsh: 'powershell',
  sh: 'posix',
  bash: 'posix',
  dash: 'posix',
  zsh: 'posix',
  ksh: 'posix',
};

function shellOf(command: string): Shell | null {
  const name = command.trim().replace(/^"|"$/g, '').split(/[\\/]/).at(-1) ?? '';
  const bare = name.toLowerCase().replace(/\.exe$/, '');
  if (bare === '%comspec%') return 'cmd';
  return Object.hasOwn(shells, bare) ? (shells[bare] ?? null) : null;
}

/** Whether the shell takes this argument for its own language. */
function isRead(shell: Shell, args: readonly string[], at: number): boolean {
  switch (shell) {
    case 'cmd':
      return true;
    case 'powershell': {
      // Everything after -Command is joined to one text; after -File it is data.
      const begin = args.findIndex((arg) => /^[-/]/.test(arg) && powershellText(arg.slice(1)));
      return begin !== -1 && at > begin;
    }
    case 'posix': {
      const flag = args.findIndex((arg) => /^-[a-z]*c[a-z]*$/.test(arg));
      return flag !== -1 && at === flag + 1;
    }
  }
}

/** `-Command` and `-EncodedCommand`, which may be cut short (`-c`, `-comm`, `-e`, `-enc`, `-ec`). */
function powershellText(flag: string): boolean {
  const word = flag.toLowerCase();
  return (
    word !== '' &&
    ('command'.startsWith(word) ||
      'commandwithargs' === word ||
      'encodedcommand'.startsWith(word) ||
      word === 'ec' ||
      word === 'cwa')
  );
}
