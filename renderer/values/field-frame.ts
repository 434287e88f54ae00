import type { FormParameter } from './field-kind.ts';

/** What stands around a field of any kind. */
export interface FieldFrame {
  readonly id: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly error: string | undefined;
}

export interface KindFieldProps {
  readonly frame: FieldFrame;
  readonly parameter: FormParameter;
  readonly value: unknown;
  readonly placeholder: string | undefined;
  /** undefined takes the value out. */
  readonly onChange: (value: unknown) => void;
}

export const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
