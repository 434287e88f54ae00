import { cp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { computerZone, oneDriveAround, type Config } from '../config.ts';
import { inEnglish, said, saidIn, type Dictionary, type Translatable } from '../../contract/translatable.ts';
import { table, type Command } from './command.ts';
import { runningServer } from './connection.ts';
import { edition, examine, type Patient } from './doctor.ts';
import type { Surroundings } from './doctor-checks.ts';
import type { Finding } from './finding.ts';
import { dictionaryFor } from './spoken-words.ts';
import { renameStubbornly } from '../stubborn-rename.ts';

/** Only for the commands that need it: the whole server is a second's work to load. */
const server = () => import('../start.ts');

/** Maintenance: checks of this Rota, and the time zone data that it uses. */
export const careCommands: readonly Command[] = [
  {
    name: 'doctor',
    usage: '[--json]',
    summary:
      'Look at data folder, disk, database, clock, time zone data, port, certificate, desktop and programs, and say what to do; exit code 1 if something is wrong',
    takes: 0,
    async run({ config, say, answer }) {
      const { patient, around } = await look(config);
      const { lookAround } = await import('./doctor-checks.ts');
      const findings = [...examine(patient), ...(await lookAround(around))];
      answer({ findings: findings.map(({ what, state, says }) => ({ what, state, says })) });
      const words = await dictionaryFor(config);
      say(table(findings.map((one) => lineOf(one, words))));
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
      const { checkZonePlace, zoneFactsOf, zoneFileName, zoneFolderName, zonePlaces } = await server();
      const checked = await checkZonePlace(from).catch((error: Error) => {
        throw new Error(`${from} cannot be used: ${error.message}. Nothing was changed.`);
      });
      const to = path.join(config.home, found.isDirectory() ? zoneFolderName : zoneFileName);
      await putInPlace(from, to);
      const running = await runningServer(config);
      const facts = await (running?.ask('lookAtZones') ?? zoneFactsOf(zonePlaces(config)));
      await running?.close();
      answer({ put: to, version: checked.version, inUse: facts.inUse });
      say(`${checked.version} is in ${to}. In use: ${inEnglish(edition(facts.inUse, Date.now()))}.`);
    },
  },
];

async function look(config: Config): Promise<{ patient: Patient; around: Surroundings }> {
  const { whoElseMayRead, zoneFactsOf, zonePlaces } = await server();
  const running = await runningServer(config);
  try {
    const session = await running?.ask('session');
    const facts = await running?.ask('zones');
    const worker = (await running?.ask('worker'))?.worker;
    const around: Surroundings = {
      ...{ config, now: Date.now(), platform: process.platform },
      running: running === null || worker === undefined ? null : { url: running.url, worker },
    };
    const patient: Patient = {
      now: Date.now(),
      serverNow: session?.now ?? null,
      timezone: session?.timezone ?? computerZone(),
      othersInHome: await whoElseMayRead(config.home),
      cloud: oneDriveAround(config.home, config.environment),
      zones: facts?.facts ?? (await zoneFactsOf(zonePlaces(config))),
    };
    return { patient, around };
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

const signs: Record<Finding['state'], Translatable> = { ok: said`ok`, look: said`look`, wrong: said`WRONG` };
const lineOf = ({ state, said: { what, says } }: Finding, words: Dictionary): string[] => [
  saidIn(signs[state], words),
  saidIn(what, words),
  saidIn(says, words),
];
