import type { Command } from './command.ts';

/** What a shell offers for the word that is being typed: the last of `words`, empty after a space. */
export interface Candidates {
  readonly words: readonly string[];
  /** Names of these fit, too. */
  readonly names: Command['names'] | null;
}

const general = ['--home', '--json', '--help'];

/** The commands, then the options and the first argument of the one that was typed. */
export function candidates(commands: readonly Command[], words: readonly string[]): Candidates {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const shown = commands.filter(({ isHidden }) => isHidden !== true);
  const command =
    shown.find(({ name }) => before.slice(0, 2).join(' ') === name) ?? shown.find(({ name }) => before[0] === name);
  const startsWith = (all: readonly string[]) => [...new Set(all)].filter((word) => word.startsWith(typed)).sort();
  if (command === undefined) {
    const begun = shown
      .map(({ name }) => name.split(' '))
      .filter((name) => before.every((word, at) => name[at] === word));
    const next = begun.flatMap((name) => name[before.length] ?? []);
    return { words: startsWith(before.length === 0 ? [...next, '--help', '--version'] : next), names: null };
  }
  if (typed.startsWith('-')) {
    const own = Object.keys(command.options ?? {}).map((name) => `--${name}`);
    return { words: startsWith([...own, ...general]), names: null };
  }
  const given = before.slice(command.name.split(' ').length).filter((word) => !word.startsWith('-'));
  const further = shown
    .map(({ name }) => name.split(' '))
    .flatMap(([one, two]) => (one === before[0] && before.length === 1 && two !== undefined ? [two] : []));
  return { words: startsWith(further), names: given.length === 0 ? (command.names ?? null) : null };
}

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** What the shell reads once, in its start file. It asks `rota complete-words` for each Tab, so it stays true after an update. */
export const scripts: Readonly<Record<Shell, string>> = {
  bash: `_rota() {
  local IFS=$'\\n' word
  COMPREPLY=()
  for word in $(rota complete-words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); do
    COMPREPLY+=("$(printf '%q' "$word")")
  done
}
complete -F _rota rota`,
  zsh: `_rota() {
  local -a found
  found=("\${(@f)$(rota complete-words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -a found
}
compdef _rota rota`,
  fish: `complete -c rota -f -a '(rota complete-words -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'`,
  powershell: `Register-ArgumentCompleter -Native -CommandName rota -ScriptBlock {
  param($word, $line, $position)
  $words = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($word -eq '') { $words += '""' }
  rota complete-words -- @words 2>$null | ForEach-Object {
    $text = if ($_ -match '\\s') { "'" + $_.Replace("'", "''") + "'" } else { $_ }
    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
  }
}`,
};
