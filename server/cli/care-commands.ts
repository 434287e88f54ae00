import { cp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { computerZone, oneDriveAround, type Config } from '../config.ts';
import { checkZonePlace, whoElseMayRead, zoneFactsOf, zoneFileName, zoneFolderName, zonePlaces } from '../start.ts';
import { table, type Command } from './command.ts';
import { runningServer } from './connection.ts';
import { editionText, examine, type Finding, type Patient } from './doctor.ts';
import { renameStubbornly } from '../stubborn-rename.ts';

/** Maintenance: checks of this Rota, and the time zone data that it uses. */
export const careCommands: readonly Command[] = [
  {
    name: 'doctor',
    usage: '[--json]',
    summary: 'Say whether clock and time zone data are as they should be; exit code 1 if something is wrong',
    takes: 0,
    async run({ config, say, answer }) {
      const findings = examine(await look(config));
      answer({ findings });
      say(table(findings.map(lineOf)));
      return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
    },
  },
  {
    name: 'zones use',
    usage: 'FILE|FOLDER [--json]',
    summary:
      'Check time zone data (latest.json of moment-timezone, or a zoneinfo folder) and put it into the data folder',
    takes: 1,
    async run({ config, arguments: [given = ''], say, answer }) {
      const from = path.resolve(given);
      const found = await stat(from).catch(() => null);
      if (found === null) throw new Error(`${from} is not there.`);
      const checked = await checkZonePlace(from).catch((error: Error) => {
        throw new Error(`${from} cannot be used: ${error.message}. Nothing was changed.`);
      });
      const to = path.join(config.home, found.isDirectory() ? zoneFolderName : zoneFileName);
      await putInPlace(from, to);
      const running = await runningServer(config);
      const facts = await (running?.ask('lookAtZones') ?? zoneFactsOf(zonePlaces(config)));
      await running?.close();
      answer({ put: to, version: checked.version, inUse: facts.inUse });
      say(`${checked.version} is in ${to}. In use: ${editionText(facts.inUse, Date.now())}.`);
    },
  },
];

async function look(config: Config): Promise<Patient> {
  const running = await runningServer(config);
  try {
    const session = await running?.ask('session');
    const facts = await running?.ask('zones');
    return {
      now: Date.now(),
      serverNow: session?.now ?? null,
      timezone: session?.timezone ?? computerZone(),
      othersInHome: await whoElseMayRead(config.home),
      cloud: oneDriveAround(config.home, config.environment),
      zones: facts?.facts ?? (await zoneFactsOf(zonePlaces(config))),
    };
  } finally {
    await running?.close();
  }
}

/** Copied next to the target first, then renamed: an incomplete copy is never read. */
async function putInPlace(from: string, to: string): Promise<void> {
  const beside = `${to}.new`;
  await rm(beside, { recursive: true, force: true });
  await cp(from, beside, { recursive: true, dereference: true });
  await rm(to, { recursive: true, force: true });
  await renameStubbornly(beside, to);
}

const signs: Record<Finding['state'], string> = { ok: 'ok', look: 'look', wrong: 'WRONG' };
const lineOf = ({ what, state, says }: Finding): string[] => [signs[state], what, says];
