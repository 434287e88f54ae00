import { said, type Translatable } from '../../../contract/translatable.ts';

/**
 * What each step of the tables (migrations.ts) does to what is there, for whoever asks before an upgrade: the first is for step 1. Null: the
 * step changes how quickly something is found, and nothing else.
 */
export const upgradeNotes: readonly (Translatable | null)[] = [
  said`the first tables are made`,
  said`runs get a time until which they may start; runs that are there have none`,
  said`the values that a schedule had before an edit are kept apart`,
  said`in the audit and in deliveries sentences are stored so that they can be said in each language; their text stays`,
  null,
  said`schedules, runs and the audit belong to identities, no longer to names; owners are found by the names of the clients that are there`,
  said`plans say what becomes of their times when the clock is changed; those that are there go on as they did`,
  said`the number of the last change is kept, so that lost data is noticed`,
  said`small files of ended runs are put together, one file a day: an older Rota would not find those logs, so go back only through the backup`,
  null,
  said`messages to people get their tables; nothing is sent because of the upgrade`,
  said`runs may be for one worker or a group; those that are there are for any`,
  said`runs may follow runs; those that are there follow none`,
  said`what triggers have read is kept, and what started a run`,
  said`what a run used of the computer is kept; nothing is known of those that are there`,
  null,
  said`conditions of runs get their times; runs that are there have none`,
  said`failed runs can be marked as seen; what failed more than a week before the upgrade counts as seen`,
  said`what people chose for themselves gets its own table`,
  null,
  null,
];

/** The sentences for an upgrade from one version to another, in order. */
export const notesBetween = (from: number, to: number): Translatable[] =>
  upgradeNotes.slice(from, to).filter((note) => note !== null);
