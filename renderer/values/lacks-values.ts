import type { ParameterSchema } from '../../contract/process.ts';
import type { Speech } from '../words/words.tsx';
import { checkValues } from './check-values.ts';
import { defaultValues } from './field-kind.ts';

/** Whether a process lacks required values, counting these and its defaults: then they are asked for first. */
export const lacksValues = (
  schema: ParameterSchema,
  values: Readonly<Record<string, unknown>>,
  speech: Speech,
): boolean => Object.keys(checkValues(schema, { ...defaultValues(schema), ...values }, speech)).length > 0;
