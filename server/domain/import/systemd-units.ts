/** One unit with its drop-ins: what is assigned in each section, in the order in which systemd reads it. */
export interface Unit {
  /** `backup.timer` */
  readonly name: string;
  readonly assigned: ReadonlyMap<string, readonly (readonly [key: string, value: string])[]>;
}

/** The sections by which a unit without a name of its own is known. */
const suffixes: Readonly<Record<string, string>> = { Timer: '.timer', Path: '.path', Service: '.service' };

/**
 * The units in a text: what `systemctl cat backup.timer backup.service` prints, where a line `# /path/of/the/file` stands before each file,
 * drop-ins (`backup.timer.d/…`) after what they change. Files that were put together without such lines are told apart by their sections.
 * Syntax as in systemd.syntax(7): a backslash at its end continues a line, lines that begin with # or ; are comments.
 */
export function readUnits(text: string): Unit[] {
  const units = new Map<string, Map<string, [string, string][]>>();
  let named: string | null = null;
  let section = '';
  let unnamed = 0;
  const into = (name: string) => units.get(name) ?? units.set(name, new Map()).get(name)!;
  for (const line of wholeLines(text)) {
    const file = /^# (\/\S.*\/([^/]+))$/.exec(line);
    if (file !== null) {
      const dropIn = /\/([^/]+)\.d\/[^/]+\.conf$/.exec(file[1] ?? '')?.[1];
      named = dropIn ?? file[2] ?? null;
      section = '';
      continue;
    }
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const header = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1];
    if (header !== undefined) {
      section = header;
      const suffix = suffixes[header];
      if (named === null && suffix !== undefined && units.has(`${withoutName}${suffix}`)) unnamed += 1;
      continue;
    }
    const [, key = '', value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === '' || section === '') continue;
    const suffix = suffixes[section];
    // What is common to all units ([Unit], [Install]) cannot be told apart without a name, and is not needed.
    if (named === null && suffix === undefined) continue;
    const name = named ?? `${withoutName}${unnamed === 0 ? '' : `-${unnamed}`}${suffix}`;
    const sections = into(name);
    const list = sections.get(section) ?? sections.set(section, []).get(section)!;
    list.push([key, value]);
  }
  return [...units].map(([name, assigned]) => ({ name, assigned }));
}

/** The name of units in a text that does not name its files. */
export const withoutName = 'systemd';

function* wholeLines(text: string): Generator<string> {
  let open = '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    // A comment among continued lines is left out.
    if (open !== '' && /^\s*[#;]/.test(line)) continue;
    if (/\\$/.test(line) && !/^\s*[#;]/.test(line)) {
      open += `${line.slice(0, -1)} `;
      continue;
    }
    yield open + line;
    open = '';
  }
  if (open !== '') yield open;
}

/** Every value of a key, from its last empty assignment on: that takes back what stood before. */
export function valuesAt(unit: Unit, section: string, key: string): string[] {
  const all = (unit.assigned.get(section) ?? []).filter(([name]) => name === key).map(([, value]) => value);
  return all.slice(all.lastIndexOf('') + 1);
}

/** The last value of a key; empty if there is none. */
export const valueAt = (unit: Unit, section: string, key: string): string => valuesAt(unit, section, key).at(-1) ?? '';

export const isYes = (text: string): boolean => /^(?:1|yes|y|true|t|on)$/i.test(text);

/** `backup@daily.timer`: its name without the suffix, before the @, and after it. */
export function partsOfName(name: string): {
  readonly whole: string;
  readonly prefix: string;
  readonly instance: string;
} {
  const whole = name.replace(/\.[a-z]+$/, '');
  const at = whole.indexOf('@');
  return at === -1
    ? { whole, prefix: whole, instance: '' }
    : { whole, prefix: whole.slice(0, at), instance: whole.slice(at + 1) };
}
