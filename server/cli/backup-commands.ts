import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Backup, RestoreAnswer } from '../../contract/backups.ts';
import { inEnglish } from '../../contract/translatable.ts';
import type { Config } from '../config.ts';
import { readPassphrase } from './passphrase.ts';
import { table, type Call, type Command } from './command.ts';
import { connect, runningServer, type Connection } from './connection.ts';

/** Backups of Rota's data, and restoring one. */
export const backupCommands: readonly Command[] = [
  {
    name: 'backup',
    usage: '[--passphrase] [--check NAME|FOLDER] [--json]',
    summary:
      'Copy database and configuration to a folder of today, also while Rota runs; with --passphrase its key is sealed, for a copy that leaves the computer (asked for, or ROTA_PASSPHRASE). With --check make none, but restore that one in a scratch folder and say whether it is whole',
    takes: 0,
    options: { passphrase: { type: 'boolean' }, check: { type: 'string' } },
    async run(call) {
      const { config, options, say, answer } = call;
      if (typeof options['check'] === 'string') return checkOne(call, options['check']);
      const isSealed = options['passphrase'] === true;
      const body = isSealed ? { passphrase: await readPassphrase(config, { isNew: true }) } : {};
      const connection = await connect(config);
      try {
        const made = await connection.ask('backup', { body });
        answer(made);
        say(
          isSealed
            ? `The copy is in ${made.folder}. Its key is sealed: without the passphrase nobody can restore it, you neither.`
            : `The copy is in ${made.folder}. It holds the key to stored secrets: keep it as safe as the data folder, or make one with --passphrase.`,
        );
      } finally {
        await connection.close();
      }
    },
  },
  {
    name: 'backups',
    usage: '[--json]',
    summary:
      'List the backups, newest first: who made each, whether restoring it was tested, and whether it can be restored',
    takes: 0,
    async run({ config, say, answer }) {
      // Read from the folder, so that it works without a server: the database may be what keeps Rota from starting.
      const { listBackups } = await import('../start.ts');
      const { backups: all } = await listBackups(config.home, Infinity);
      answer({ backups: all });
      say(all.length === 0 ? 'There are no backups yet. Make one: rota backup' : table([heading, ...all.map(rowOf)]));
    },
  },
  {
    name: 'restore',
    usage: 'NAME [--yes] [--json]',
    summary:
      'Say what restoring a backup would do; with --yes do it. A running Rota restarts with it. The passphrase of a sealed one is asked for, or ROTA_PASSPHRASE',
    takes: 1,
    options: { yes: { type: 'boolean' } },
    async run(call) {
      const { config, arguments: words, options, say, answer } = call;
      const name = words[0]!;
      const running = await runningServer(config);
      try {
        const { checkBackup } = await import('../start.ts');
        await checkBackup(config.home, name);
        if (options['yes'] === true) return await restore(call, name, running);
        answer({ backup: name, isDryRun: true });
        say(await preview(config, name, running));
      } finally {
        await running?.close();
      }
    },
  },
];

/** Restores a backup of the list, or any folder that holds one (on a share, say), in a scratch folder; the data is not touched. */
async function checkOne({ config, say, answer }: Call, given: string): Promise<void> {
  const { backupOf, hasSealedKey, tryRestore } = await import('../start.ts');
  const isPath = given.includes('/') || given.includes('\\');
  const folder = isPath ? path.resolve(given) : (await backupOf(config.home, given)).folder;
  const passphrase = (await hasSealedKey(folder)) ? await readPassphrase(config, { isNew: false }) : undefined;
  const scratch = await mkdtemp(path.join(tmpdir(), 'rota-check-'));
  try {
    const { runs, schedules } = await tryRestore(folder, path.join(scratch, 'data'), passphrase);
    answer({ folder, isWhole: true, runs, schedules });
    say(
      `The backup in ${folder} is whole: restored in a scratch folder it has ${runs} runs and ${schedules} schedules.`,
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const makers = { person: 'by hand', itself: 'by itself', upgrade: 'before an upgrade' } as const;
const heading = ['NAME', 'MADE (UTC)', 'BY', 'SIZE', 'STATE'];

const rowOf = ({ name, at, bytes, isSealed, by, checkedAt, problem }: Backup): string[] => [
  name,
  new Date(at).toISOString().slice(0, 19).replace('T', ' '),
  makers[by],
  `${(bytes / 1_000_000).toFixed(1)} MB`,
  problem === null
    ? `can be restored${isSealed ? ' with its passphrase' : ''}${checkedAt === null ? '' : ', tested'}`
    : `cannot be restored: ${inEnglish(problem)}`,
];

async function preview({ home }: Config, name: string, running: Connection | null): Promise<string> {
  const active = running === null ? 0 : (await running.ask('worker')).worker.running;
  return [
    `"${name}" can be restored in ${home}. Then:`,
    '- processes, schedules, clients, settings and history are those of the backup;',
    '- what was done since is no longer in the history, and times since then may count as missed;',
    '- what is there now is kept as a backup first; logs and files of runs stay.',
    ...(running === null ? [] : [`Rota restarts with it. Runs that are asked to stop: ${active}.`]),
    `Nothing was changed. Do it: rota restore ${name} --yes`,
  ].join('\n');
}

async function restore({ config, say, answer }: Call, name: string, running: Connection | null): Promise<void> {
  const { backupOf, restoreAtRest } = await import('../start.ts');
  const passphrase = (await backupOf(config.home, name)).isSealed
    ? await readPassphrase(config, { isNew: false })
    : undefined;
  if (running !== null) {
    const body = passphrase === undefined ? {} : { passphrase };
    const asked: RestoreAnswer = await running.ask('restoreBackup', { path: { name }, body });
    answer(asked);
    say(
      asked.restart === null
        ? `"${name}" is restored when Rota is started the next time: close Rota and start it again.`
        : `Rota restarts with "${name}"${asked.restart.url === null ? '' : ` at ${asked.restart.url}`}.`,
    );
    return;
  }
  const wait = (ms: number) => pause(ms);
  const { kept } = await restoreAtRest(
    config.home,
    { backup: name, who: 'command line', passphrase },
    { now: Date.now, wait },
  );
  answer({ backup: name, kept });
  say(`"${name}" is restored. Start Rota.`);
  if (kept !== null) say(`What was there before is a backup now, too. To go back to it: rota restore ${kept} --yes`);
}
