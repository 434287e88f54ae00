import { useState } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { secretPlaceholder } from '../../contract/schedule.ts';
import { useWords } from '../words/words.tsx';
import classes from './values-form.module.css';

export interface SecretFieldProps {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: unknown;
  readonly problem?: string | undefined;
  readonly isRequired: boolean;
  readonly onChange: (value: unknown) => void;
}

/** A secret: typed once, masked, and afterwards only shown as set. */
export function SecretField({ id, label, description, value, problem, isRequired, onChange }: SecretFieldProps) {
  const { w } = useWords();
  const words = w.fields;
  const [wasStored] = useState(value === secretPlaceholder);
  // The focused button is replaced by a field, and vice versa.
  const [wasTouched, setWasTouched] = useState(false);
  const isStored = value === secretPlaceholder;
  if (isStored) {
    return (
      <div className={classes.secret}>
        <span className={classes.label} id={`${id}-label`}>
          {label}
        </span>
        <span className={classes.hint}>{description ?? words.secretStored}</span>
        <div className={classes.secretRow}>
          <span>{words.secretSet}</span>
          <Button
            id={id}
            size="compact-sm"
            variant="default"
            aria-describedby={`${id}-label`}
            autoFocus={wasTouched}
            onClick={() => {
              setWasTouched(true);
              onChange(undefined);
            }}
          >
            {words.secretReplace}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={classes.secret}>
      <PasswordInput
        id={id}
        label={label}
        description={description}
        required={isRequired}
        error={problem}
        autoFocus={wasTouched}
        value={typeof value === 'string' ? value : ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-hidden': true }}
      />
      {wasStored ? (
        <div>
          <Button size="compact-sm" variant="default" onClick={() => onChange(secretPlaceholder)}>
            {words.secretKeep}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
