import {
  bringKinds,
  onConflicts,
  type BringAnswer,
  type BringBody,
  type BringEntry,
  type BringKind,
} from '../../contract/fleet.ts';
import { textOf, Usage, type Call, type Options } from './command.ts';
import { withFleet } from './fleet-face.ts';

export const bringOptions = {
  bring: { type: 'string' },
  'on-conflict': { type: 'string' },
  anywhere: { type: 'boolean' },
  apply: { type: 'boolean' },
} as const satisfies Options;

/** Nothing is changed without `--apply`, as with `rota import`. */
export async function bring(call: Call): Promise<void> {
  const body = { ...wishIn(call.options), isDryRun: call.options['apply'] !== true };
  await withFleet(call.config, async (fleet) => tell(call, await fleet.bring(body)));
}

/** What the options ask for. Throws Usage. */
export const wishIn = (options: Call['options']): Omit<BringBody, 'isDryRun'> => ({
  what: kindsIn(textOf(options['bring']) ?? 'all'),
  onConflict: conflictIn(textOf(options['on-conflict'])),
  isAnywhere: options['anywhere'] === true,
});

/** Says what came, or would come. */
export function tell({ say, answer }: Pick<Call, 'say' | 'answer'>, brought: BringAnswer): void {
  const { entries, schedules, runs, isDryRun } = brought;
  answer({ entries, schedules, runs, isDryRun });
  for (const entry of entries) say(lineOf(entry));
  say(`schedules  ${schedules.add} new, ${schedules.same} there already`);
  say(`runs       ${runs.add} new, ${runs.same} there already`);
  if (runs.notEnded > 0) say(`           ${runs.notEnded} stay in the folder: they have not ended.`);
  if (runs.younger > 0)
    say(
      `           ${runs.younger} stay in the folder: they are younger than the fleet's first run. They can be read there again after "rota fleet leave".`,
    );
  const open = entries.filter(({ change }) => change === 'conflict').length;
  if (open > 0)
    say(`${open} exist with other content. Decide: --on-conflict theirs (leave the fleet's), mine (replace it), both.`);
  say(isDryRun ? 'Nothing was changed. Bring it: rota fleet bring … --apply' : 'Done. The own folder stays as it was.');
}

const words: Readonly<Record<BringEntry['change'], string>> = {
  add: 'new',
  same: 'there already',
  theirs: 'the fleet keeps its own',
  mine: 'replaces the fleet’s',
  both: 'comes as',
  conflict: 'exists with other content',
};

const lineOf = ({ kind, name, change, as }: BringEntry): string =>
  `${kind.padEnd(10)} ${name}: ${words[change]}${change === 'both' ? ` ${as}` : ''}`;

function kindsIn(text: string): BringKind[] {
  if (text === 'all') return [];
  return text.split(',').map((word) => {
    const found = bringKinds.find((kind) => kind === word.trim());
    if (found === undefined) throw new Usage(`--bring: "${word}" is none of all, ${bringKinds.join(', ')}.`);
    return found;
  });
}

function conflictIn(text: string | undefined) {
  if (text === undefined) return 'ask';
  const found = onConflicts.find((one) => one === text && one !== 'ask');
  if (found === undefined) throw new Usage(`--on-conflict: "${text}" is none of theirs, mine, both.`);
  return found;
}
