import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { said, type Translatable } from '../../contract/translatable.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Clocks without a date in their alarm take the next 24 hours only. */
const shortStepMs = dayMs - 60 * 60 * 1000;

/**
 * The alarm of a computer's clock, as Linux shows it: `wakealarm` takes seconds since 1970 by that clock (which may run in local time), 0
 * takes it back, and a set alarm is not replaced but refused (EBUSY). A folder has the file only if its clock can wake the computer.
 */
export function createRtcAlarm(folder: string, now: () => number) {
  /** The alarm that was set here, in the seconds of its clock. */
  let own: { readonly file: string; readonly seconds: number } | null = null;

  async function set(at: number | null): Promise<Translatable | null> {
    const file = await findAlarm(folder);
    if (file === null)
      return at === null
        ? null
        : said`this computer has no clock that could wake it (nothing in ${folder} has an alarm)`;
    try {
      if (at === null) await takeBack();
      else await setIn(file, at);
      return null;
    } catch (error) {
      return problemOf(error, file);
    }
  }

  async function setIn(file: string, at: number): Promise<void> {
    const clock = await secondsIn(path.join(path.dirname(file), 'since_epoch'));
    const present = await secondsIn(file);
    const secondsAt = (instant: number) =>
      clock === null ? Math.floor(instant / 1000) : clock + Math.floor((instant - now()) / 1000);
    const seconds = secondsAt(at);
    // Reading a clock and setting its alarm may be a second apart.
    if (present !== null && Math.abs(present - seconds) <= 1 && own?.seconds === present) return;
    const isOthers = present !== null && own?.seconds !== present;
    // Somebody else wakes the computer earlier: then Rota is awake, too, and sets its own.
    if (isOthers && present > secondsAt(now()) && present <= seconds) return;
    if (present !== null) await write(file, 0);
    own = { file, seconds: await writeOrStep(file, seconds, secondsAt(now() + shortStepMs)) };
  }

  async function takeBack(): Promise<void> {
    if (own === null) return;
    const { file, seconds } = own;
    own = null;
    if ((await secondsIn(file)) === seconds) await write(file, 0);
  }

  return { set };
}

/** The clock that Linux sets its own from comes first. */
async function findAlarm(folder: string): Promise<string | null> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^rtc\d+$/.test(name)).sort();
  const found: { file: string; isMain: boolean }[] = [];
  for (const name of names) {
    const file = path.join(folder, name, 'wakealarm');
    if ((await textIn(file)) === null) continue;
    found.push({ file, isMain: (await secondsIn(path.join(folder, name, 'hctosys'))) === 1 });
  }
  return (found.find(({ isMain }) => isMain) ?? found[0])?.file ?? null;
}

const textIn = (file: string): Promise<string | null> => readFile(file, 'latin1').catch(() => null);

async function secondsIn(file: string): Promise<number | null> {
  const text = ((await textIn(file)) ?? '').trim();
  return /^\d+$/.test(text) ? Number(text) : null;
}

const write = (file: string, seconds: number): Promise<void> => writeFile(file, `${seconds}\n`);

/** What was written: the instant, or one on the way to it where the clock takes none that is so far. */
async function writeOrStep(file: string, seconds: number, step: number): Promise<number> {
  try {
    await write(file, seconds);
    return seconds;
  } catch (error) {
    const isTooFar = ['EINVAL', 'ERANGE', 'EDOM'].includes(codeOf(error)) && seconds > step;
    if (!isTooFar) throw error;
    await write(file, step);
    return step;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function problemOf(error: unknown, file: string): Translatable {
  const code = codeOf(error);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return said`Rota may not write ${file}: give that right to its user (docs/operating.md shows the udev rule), or start it as one who has it`;
  return said`the clock refused its alarm (${file}: ${code === '' ? String(error) : code})`;
}
