import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { ErrorDetail } from '../../contract/errors.ts';
import type { ParameterSchema } from '../../contract/process.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { useWords, type Speech } from '../words/words.tsx';
import { checkValues, type ValueProblems } from './check-values.ts';
import { unreadableValues } from './unreadable.ts';
import { ValuesForm } from './values-form.tsx';
import classes from './values-form.module.css';

export interface ValuesDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly confirm: string;
  readonly schema: ParameterSchema;
  readonly initial: Readonly<Record<string, unknown>>;
  /** Above the values. */
  readonly before?: ReactNode;
  readonly onClose: () => void;
  /** Throws the server's refusal; an error with `details` is shown at its fields. */
  readonly onConfirm: (values: Record<string, unknown>) => Promise<void>;
}

const idPrefix = 'run-values-';

/** Asks for the values of one run. */
export function ValuesDialog({ title, lead, confirm, schema, initial, before, onClose, onConfirm }: ValuesDialogProps) {
  const speech = useWords();
  const [values, setValues] = useState<Record<string, unknown>>({ ...initial });
  const [problems, setProblems] = useState<ValueProblems>({});
  const [firstToFill] = useState(() => Object.keys(checkValues(schema, initial, speech))[0] ?? '');
  const { isBusy, whenIdle } = useBusy();

  async function submit(): Promise<void> {
    const found = { ...checkValues(schema, values, speech), ...unreadableValues(idPrefix) };
    setProblems(found);
    if (Object.keys(found).length > 0) return focusWrong(found);
    await whenIdle(() => onConfirm(values).catch((error: unknown) => setProblems(problemsOf(error, speech))));
  }
  /** The dialog opens with the focus in the first field to fill in, else in the first field, not on its ✕. */
  function markFirst(form: HTMLElement | null): void {
    const field = form && (document.getElementById(idPrefix + firstToFill) ?? form.querySelector('input, textarea'));
    field?.setAttribute('data-autofocus', '');
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      onConfirm={() => void submit()}
      width={560}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {speech.w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={() => void submit()}>
            {confirm}
          </Button>
        </>
      }
    >
      <p className={classes.lead}>{lead}</p>
      {before}
      <div ref={markFirst}>
        <ValuesForm schema={schema} values={values} onChange={setValues} problems={problems} idPrefix={idPrefix} />
      </div>
    </Dialog>
  );
}

function focusWrong(problems: ValueProblems): void {
  const [first] = Object.keys(problems);
  const ids = [first === '' ? 'all' : first, 'json'].map((name) => `${idPrefix}${name}`);
  ids
    .map((id) => document.getElementById(id))
    .find((field) => field !== null)
    ?.focus();
}

/** The server's errors by field: `values.supplier` is the field `supplier`. */
export function problemsOf(error: unknown, { sayProblem, sayDetail }: Speech): ValueProblems {
  const details = (error as { details?: readonly ErrorDetail[] }).details ?? [];
  const found = details.map(
    (detail) => [detail.field?.startsWith('values.') ? detail.field.slice(7) : '', sayDetail(detail)] as const,
  );
  if (found.length > 0) return Object.fromEntries(found);
  return { '': sayProblem(error) };
}
