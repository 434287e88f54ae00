import { explainError, isTimeZone, isZoneAtHand, nextPlannedFire, readQuartz } from '../../../contract/quartz/index.ts';
import type { ParameterSchema } from '../../../contract/process.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import { isWebAddress } from '../../../contract/web-address.ts';
import type { ProcessRow } from '../../../contract/console.ts';
import { checkValues } from '../../values/check-values.ts';
import { titleOf } from '../../values/field-kind.ts';
import { unreadableValues } from '../../values/unreadable.ts';
import { followUpFieldId } from '../../follow-ups/follow-up-field.ts';
import { followUpProblems } from '../../follow-ups/follow-up-problems.ts';
import type { Speech } from '../../words/words.tsx';
import { conditionProblems } from './condition-drafts.ts';
import type { FormProblem } from './form-problem.ts';
import { intervalFault } from './interval-form.ts';
import { triggerProblems } from './triggers/trigger-problems.ts';
import { instantOf, type FormDraft } from './form-draft.ts';

export type { FormProblem };

/** The id for errors that belong to no field. */
export const ofWhole = '';
/** The id for errors that only exist while the server is unreachable. */
export const ofReach = 'reach';

/** All current errors of a form. */
export function problemsOfForm(form: FormDraft, processes: readonly ProcessRow[], speech: Speech): FormProblem[] {
  const words = speech.w.scheduleForm;
  const process = processes.find((row) => row.process.name === form.process)?.process;
  if (form.process === '') return [{ id: 'process', label: words.process, message: words.problems.process }];
  const found = process ? valueProblems(process.parameters, form.values, speech) : goneProcess(form, processes, speech);
  const schemaOf = (name: string) => processes.find((row) => row.process.name === name)?.process.parameters;
  const after = followUpProblems(form.options.then, schemaOf, speech);
  const given = form.kind === 'call' ? givenByTriggers(form) : [];
  const missing = found.filter(({ id }) => !given.includes(id));
  return [...missing, ...planProblems(form, Date.now(), speech), ...optionProblems(form, speech), ...after];
}

/** The process does not exist (any more): checked before anything is saved. */
export function goneProcess(
  { process: name }: FormDraft,
  processes: readonly ProcessRow[],
  { w, say }: Speech,
): readonly FormProblem[] {
  if (name === '' || processes.some(({ process }) => process.name === name)) return [];
  const { process: label, problems } = w.scheduleForm;
  return [{ id: 'process', label, message: say(problems.processGone, { name }) }];
}

/** Errors in the values, including input that is not a value yet. */
function valueProblems(schema: ParameterSchema, values: FormDraft['values'], speech: Speech): readonly FormProblem[] {
  const problems = { ...checkValues(schema, values, speech), ...unreadableValues('values-') };
  const order = Object.keys(schema.properties);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const sorted = Object.entries(problems).sort(([one], [other]) => place(one) - place(other));
  return sorted.map(([name, message]) => ({
    id: name === '' ? 'values-all' : `values-${name}`,
    label: name === '' ? '' : labelOf(name, schema, speech),
    message,
  }));
}

/** Fields of values that are empty here, because what starts it gives them. */
const givenByTriggers = ({ options, values }: FormDraft): readonly string[] =>
  (options.triggers ?? [])
    .flatMap(namesGivenBy)
    .filter((name) => values[name] === undefined)
    .map((name) => `values-${name}`);

function namesGivenBy(trigger: ScheduleTrigger): readonly string[] {
  switch (trigger.kind) {
    case 'file':
    case 'sftp':
    case 'ftp':
      return trigger.valueName === null ? [] : [trigger.valueName];
    case 'run-end':
    case 'hook':
      return Object.keys(trigger.values);
    case 'mail':
      return Object.values(trigger.values);
    case 'startup':
    case 'logon':
    case 'unlock':
    case 'idle':
      return [];
  }
}

function labelOf(name: string, { properties }: ParameterSchema, { w }: Speech): string {
  const parameter = properties[name];
  return parameter === undefined && name === 'json' ? w.fields.jsonLabel : titleOf(name, parameter ?? {});
}

function planProblems(form: FormDraft, now: number, { w, say, language, times }: Speech): readonly FormProblem[] {
  const words = w.scheduleForm;
  const { timezone } = form;
  if (!isTimeZone(timezone)) {
    return [{ id: 'timezone', label: words.timezone, message: say(words.problems.timezone, { zone: timezone }) }];
  }
  if (form.kind === 'once') {
    const at = instantOf(form.at, timezone);
    if (at === null) return [{ id: 'at', label: words.at, message: words.problems.at }];
    if (at > now) return [];
    return [{ id: 'at', label: words.at, message: say(words.problems.atPast, { time: times.full(at, timezone) }) }];
  }
  if (form.kind === 'call') return [];
  if (form.kind === 'interval') return intervalProblems(form, { w });
  // Loaded as soon as the process was chosen; the server checks again.
  if (!isZoneAtHand(timezone)) return [];
  const parsed = readQuartz(form.quartz);
  if (!parsed.ok) {
    return parsed.errors.map((error) => ({
      id: 'quartz',
      label: words.cron.label,
      message: explainError(error, language),
    }));
  }
  const [start, end] = [instantOf(form.start, timezone), instantOf(form.end, timezone)];
  if (start !== null && end !== null && end < start)
    return [{ id: 'end', label: words.end, message: words.problems.order }];
  const next = nextPlannedFire(parsed.cron, Math.max(now, (start ?? 0) - 1), timezone, form.clockChange);
  const isNever = next === null || (end !== null && next > end);
  return isNever ? [{ id: 'quartz', label: words.cron.label, message: words.problems.neverFires }] : [];
}

/** Whether such a plan ever runs is for the server to say: it has the calendars. */
function intervalProblems(form: FormDraft, { w }: Pick<Speech, 'w'>): readonly FormProblem[] {
  const { form: words } = w.intervals;
  const [start, end] = [instantOf(form.start, form.timezone), instantOf(form.end, form.timezone)];
  if (start !== null && end !== null && end < start)
    return [{ id: 'end', label: w.scheduleForm.end, message: w.scheduleForm.problems.order }];
  const fault = intervalFault(form.interval, start);
  if (fault === null) return [];
  const labels = { start: w.scheduleForm.start, 'interval-at': words.at, 'interval-calendar': words.calendar };
  return [{ id: fault.id, label: labels[fault.id], message: words[fault.words] }];
}

function optionProblems({ options }: FormDraft, speech: Speech): readonly FormProblem[] {
  const words = speech.w.scheduleForm;
  const found = [
    ...(options.triggers ?? []).flatMap((one, at) => triggerProblems(one, `triggers.${at}`, speech)),
    ...conditionProblems(options, speech),
  ];
  if (options.callbackUrl === null || isWebAddress(options.callbackUrl)) return found;
  return [...found, { id: 'callbackUrl', label: words.callbackUrl, message: words.problems.callbackUrl }];
}

/** Maps the server's errors to the fields of the form. */
export function problemsOfAnswer(
  details: readonly ErrorDetail[],
  message: string,
  sayDetail: Speech['sayDetail'],
): readonly FormProblem[] {
  if (details.length === 0) return [{ id: ofWhole, label: '', message }];
  return details.map((detail) => ({ id: fieldId(detail), label: '', message: sayDetail(detail) }));
}

function fieldId({ field }: ErrorDetail): string {
  const ofFollowUp = followUpFieldId(field);
  if (ofFollowUp !== null) return ofFollowUp;
  const name = (field ?? '').replace(/^(draft|plan|options)\./g, '').replace(/^plan\./, '');
  if (name.includes('conditions.')) return name.slice(name.indexOf('conditions.')).replace(/\[(\d+)\]/g, '.$1');
  if (name.includes('triggers.')) return name.slice(name.indexOf('triggers.'));
  if (name.startsWith('values.')) return `values-${name.slice(7)}`;
  if (/quartz/i.test(name)) return 'quartz';
  if (field === 'plan.calendar') return 'interval-calendar';
  if (/date|start|end|^at$/i.test(name)) return /end/i.test(name) ? 'end' : /start/i.test(name) ? 'start' : 'at';
  return name === '' ? 'process' : name;
}
