import type { FormParameter } from './field-kind.ts';

/** The props that all kinds of fields share. */
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
  /** undefined removes the value. */
  readonly onChange: (value: unknown) => void;
}

export const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
