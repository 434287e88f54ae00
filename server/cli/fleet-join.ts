import type { BringBody } from '../../contract/fleet.ts';
import { textOf, Usage, type Call, type Options } from './command.ts';
import { runningServer } from './connection.ts';
import { bringOptions, tell, wishIn } from './fleet-bring.ts';
import { takeEffect, withFleet, type Face } from './fleet-face.ts';
import { readSecret, secretLines } from './read-secret.ts';

const { apply: _alwaysApplied, ...bringing } = bringOptions;

export const joinOptions = {
  address: { type: 'string' },
  'dry-run': { type: 'boolean' },
  ...bringing,
  restart: { type: 'boolean' },
} as const satisfies Options;

type Joining = Parameters<Face['join']>[0];

/** Joins, or with `--dry-run` only says what could come along; with `--bring` it comes as soon as the fleet's database is used. */
export async function join(call: Call): Promise<void> {
  const { config, arguments: words, options, say, answer } = call;
  const address = textOf(options['address']);
  const wish = wishIn(options);
  const isBringing = options['bring'] !== undefined;
  const given = words[0] === '-' ? undefined : words[0];
  const lines = given === undefined ? await secretLines('Join code: ') : [given];
  const body: Joining = { code: lines[0] ?? '', ...(address === undefined ? {} : { address }) };
  if (options['dry-run'] === true)
    return withFleet(config, async (fleet) => {
      const dry = (join: Joining) => fleet.bring({ ...wish, isDryRun: true, join });
      tell(call, await withPassword(dry, body, lines[1]));
      say('This computer did not join.');
    });
  await withFleet(config, async (fleet, running) => {
    if (isBringing && running !== null && options['restart'] !== true)
      throw new Usage('--bring needs --restart while Rota runs here: it works with its own database until then.');
    const joined = await withPassword((join) => fleet.join(join), body, lines[1]);
    answer(joined);
    say(
      `This computer belongs to the fleet ${joined.name === null ? '' : `"${joined.name}" `}in ${joined.database}. Its key is ${joined.fingerprint}.`,
    );
    await takeEffect(call, running, joined);
    if (isBringing && running !== null) await usesFleet(call);
  });
  if (isBringing) return bringNow(call, { ...wish, isDryRun: false });
  say('What of this folder could come along is said by "rota fleet bring", once the fleet is used.');
}

/** If this fails the computer has joined all the same, and `rota fleet bring` does it again. */
async function bringNow(call: Call, body: BringBody): Promise<void> {
  // The answer of the command is that it has joined.
  const quiet = { say: call.say, answer: () => {} };
  await withFleet(call.config, async (fleet) => tell(quiet, await fleet.bring(body)));
}

const lookEveryMs = 200;
const mostMs = 120_000;

/** Resolves when the restarted Rota uses the database of the fleet. */
async function usesFleet({ config }: Call): Promise<void> {
  for (let waited = 0; waited < mostMs; waited += lookEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    const server = await runningServer(config).catch(() => null);
    if (server === null) continue;
    try {
      if ((await server.ask('fleet')).fleet !== null) return;
    } catch {
      // It stops just now, or is not ready yet.
    } finally {
      await server.close();
    }
  }
  throw new Usage('Rota did not come back with the fleet. Once it runs, "rota fleet bring" brings what is here along.');
}

/** The code may leave the password to be asked for. */
async function withPassword<T>(
  use: (body: Joining) => Promise<T>,
  body: Joining,
  line: string | undefined,
): Promise<T> {
  try {
    return await use(body);
  } catch (error) {
    if (!isAboutPassword(error)) throw error;
    return use({ ...body, password: line ?? (await readSecret('Password of the database: ')) });
  }
}

const isAboutPassword = (error: unknown): boolean =>
  error instanceof Error && /refuses the password of/.test(error.message);
