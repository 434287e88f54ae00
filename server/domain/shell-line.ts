import type { RpaProcess } from '../../contract/process.ts';
import { said, type Translatable } from '../../contract/translatable.ts';

/**
 * The first argument in which a placeholder would become shell code, and why it is refused: the shell would run what a value contains (`&`, `;`,
 * `$(…)`). Null if there is none. Arguments after the script text of a POSIX shell are only data, and stay allowed.
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

/** Whether the shell interprets this argument as code. */
function isRead(shell: Shell, args: readonly string[], at: number): boolean {
  switch (shell) {
    case 'cmd':
      return true;
    case 'powershell': {
      // Everything after -Command is joined to one script; after -File it is data.
      const begin = args.findIndex((arg) => /^[-/]/.test(arg) && powershellText(arg.slice(1)));
      return begin !== -1 && at > begin;
    }
    case 'posix': {
      const flag = args.findIndex((arg) => /^-[a-z]*c[a-z]*$/.test(arg));
      return flag !== -1 && at === flag + 1;
    }
  }
}

/** `-Command` and `-EncodedCommand`, and their abbreviations (`-c`, `-comm`, `-e`, `-enc`, `-ec`). */
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
