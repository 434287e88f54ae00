import type { RpaProcess } from '../../../contract/process.ts';
import { referencesIn, textsIn } from '../../../contract/vault-reference.ts';
import type { VaultUse } from '../../../contract/vault.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import { mapInSlices } from '../shared/slices.ts';

const mostShown = 50;

/** Who refers to which key, by `Group/Key`, in values, in what follows and in triggers; also to keys that do not exist. */
export async function usesOf(deps: {
  readonly processes: () => readonly RpaProcess[];
  readonly schedules: () => Promise<readonly StoredSchedule[]>;
  readonly secrets: SecretBox;
}): Promise<VaultUse[]> {
  const uses = new Map<string, VaultUse>();
  function useOf(group: string, key: string): VaultUse {
    const place = `${group}/${key}`;
    const known = uses.get(place) ?? { group, key, processes: [], schedules: [], scheduleCount: 0 };
    uses.set(place, known);
    return known;
  }
  for (const { name, args, env, parameters, then } of deps.processes()) {
    const texts = [...args, ...Object.values(env), ...textsIn(parameters)];
    for (const place of [...placesIn(texts, false), ...placesIn(textsIn(then), true)]) {
      const use = useOf(...place);
      if (!use.processes.includes(name)) use.processes.push(name);
    }
  }
  await mapInSlices(await deps.schedules(), ({ id, name, values, options }) => {
    const known = new Set<VaultUse>();
    const texts = textsIn([opened(deps.secrets, values), options.then, options.triggers]);
    for (const place of placesIn(texts, true)) known.add(useOf(...place));
    for (const use of known) {
      use.scheduleCount += 1;
      if (use.schedules.length < mostShown) use.schedules.push({ id, name });
    }
  });
  return [...uses.values()];
}

function placesIn(texts: readonly string[], isValue: boolean): [group: string, key: string][] {
  return texts
    .flatMap((text) => referencesIn(text, isValue))
    .flatMap((found) => (found.ok ? [[found.reference.group, found.reference.key] as [string, string]] : []));
}

/** A reference may stand in a value that is sealed. One that cannot be opened refers to nothing. */
function opened(secrets: SecretBox, values: StoredSchedule['values']): unknown {
  const isSealed = Object.values(values).some(
    (value) => typeof value === 'object' && value !== null && '$sealed' in value,
  );
  if (!isSealed) return values;
  try {
    return secrets.openValues(values);
  } catch {
    return values;
  }
}
