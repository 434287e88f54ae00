import type { Condition, Conditions } from '../../contract/conditions.ts';
import type { Speech } from '../words/words.tsx';

/** What must hold, in words: `only if bank-*.xml is in /in and mail:993 answers`; null if nothing must. */
export function conditionsInWords(conditions: Conditions | undefined, speech: Speech): string | null {
  if (conditions === undefined) return null;
  const { w, say } = speech;
  const between = conditions.need === 'all' ? w.conditions.and : w.conditions.or;
  return say(w.conditions.onlyIf, {
    what: conditions.list.map((one) => conditionInWords(one, speech)).join(between),
  });
}

export function conditionInWords(condition: Condition, { w, say, times }: Speech): string {
  const { says } = w.conditions;
  const yesOrNo = 'not' in condition && condition.not ? 'no' : 'yes';
  switch (condition.kind) {
    case 'file':
      return say(says.file[yesOrNo], { name: condition.pattern, folder: condition.folder });
    case 'port':
      return say(says.port[yesOrNo], { place: `${condition.host}:${condition.port}` });
    case 'url':
      return say(says.url[yesOrNo], { place: shortAddress(condition.url) });
    case 'program':
      return say(says.program[yesOrNo], { name: condition.program });
    case 'schedule':
      return says.schedule;
    case 'idle':
      return say(says.idle, { minutes: times.number(condition.minutes) });
    case 'mail':
      return condition.subject === ''
        ? say(says.mail[yesOrNo], { user: condition.user })
        : say(says.mailAbout[yesOrNo], { user: condition.user, subject: condition.subject });
  }
}

/** Without what stands behind `?`, which may be a key. */
const shortAddress = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
