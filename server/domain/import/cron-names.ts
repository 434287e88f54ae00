import { programName } from './import-set.ts';

/** Shell words that prepare a command and do not name it. */
const preparing = new Set(
  'cd test [ [[ true : sleep export set umask if then else fi do done while for until ! source . echo'.split(' '),
);
/** Programs that run another one. */
const wrapping = new Set(
  'sudo nice ionice env exec nohup flock timeout chronic cronic time command eval setsid chrt taskset stdbuf su runuser'.split(
    ' ',
  ),
);
const interpreting = new Set(
  'sh bash dash zsh ksh php perl python python2 python3 ruby node pwsh java Rscript'.split(' '),
);
const isScript = (word: string): boolean => /\.(sh|bash|py|pl|rb|js|mjs|php|jar|ps1|R)$/i.test(word);

/** The script or program that a command line is for, used as a name ("cd / && run-parts" is "run-parts"). */
export function commandName(command: string): string {
  for (const part of command.slice(0, 2000).split(/&&|\|\||[;|{}()]|`/)) {
    const name = nameOf(part.trim().split(/[ \t]+/));
    if (/[\p{L}\p{N}]/u.test(name)) return name;
  }
  return 'Robot';
}

function nameOf(words: readonly string[]): string {
  let rest = words.map((word) => word.replace(/^["']|["']$/g, '')).filter((word) => !/^[A-Za-z_]\w*=/.test(word));
  if (preparing.has(rest[0] ?? '')) return '';
  while (wrapping.has(programName(rest[0] ?? ''))) rest = rest.slice(1 + argumentsOf(rest));
  const [program = '', ...further] = rest;
  const script = interpreting.has(programName(program)) ? further.find((word) => !word.startsWith('-')) : undefined;
  const name = programName(script !== undefined && isScript(script) ? script : program);
  return name.startsWith('-') || name.startsWith('$') || name.startsWith('>') ? '' : name;
}

/** How many words belong to a wrapping program itself: its options with their values, a number, the lock of flock. */
function argumentsOf([wrapper = '', ...words]: readonly string[]): number {
  const program = programName(wrapper);
  let count = 0;
  let needsOne = program === 'flock';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (
      /^-[A-Za-z]$/.test(word) &&
      /^(-?\d+|[a-z_][a-z0-9_-]*)$/i.test(words[at + 1] ?? '') &&
      takesValue(program, word)
    )
      at += 1;
    else if (!word.startsWith('-') && !/^\d+[smhd]?$/.test(word)) {
      if (!needsOne) return count;
      needsOne = false;
    }
    count = at + 1;
  }
  return count;
}

const takesValue = (program: string, option: string): boolean =>
  ({ sudo: '-u-g', nice: '-n', ionice: '-c-n', timeout: '-k-s', flock: '-w-E', su: '-s', runuser: '-u', chrt: '-p' })[
    program
  ]?.includes(option) ?? false;
