import { useRef } from 'react';
import type { ProcessRow } from '../../../contract/console.ts';
import { secretPlaceholder } from '../../../contract/schedule.ts';
import { startValues } from '../../values/field-kind.ts';
import type { FormDraft } from './form-draft.ts';

type Values = FormDraft['values'];

/**
 * Another process has other parameters: values of the same name and type are carried over. The rest (and every stored secret) is not sent,
 * but comes back if the old process is chosen again.
 */
export function useProcessChoice(
  form: FormDraft,
  processes: readonly ProcessRow[],
  onChange: (change: Partial<FormDraft>) => void,
): (name: string) => void {
  const kept = useRef(new Map<string, Values>());
  const processOf = (name: string) => processes.find((row) => row.process.name === name)?.process;
  return (name) => {
    const process = processOf(name);
    if (!process || name === form.process) return;
    kept.current.set(form.process, form.values);
    const before = processOf(form.process)?.parameters;
    const alike = Object.entries(form.values).filter(([key, value]) => {
      if (value === secretPlaceholder) return false;
      const [old, next] = [before?.properties[key], process.parameters.properties[key]];
      return old !== undefined && next !== undefined && old.type === next.type && old.format === next.format;
    });
    const values = kept.current.get(name) ?? { ...startValues(process.parameters), ...Object.fromEntries(alike) };
    onChange({ process: process.name, values });
  };
}
