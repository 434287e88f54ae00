import { Button } from '@mantine/core';
import type { HookTrigger } from '../../../../contract/hook-trigger.ts';
import type { RemoteTrigger } from '../../../../contract/remote-trigger.ts';
import type { RunEndTrigger } from '../../../../contract/run-end-trigger.ts';
import type { ScheduleTrigger } from '../../../../contract/triggers.ts';
import { useWords } from '../../../words/words.tsx';
import { HookFields, newHook } from './hook-fields.tsx';
import { newFtp, newSftp, RemoteFields } from './remote-fields.tsx';
import { newRunEnd, RunEndFields, type TriggerFieldsProps } from './run-end-fields.tsx';

/** Kinds with fields in files of their own. */
type FurtherTrigger = RunEndTrigger | HookTrigger | RemoteTrigger;

export const isFurther = (trigger: ScheduleTrigger): trigger is FurtherTrigger => trigger.kind in makers;

const makers: { readonly [K in FurtherTrigger['kind']]: (id: string) => FurtherTrigger } = {
  'run-end': newRunEnd,
  hook: newHook,
  sftp: newSftp,
  ftp: newFtp,
};

interface FurtherFieldsProps extends Omit<TriggerFieldsProps<never>, 'trigger' | 'change'> {
  readonly trigger: FurtherTrigger;
  readonly change: (part: object) => void;
}

/** The fields of one trigger. */
export function FurtherFields({ trigger, ...rest }: FurtherFieldsProps) {
  switch (trigger.kind) {
    case 'run-end':
      return <RunEndFields trigger={trigger} {...rest} />;
    case 'hook':
      return <HookFields trigger={trigger} {...rest} />;
    case 'sftp':
    case 'ftp':
      return <RemoteFields trigger={trigger} {...rest} />;
  }
}

interface FurtherButtonsProps {
  readonly isFull: boolean;
  readonly onAdd: (trigger: ScheduleTrigger) => void;
}

/** A button for each further kind. */
export function FurtherButtons({ isFull, onAdd }: FurtherButtonsProps) {
  const { add } = useWords().w.triggers;
  return Object.entries(makers).map(([kind, make]) => (
    <Button
      key={kind}
      size="xs"
      variant="default"
      disabled={isFull}
      onClick={() => onAdd(make(`${kind}-${Date.now().toString(36)}`))}
    >
      {add[kind as FurtherTrigger['kind']]}
    </Button>
  ));
}
