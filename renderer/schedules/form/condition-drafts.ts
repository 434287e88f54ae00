import type { Condition, ConditionKind, Conditions, MailCondition } from '../../../contract/conditions.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import { isAbsoluteFolder } from '../../../contract/triggers.ts';
import type { Speech } from '../../words/words.tsx';
import { mailboxGaps, newMailbox } from './mailbox-draft.ts';

/** A new one of each kind, as it stands in the form. */
export function newCondition(kind: ConditionKind): Condition {
  switch (kind) {
    case 'file':
      return { kind, folder: '', pattern: '*', what: 'file', subfolders: false, stillSeconds: 0, not: false };
    case 'port':
      return { kind, host: '', port: 443, not: false };
    case 'url':
      return { kind, url: '', method: 'GET', statusFrom: 200, statusTo: 299, contains: '', verify: true, not: false };
    case 'program':
      return { kind, program: '', not: false };
    case 'schedule':
      return { kind, schedule: '' };
    case 'idle':
      return { kind, minutes: 5 };
    case 'mail':
      return { kind, ...newMailbox, since: 'day', hours: 24, not: false };
  }
}

export const newConditions: Conditions = { need: 'all', everySeconds: 60, limitMinutes: 60, list: [] };

/** The options with what must hold; without the key if nothing must. */
export function withConditions(options: ScheduleOptions, conditions: Conditions): ScheduleOptions {
  const { conditions: _conditions, ...rest } = options;
  return conditions.list.length === 0 ? rest : { ...rest, conditions };
}

interface ConditionProblem {
  readonly id: string;
  readonly label: string;
  readonly message: string;
}

/** What is wrong with conditions, each at its field. */
export const conditionProblems = (
  { conditions }: Pick<ScheduleOptions, 'conditions'>,
  { w }: Pick<Speech, 'w'>,
): readonly ConditionProblem[] =>
  (conditions?.list ?? []).flatMap((one, index) => {
    const place = `conditions.list.${index}`;
    if (one.kind === 'mail') {
      const { problems, ...words } = w.triggers.mails;
      return mailboxGaps(one).map(({ id, key }) => ({
        id: `${place}.${id}`,
        label: words[key],
        message: problems[key],
      }));
    }
    const part = faultyPart(one);
    if (part === null) return [];
    const { problems, ...words } = w.conditions;
    return [{ id: `${place}.${part}`, label: words[part], message: problems[part] }];
  });

/** Whether it can be looked at. */
export const isWhole = (condition: Condition): boolean =>
  condition.kind === 'mail' ? mailboxGaps(condition).length === 0 : faultyPart(condition) === null;

function faultyPart(
  condition: Exclude<Condition, MailCondition>,
): 'folder' | 'host' | 'url' | 'program' | 'schedule' | null {
  switch (condition.kind) {
    case 'file':
      return isAbsoluteFolder(condition.folder.trim()) ? null : 'folder';
    case 'port':
      return /^[^\s/@]+$/.test(condition.host.trim()) ? null : 'host';
    case 'url':
      return isPlainAddress(condition.url) ? null : 'url';
    case 'program':
      return /^[^/\\]+$/.test(condition.program.trim()) ? null : 'program';
    case 'schedule':
      return condition.schedule === '' ? 'schedule' : null;
    case 'idle':
      return null;
  }
}

function isPlainAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
