import { hostname } from 'node:os';
import { bring, bringOptions } from './fleet-bring.ts';
import { join, joinOptions } from './fleet-join.ts';
import { textOf, Usage, type Call, type Command } from './command.ts';
import { takeEffect, withFleet, type Face } from './fleet-face.ts';
import { readSecret } from './read-secret.ts';

/** `fleet …`: several computers with one database. A join code is a secret: it may come from the standard input, where no history keeps it. */
export const fleetCommands: readonly Command[] = [
  {
    name: 'fleet create',
    usage: 'postgres://USER@HOST/DATABASE [--address postgres://…] [--name NAME] [--restart] [--json]',
    summary:
      'Make a fleet in an empty database and print the join code for the other computers; --address is what those shall use. The password is asked for where the address has none',
    takes: 1,
    options: { address: { type: 'string' }, name: { type: 'string' }, restart: { type: 'boolean' } },
    run: create,
  },
  {
    name: 'fleet join',
    usage:
      '[CODE] [--address postgres://…] [--dry-run] [--bring all|processes,…] [--on-conflict theirs|mine|both] [--anywhere] [--restart] [--json]',
    summary:
      'Join a fleet by its code, which is asked for or read from the standard input; --address instead of the one in the code. What is in the own folder stays there; --dry-run only says what of it could come along, --bring brings it, as "fleet bring" does',
    takes: 1,
    least: 0,
    options: joinOptions,
    run: join,
  },
  {
    name: 'fleet bring',
    usage: '[--bring all|processes,calendars,…] [--on-conflict theirs|mine|both] [--anywhere] [--apply] [--json]',
    summary:
      'Say what of the own folder would come into the fleet; with --apply bring it. Schedules go on running on this computer, with --anywhere on any',
    takes: 0,
    options: bringOptions,
    run: bring,
  },
  {
    name: 'fleet leave',
    usage: '[--restart] [--json]',
    summary: 'Leave the fleet: this computer goes on with the database in its own folder, as it was',
    takes: 0,
    options: { restart: { type: 'boolean' } },
    run: leave,
  },
  {
    name: 'fleet status',
    usage: '[--code] [--without-password] [--json]',
    summary: 'Say which database this computer uses; with --code print the join code of its fleet, a secret',
    takes: 0,
    options: { code: { type: 'boolean' }, 'without-password': { type: 'boolean' } },
    run: status,
  },
];

async function create(call: Call): Promise<void> {
  const { config, arguments: words, options, say, answer } = call;
  const others = textOf(options['address']);
  await withFleet(config, async (fleet, running) => {
    const address = await withPassword(words[0]!, fleet);
    const made = await fleet.create({
      address,
      name: textOf(options['name']) ?? hostname(),
      ...(others === undefined ? {} : { addressForOthers: others }),
    });
    answer(made);
    say(`The fleet "${made.name}" is made in ${made.database}. Its key is ${made.fingerprint}.`);
    say(
      `On every other computer, with this code, which is a secret (it opens the database and what is sealed in it):\n`,
    );
    say(`  rota fleet join ${made.code}\n`);
    await takeEffect(call, running, made);
  });
}

async function leave(call: Call): Promise<void> {
  const { config, say, answer } = call;
  await withFleet(config, async (fleet, running) => {
    const left = await fleet.leave();
    answer(left);
    say(
      `This computer leaves ${left.database} and goes on with the database in ${config.home}, as it was when it joined.`,
    );
    say(
      'Schedules that are in both run in both: delete or pause them on one side. Runs of this computer stay in the fleet.',
    );
    if (left.lastCode !== null)
      say(
        `It was the last computer of that fleet. Keep this code: without it nobody opens its secrets again.\n\n  ${left.lastCode}\n`,
      );
    await takeEffect(call, running, { isByVariable: false });
  });
}

async function status({ config, options, say, answer }: Call): Promise<void> {
  await withFleet(config, async (fleet) => {
    const found = await fleet.get();
    const code =
      options['code'] === true ? await fleet.code({ withPassword: options['without-password'] !== true }) : undefined;
    answer({ ...found, ...(code === undefined ? {} : { code }) });
    if (found.fleet === null) say('This computer is alone: its database lies in its data folder.');
    else {
      const { database, name, fingerprint, workers, isEncrypted, by } = found.fleet;
      say(`Fleet      ${name ?? '(without a name)'}`);
      say(
        `Database   ${database}${isEncrypted ? '' : ' (not encrypted)'}${by === 'variable' ? ', by ROTA_DATABASE' : ''}`,
      );
      say(`Key        ${fingerprint}`);
      say(`Computers  ${workers === null ? 'not known: the database does not answer' : String(workers)}`);
    }
    if (found.atNextStart !== null)
      say(`From the next start on: ${found.atNextStart.database ?? `the database in ${config.home}`}.`);
    if (code !== undefined) say(`\n  rota fleet join ${code}`);
  });
}

/** The address, with the password that the database asks for. */
async function withPassword(address: string, fleet: Face): Promise<string> {
  const { needsPassword } = await fleet.check({ address });
  if (!needsPassword) return address;
  const url = new URL(address);
  const password = await readSecret(`Password of ${decodeURIComponent(url.username)}: `);
  if (password === '') throw new Usage('No password was given.');
  url.password = encodeURIComponent(password);
  return url.toString();
}
