import { useState } from 'react';
import { Button, Code, Select, TextInput } from '@mantine/core';
import { hookSchemes, type HookTrigger } from '../../../../contract/hook-trigger.ts';
import { useWords } from '../../../words/words.tsx';
import classes from '../form.module.css';
import fieldsClasses from './trigger-fields.module.css';
import { BodyValues } from './body-values.tsx';
import { makeSecret } from './make-secret.ts';
import type { TriggerFieldsProps } from './run-end-fields.tsx';

export const newHook = (id: string): HookTrigger => ({
  ...{ id, kind: 'hook', enabled: true, name: '', scheme: 'standard', secret: '', header: 'X-Signature', values: {} },
});

/** Fields beside each other stay level, however long their hints are. */
const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** Its address, how calls are signed, the secret, and which of their fields become values. */
export function HookFields({ trigger, place, schema, problems, change }: TriggerFieldsProps<HookTrigger>) {
  const { w } = useWords();
  const words = w.triggers.hookFields;
  const { name, scheme, secret, header, values } = trigger;
  const address = `${location.origin}/scheduler/connector-api/process/hook/${name === '' ? '…' : name}`;
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          id={`${place}.name`}
          label={words.name}
          description={words.nameHint}
          inputWrapperOrder={below}
          required
          spellCheck={false}
          value={name}
          error={problems[`${place}.name`]}
          onChange={({ currentTarget }) => change({ name: currentTarget.value.toLowerCase() })}
        />
        <Select
          id={`${place}.scheme`}
          label={words.scheme}
          description={words.schemeHints[scheme]}
          inputWrapperOrder={below}
          data={hookSchemes.map((value) => ({ value, label: words.schemes[value] }))}
          value={scheme}
          allowDeselect={false}
          onChange={(next) => change({ scheme: next ?? scheme })}
        />
      </div>
      <p className={classes.note}>
        {words.address}{' '}
        <Code className={fieldsClasses.address ?? ''}>{scheme === 'token' ? `${address}?token=…` : address}</Code>
      </p>
      {scheme === 'hmac' ? (
        <TextInput
          id={`${place}.header`}
          label={words.header}
          spellCheck={false}
          value={header}
          error={problems[`${place}.header`]}
          onChange={({ currentTarget }) => change({ header: currentTarget.value })}
        />
      ) : null}
      <SecretField
        id={`${place}.secret`}
        name={name}
        value={secret}
        problem={problems[`${place}.secret`]}
        onChange={(next) => change({ secret: next })}
      />
      <BodyValues {...{ schema, values, place, problems }} onChange={(next) => change({ values: next })} />
    </>
  );
}

interface SecretFieldProps {
  readonly id: string;
  /** The name of the hook, which a new key gets. */
  readonly name: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (reference: string) => void;
}

/** A reference to the vault; or a new secret, which is shown once. */
function SecretField({ id, name, value, problem, onChange }: SecretFieldProps) {
  const words = useWords().w.triggers.hookFields;
  const [made, setMade] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  async function make(): Promise<void> {
    try {
      const { reference, secret } = await makeSecret(name);
      setMade(secret);
      setFault(null);
      onChange(reference);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          id={id}
          label={words.secret}
          description={words.secretHint}
          inputWrapperOrder={below}
          required
          spellCheck={false}
          value={value}
          error={problem ?? fault}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
        <div className={fieldsClasses.level}>
          <Button size="xs" variant="default" disabled={name === ''} onClick={() => void make()}>
            {words.make}
          </Button>
        </div>
      </div>
      {made === null ? null : (
        <p role="status" className={classes.note}>
          {words.madeOnce} <Code className={fieldsClasses.address ?? ''}>{made}</Code>
        </p>
      )}
    </>
  );
}
