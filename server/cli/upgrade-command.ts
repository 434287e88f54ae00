import { inEnglish, saidIn, said, type Dictionary, type Translatable } from '../../contract/translatable.ts';
import type { UpgradeCheck } from '../start.ts';
import type { Command } from './command.ts';
import { dictionaryFor } from './spoken-words.ts';

/** Says before an upgrade what it does: called with the new Rota, before its first start. */
export const upgradeCommands: readonly Command[] = [
  {
    name: 'upgrade-check',
    usage: '[--json]',
    summary:
      'Say what the next start of this Rota would do to the data that is there, and how to go back; changes nothing; exit code 1 if it could not start on it',
    takes: 0,
    async run({ config, say, answer }) {
      const { checkUpgrade } = await import('../start.ts');
      const check = await checkUpgrade(config.home, config.database !== null);
      const problem = check.problem && inEnglish(check.problem);
      answer({ ...check, home: config.home, problem, steps: check.steps.map((step) => inEnglish(step)) });
      const words = await dictionaryFor(config);
      for (const line of linesOf(check, config.home, words)) say(line);
      return check.state === 'newer' || check.state === 'unreadable' ? 1 : 0;
    },
  },
];

function linesOf(check: UpgradeCheck, home: string, words: Dictionary): string[] {
  const lines = sentencesOf(check, home).map((one) => saidIn(one, words));
  const steps = check.state === 'upgrade' ? check.steps.map((step) => `- ${saidIn(step, words)}`) : [];
  const fleet = check.isInFleet ? [saidIn(fleetSentence, words)] : [];
  return [...lines.slice(0, 1), ...steps, ...lines.slice(1), ...fleet];
}

const fleetSentence = said`This computer belongs to a fleet. The first newer Rota that starts changes the fleet's database; others finish what runs and take nothing new until they are newer, too. Make a backup of that database first (docs/fleet.md).`;

/** The first says what it is; what follows comes after the steps. */
function sentencesOf(check: UpgradeCheck, home: string): Translatable[] {
  const { from, to, needed, free } = check;
  switch (check.state) {
    case 'new':
      return [said`There is nothing in ${home} yet: the first start makes it.`];
    case 'same':
      return [
        said`The data in ${home} is as this Rota has it (version ${to}): nothing is changed.`,
        ...lastWayBack(check),
      ];
    case 'newer':
      return [
        said`A newer Rota made the data in ${home} (version ${from ?? 0}, this one knows ${to}): this Rota cannot read it and does not start on it. Start the newer one, or go back to a backup; what is there now is kept as a backup first, and what was done since is not in it.`,
        ...wayBack(check),
      ];
    case 'unreadable':
      return [check.problem ?? said`The database in ${home} cannot be read.`, said`"rota doctor" says what to do.`];
    case 'upgrade':
      return [
        said`The next start brings the data in ${home} from version ${from ?? 0} to ${to}:`,
        said`Before that a backup is made ("before-upgrade-…" in "rota backups").`,
        ...(needed !== null && free !== null && needed > free
          ? [
              said`There is no room for it: it needs up to ${megabytes(needed)} MB, and ${megabytes(free)} MB are free. Without room the upgrade goes on and there is no way back: free some space first.`,
            ]
          : []),
        said`To go back, end Rota and run "rota restore before-upgrade-…" with the older Rota. What was done since the upgrade is not in it.`,
      ];
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

const lastWayBack = ({ waysBack }: UpgradeCheck): Translatable[] =>
  waysBack.length === 0 ? [] : [said`The data as it was before the last upgrade is kept as ${waysBack.at(-1) ?? ''}.`];

const wayBack = ({ waysBack }: UpgradeCheck): Translatable[] =>
  waysBack.length === 0
    ? [said`No backup of before an upgrade is kept here; "rota backups" lists the others.`]
    : [said`To go back: rota restore ${waysBack.at(-1) ?? ''}`];
