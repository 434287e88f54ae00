import { accessSync, constants } from 'node:fs';

/**
 * A process between the server and a host, to which everything comes that has lost its parent below it (PR_SET_CHILD_SUBREAPER). So a
 * program that made itself a daemon, gave itself another name and dropped its environment is still found (docs/decisions/0014). Node cannot ask
 * for that, and could not fetch such processes when they end; Perl, which nearly every Linux has, does both and nothing else.
 */
const script = `
use strict; use warnings;
my $prctl = 0 + shift;
syscall($prctl, 36, 1, 0, 0, 0) == 0 or exec { $ARGV[0] } grep { $_ ne '--under-reaper' } @ARGV;
my $own = $$;
my $host = fork();
defined $host or exit 1;
if ($host == 0) {
  syscall($prctl, 1, 9, 0, 0, 0);
  exit 1 if getppid() != $own;
  exec { $ARGV[0] } @ARGV or exit 127;
}
if (my $channel = $ENV{NODE_CHANNEL_FD}) { open(my $end, '<&=', $channel); close($end); }
$SIG{$_} = 'IGNORE' for qw(INT TERM HUP);
$0 = 'rota-reaper';
while (1) {
  my $ended = waitpid(-1, 0);
  exit 1 if $ended == -1 && !$!{EINTR};
  exit(($? >> 8) || ($? & 127 ? 128 + ($? & 127) : 0)) if $ended == $host;
}
`;

/** The flag by which a host knows that its parent is one. */
export const underReaper = '--under-reaper';

/** Of prctl, which Perl only knows by its number. */
const numbers: Readonly<Partial<Record<NodeJS.Architecture, number>>> = { x64: 157, arm64: 167, arm: 172, ia32: 172 };

export interface ReaperStart {
  readonly program: string;
  /** Stand before the program that it is to look after. */
  readonly args: readonly string[];
}

/** How a reaper is started here; null on other systems, and where there is no Perl. */
export function reaperHere(): ReaperStart | null {
  const number = numbers[process.arch];
  const program = '/usr/bin/perl';
  if (process.platform !== 'linux' || number === undefined) return null;
  try {
    accessSync(program, constants.X_OK);
    return { program, args: ['-e', script, String(number)] };
  } catch {
    return null;
  }
}
