import { isAbsoluteFolder, type ScheduleTrigger } from '../../../../contract/triggers.ts';
import type { Speech } from '../../../words/words.tsx';
import type { FormProblem } from '../form-problem.ts';
import { mailboxGaps } from '../mailbox-draft.ts';

/** What of a trigger cannot be saved. `place`: the start of the ids of its fields. */
export function triggerProblems(one: ScheduleTrigger, place: string, { w }: Speech): readonly FormProblem[] {
  const words = w.triggers;
  const problem = (part: string, label: string, message: string) => ({ id: `${place}.${part}`, label, message });
  switch (one.kind) {
    case 'file':
      return isAbsoluteFolder(one.folder.trim()) ? [] : [problem('folder', words.folder, words.problem)];
    case 'mail': {
      const { mails } = words;
      return mailboxGaps(one).map(({ id, key }) => problem(id, mails[key], mails.problems[key]));
    }
    case 'startup':
    case 'logon':
    case 'unlock':
    case 'idle':
      return [];
    case 'run-end':
      return (one.of.kind === 'process' ? one.of.process : one.of.schedule) === ''
        ? [problem('of', words.of, words.ofProblem)]
        : [];
    case 'sftp':
    case 'ftp': {
      const { host, missing, password, secretProblem } = words.remote;
      const hasSecret = [one.password, one.kind === 'sftp' ? one.privateKey : null].some((text) =>
        text?.includes('{{'),
      );
      return [
        ...(one.host.trim() === '' || one.user.trim() === '' ? [problem('host', host, missing)] : []),
        ...(hasSecret ? [] : [problem('password', password, secretProblem)]),
      ];
    }
    case 'hook': {
      const { name, nameProblem, secret, secretProblem } = words.hookFields;
      return [
        ...(/^[a-z0-9][a-z0-9._-]{0,99}$/.test(one.name) ? [] : [problem('name', name, nameProblem)]),
        ...(one.secret.includes('{{') ? [] : [problem('secret', secret, secretProblem)]),
      ];
    }
  }
}
