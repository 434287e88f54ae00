import type { FileTrigger, ScheduleTrigger } from '../../../contract/triggers.ts';
import { fileTrigger } from '../../../contract/triggers.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { UnitStarts } from './systemd-starts.ts';
import { specifiersIn } from './systemd-command.ts';
import { valuesAt, type Unit } from './systemd-units.ts';

interface Kind {
  readonly key: string;
  /** Whether what is there already starts it. */
  readonly existing: boolean;
  readonly note: Translatable;
}

const kinds: readonly Kind[] = [
  {
    key: 'DirectoryNotEmpty',
    existing: true,
    note: said`DirectoryNotEmpty ran it as long as the folder was not empty; here each file makes one run`,
  },
  {
    key: 'PathExists',
    existing: true,
    note: said`PathExists ran it as long as the file was there; here the file makes one run each time it is written anew`,
  },
  {
    key: 'PathExistsGlob',
    existing: true,
    note: said`PathExistsGlob ran it as long as a file was there; here each file makes one run`,
  },
  { key: 'PathChanged', existing: false, note: said`each file that arrives or is written anew makes one run` },
  { key: 'PathModified', existing: false, note: said`each file that arrives or is written anew makes one run` },
];

/** What a path unit starts its service by: files that arrive. */
export function startsOfPath(unit: Unit): UnitStarts {
  const triggers: ScheduleTrigger[] = [];
  const notes = new Set<Translatable>();
  const refused: Translatable[] = [];
  for (const kind of kinds)
    for (const text of valuesAt(unit, 'Path', kind.key)) {
      const place = placeOf(kind.key, text, unit.name);
      if ('words' in place) refused.push(place);
      else {
        triggers.push(triggerOf(place, kind, triggers.length + 1));
        notes.add(kind.note);
        if (place.isGuessed)
          notes.add(said`${text} is taken for a file; if it is a folder, write it as the folder of the trigger`);
      }
    }
  if (triggers.length + refused.length === 0) refused.push(said`names no path`);
  return { plans: [], triggers, notes: [...notes], refused };
}

interface Place {
  readonly folder: string;
  readonly pattern: string;
  readonly isGuessed: boolean;
}

const triggerOf = ({ folder, pattern }: Place, { existing }: Kind, number: number): FileTrigger =>
  fileTrigger.parse({ id: `file-${number}`, kind: 'file', folder, pattern, existing });

function placeOf(key: string, text: string, unit: string): Place | Translatable {
  const path = specifiersIn(text, unit);
  if (path === null)
    return said`has "${/%./.exec(text)?.[0] ?? '%'}" in ${key}, which only systemd fills in: write the whole path`;
  if (!path.startsWith('/')) return said`${key}=${text} is no whole path`;
  const plain = path.replace(/\/+$/, '') || '/';
  if (key === 'DirectoryNotEmpty' || path.endsWith('/')) return { folder: plain, pattern: '*', isGuessed: false };
  const at = plain.lastIndexOf('/');
  const [folder, pattern] = [plain.slice(0, at) || '/', plain.slice(at + 1)];
  const isGlob = key === 'PathExistsGlob';
  if (/[*?[{;]/.test(folder) || (!isGlob && /[*?[{};]/.test(pattern)) || pattern.includes(';'))
    return said`${key}=${text} has signs that a folder or a file name cannot have here`;
  return { folder, pattern, isGuessed: key === 'PathChanged' || key === 'PathModified' };
}
