import type { ReactNode } from 'react';
import type { ParameterSchema } from '../../../contract/process.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import { useMessageChannels, useMessageRules } from '../../api/queries.ts';
import { useTargetName } from '../../follow-ups/target-name.ts';
import { thenInWords } from '../../follow-ups/then-in-words.ts';
import { Fold } from '../../ui/fold.tsx';
import { useHashSearch } from '../../ui/hash-location.ts';
import { MarksFields, marksInWords } from '../../tags/marks-fields.tsx';
import { PeopleTold, peopleTold } from '../../values/people-told.tsx';
import { formPartWords } from '../../words/form-part-words.ts';
import { orderWords } from '../../words/order-words.ts';
import { useWords } from '../../words/words.tsx';
import { Failures, Limits, Missed, Order, Overlaps } from './behaviour-section.tsx';
import { CalendarPart } from './calendar-part.tsx';
import { ConditionsSection } from './conditions-section.tsx';
import type { FormDraft } from './form-draft.ts';
import * as meaning from './form-meanings.ts';
import classes from './form.module.css';
import { ThenPart } from './then-part.tsx';
import { TriggersSection } from './triggers-section.tsx';

interface FormFoldsProps {
  readonly form: FormDraft;
  /** null: a new one. */
  readonly id: string | null;
  /** The version that is edited: a newer one has fields of its own. */
  readonly version: number;
  readonly schema: ParameterSchema | undefined;
  /** By the id of the field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** Which fields are in which part, by the beginning of their ids. */
const fieldsOf = {
  calendar: /^calendars?\b/,
  triggers: /^triggers\b/,
  conditions: /^conditions\b/,
  fails: /^retry/,
  limits: /^(timeoutSeconds|limits\b|idleMinutes|wakeComputer)/,
  running: /^overlap/,
  missed: /^(misfire|notLater)/,
  then: /^then\b/,
  messages: /^messages\b/,
  order: /^(tags|folder)\b/,
  more: /^(priority|callback)/,
} as const;
type Part = keyof typeof fieldsOf;

/** All of a schedule beside its process, values and times: each part in a line that says what it means at present. */
export function FormFolds({ form, id, version, schema, problems, onChange }: FormFoldsProps) {
  const speech = useWords();
  const words = formPartWords[speech.language];
  const wanted = new URLSearchParams(useHashSearch()).get('open');
  const targetName = useTargetName();
  const { options } = form;
  const change = (part: Partial<ScheduleOptions>) => onChange({ options: { ...options, ...part } });
  const replace = (next: ScheduleOptions) => onChange({ options: next });
  const shared = { options, problems, onChange: change };
  const told = useTold(form.process, id);
  const fold = (part: Part, means: string, children: ReactNode) => (
    <Fold
      id={`part-${part}`}
      title={words.titles[part]}
      meaning={means}
      isOpenAtFirst={wanted === part}
      isWrong={Object.keys(problems).some((field) => fieldsOf[part].test(field))}
    >
      {children}
    </Fold>
  );
  const before = { process: form.process, schedule: id, parameters: schema };
  const running = speech.w.scheduleForm.overlap[options.overlap];
  return (
    <div className={classes.folds}>
      {hasCalendar(form)
        ? fold('calendar', meaning.calendarMeaning(options, speech), <CalendarPart form={form} onChange={onChange} />)
        : null}
      {fold('triggers', meaning.triggersMeaning(options, speech), <TriggersSection {...shared} schema={schema} />)}
      {fold(
        'conditions',
        meaning.conditionsMeaning(options, speech),
        <ConditionsSection
          key={version}
          {...{ options, problems, timezone: form.timezone, process: form.process, own: id }}
          onChange={replace}
        />,
      )}
      {fold('fails', meaning.failsMeaning(options, speech), <Failures {...shared} />)}
      {fold('limits', meaning.limitsMeaning(options, speech), <Limits {...shared} hasTimes={form.kind !== 'call'} />)}
      {fold('running', running, <Overlaps {...shared} />)}
      {fold('missed', meaning.missedMeaning(options, speech), <Missed {...shared} />)}
      {fold(
        'then',
        thenInWords(options.then, targetName, speech) || words.then.none,
        <ThenPart key={version} {...{ before, options, problems }} onChange={replace} />,
      )}
      {told === null ? null : fold('messages', told.sentence, told.part)}
      {fold(
        'order',
        marksInWords(options, orderWords[speech.language].part),
        <OrderPart {...shared} onChange={replace} />,
      )}
      {fold('more', meaning.moreMeaning(options, speech), <Order {...shared} />)}
    </div>
  );
}

/** What the schedule is found by, beside what its process has. */
function OrderPart({
  options,
  problems,
  onChange,
}: {
  readonly options: ScheduleOptions;
  readonly problems: FormFoldsProps['problems'];
  readonly onChange: (next: ScheduleOptions) => void;
}) {
  const { tags, folder, ...rest } = options;
  return (
    <MarksFields
      value={options}
      problems={problems}
      onChange={(change) => {
        const next = { tags, folder, ...change };
        onChange({
          ...rest,
          ...(next.tags === undefined ? {} : { tags: next.tags }),
          ...(next.folder === undefined ? {} : { folder: next.folder }),
        });
      }}
    />
  );
}

/** Only a plan with times can fall on a day off; one whose days are working days already needs no calendar beside it. */
function hasCalendar({ kind, interval, options }: FormDraft): boolean {
  if (options.calendars.length > 0) return true;
  return kind !== 'call' && (kind !== 'interval' || interval.pattern === 'every');
}

/** Who hears of it when the schedule fails; null while that is not known. */
function useTold(process: string, schedule: string | null) {
  const { w, say } = useWords();
  const rules = useMessageRules().data?.rules;
  const channels = useMessageChannels().data?.channels;
  const props = { rules, channels, process, schedule };
  const titles = peopleTold(props);
  if (titles === null) return null;
  const sentence = titles.length === 0 ? w.messages.nobody : say(w.messages.people, { channels: titles.join(', ') });
  return { sentence, part: <PeopleTold {...props} /> };
}
