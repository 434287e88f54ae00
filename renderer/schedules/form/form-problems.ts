import { describeError, isTimeZone, nextFire, parseQuartz } from '../../../contract/quartz/index.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import type { ProcessRow } from '../../../contract/console.ts';
import { checkValues, type ValueProblems } from '../../values/check-values.ts';
import { titleOf, type FormParameter } from '../../values/field-kind.ts';
import type { Speech } from '../../words/words.tsx';
import { instantOf, type FormDraft } from './form-draft.ts';

/** What keeps a form from being saved: the id of the field, what it is called, what is wrong. In the order of the form. */
export interface FormProblem {
  readonly id: string;
  readonly label: string;
  readonly message: string;
}

/** Everything that is wrong with a form. `now` in epoch ms. */
export function problemsOfForm(
  form: FormDraft,
  processes: readonly ProcessRow[],
  now: number,
  speech: Speech,
): readonly FormProblem[] {
  const words = speech.w.scheduleForm;
  const process = processes.find((row) => row.process.name === form.process)?.process;
  if (form.process === '') return [{ id: 'process', label: words.process, message: words.problems.process }];
  const found: FormProblem[] = [];
  if (process)
    found.push(...valueProblems(checkValues(process.parameters, form.values, speech), process.parameters.properties));
  else
    found.push({
      id: 'process',
      label: words.process,
      message: speech.say(words.problems.processGone, { name: form.process }),
    });
  return [...found, ...planProblems(form, now, speech)];
}

function valueProblems(
  problems: ValueProblems,
  parameters: Readonly<Record<string, FormParameter>>,
): readonly FormProblem[] {
  return Object.entries(problems).map(([name, message]) => ({
    id: name === '' ? 'values-all' : `values-${name}`,
    label: name === '' ? '' : titleOf(name, parameters[name] ?? {}),
    message,
  }));
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
  const parsed = parseQuartz(form.quartz);
  if (!parsed.ok) {
    return parsed.errors.map((error) => ({
      id: 'quartz',
      label: words.cron.label,
      message: describeError(error, language),
    }));
  }
  const [start, end] = [instantOf(form.start, timezone), instantOf(form.end, timezone)];
  if (start !== null && end !== null && end < start)
    return [{ id: 'end', label: words.end, message: words.problems.order }];
  const next = nextFire(parsed.cron, Math.max(now, (start ?? 0) - 1), timezone);
  const isNever = next === null || (end !== null && next > end);
  return isNever ? [{ id: 'quartz', label: words.cron.label, message: words.problems.neverFires }] : [];
}

/** What the server refused, at the fields of the form. */
export function problemsOfAnswer(details: readonly ErrorDetail[], message: string): readonly FormProblem[] {
  if (details.length === 0) return [{ id: 'process', label: '', message }];
  return details.map((detail) => ({ id: fieldId(detail), label: '', message: detail.message }));
}

function fieldId({ field }: ErrorDetail): string {
  const name = (field ?? '').replace(/^(draft|plan|options)\./g, '').replace(/^plan\./, '');
  if (name.startsWith('values.')) return `values-${name.slice(7)}`;
  if (/quartz/i.test(name)) return 'quartz';
  if (/date|start|end|^at$/i.test(name)) return /end/i.test(name) ? 'end' : /start/i.test(name) ? 'start' : 'at';
  return name === '' ? 'process' : name;
}
