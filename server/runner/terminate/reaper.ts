import { accessSync, constants } from 'node:fs';

/**
 * A process between the server and a host that adopts all orphans below it (PR_SET_CHILD_SUBREAPER). So a program that became a daemon, changed
 * its name and dropped its environment is still found (docs/decisions/0014). Node cannot set this flag, nor reap such processes; Perl, which
 * nearly every Linux has, can do both. When the server dies, the host clears up and ends; one that does not, as one that hangs in Node's own
 * start, is killed.
 */
const script = `
use strict; use warnings;
my ($prctl, $server, $seconds) = (0 + shift, 0 + shift, 0 + shift);
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
$SIG{USR1} = sub { alarm $seconds };
$SIG{ALRM} = sub { kill 'KILL', $host if getppid() != $server };
syscall($prctl, 1, 10, 0, 0, 0);
alarm $seconds if getppid() != $server && !kill 0, $server;
$0 = 'rota-reaper';
while (1) {
  my $ended = waitpid(-1, 0);
  exit 1 if $ended == -1 && !$!{EINTR};
  exit(($? >> 8) || ($? & 127 ? 128 + ($? & 127) : 0)) if $ended == $host;
}
`;

/** Tells a host that its parent is a reaper. */
export const underReaper = '--under-reaper';

/** The number of the system call prctl, which Perl needs. */
const numbers: Readonly<Partial<Record<NodeJS.Architecture, number>>> = { x64: 157, arm64: 167, arm: 172, ia32: 172 };

export interface ReaperStart {
  readonly program: string;
  /** Inserted before the program that it supervises. */
  readonly args: readonly string[];
}

/** A host is killed this long after the death of its server. */
const longestEndSeconds = 60;

/** The reaper of this system; null on other systems, and without Perl. Its server is this process. */
export function reaperHere(endSeconds = longestEndSeconds): ReaperStart | null {
  const number = numbers[process.arch];
  const program = '/usr/bin/perl';
  if (process.platform !== 'linux' || number === undefined) return null;
  try {
    accessSync(program, constants.X_OK);
    return { program, args: ['-e', script, String(number), String(process.pid), String(endSeconds)] };
  } catch {
    return null;
  }
}
