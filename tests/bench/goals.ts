/** What a figure should be, in its unit. */
export type Goal = { readonly most: number } | { readonly least: number };

/** By the name of the row. */
export const goals: Readonly<Record<string, Goal>> = {
  'start accepted durably, one caller, p50': { most: 1.4 },
  'starts accepted durably, 16 callers': { least: 2000 },
  'call to the first instruction of the child, p50': { most: 2.6 },
  'call to final state visible, p50': { most: 3.9 },
  'due time to the first instruction, p50': { most: 3.5 },
  'due time to the first instruction, max': { most: 8 },
  '100 due at once: the first one’s first instruction': { most: 6 },
  '100 due at once: the last one’s first instruction': { most: 120 },
  'no-op runs, due to durably recorded': { least: 750 },
  'a status meanwhile, p50': { most: 1.5 },
  'a status meanwhile, p99': { most: 15 },
  'processor a run, server and hosts': { most: 1.2 },
  'all processes at rest, PSS': { most: 70 },
  'all processes at rest, RSS': { most: 110 },
  'all processes after 4,000 runs, RSS': { most: 180 },
  'ready with 0 schedules': { most: 200 },
  'ready with 100,000 schedules': { most: 260 },
  'reading 2,000 final states, one caller': { most: 450 },
  'import of 5,000 schedules in one document': { least: 10_000 },
  'first load, script and style, gzipped': { most: 240 },
};

/** `goal ≤ 1.4: met`, or by how much it is missed; empty for a figure without a goal. */
export function goalTold(name: string, value: number): string {
  const goal = goals[name];
  if (goal === undefined) return '';
  const [sign, wanted, isMet] =
    'most' in goal ? ['≤', goal.most, value <= goal.most] : ['≥', goal.least, value >= goal.least];
  const missedBy = Math.abs(value - wanted);
  const told = isMet ? 'met' : `missed by ${missedBy.toPrecision(3)} (${Math.round((100 * missedBy) / wanted)} %)`;
  return `goal ${sign} ${wanted.toLocaleString('en')}: ${told}`;
}
