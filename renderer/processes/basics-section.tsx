import { Checkbox, Textarea, TextInput } from '@mantine/core';
import type { RpaProcess } from '../../contract/process.ts';
import { MarksFields } from '../tags/marks-fields.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { IconChoice } from './icon-choice.tsx';
import { isProcessName } from './process-draft.ts';

export interface SectionProps {
  readonly process: RpaProcess;
  readonly onChange: (change: Partial<RpaProcess>) => void;
}

export interface BasicsSectionProps extends SectionProps {
  readonly isNew: boolean;
  readonly wasTried: boolean;
}

export function BasicsSection({ process, isNew, wasTried, onChange }: BasicsSectionProps) {
  const { language } = useWords();
  const words = processWords[language].basics;
  const isWrong = isNew && (wasTried || process.name !== '') && !isProcessName(process.name);
  return (
    <>
      <TextInput
        id="process-name"
        label={words.id}
        description={words.idHint}
        required={isNew}
        readOnly={!isNew}
        value={process.name}
        maxLength={100}
        error={isWrong ? words.idProblem : null}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={words.title}
        description={words.titleHint}
        value={process.title ?? ''}
        maxLength={200}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label={words.description}
        value={process.description ?? ''}
        maxLength={4000}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <MarksFields value={process} onChange={onChange} />
      <IconChoice value={process.icon} onChange={(icon) => onChange({ icon })} />
      <Checkbox
        label={words.enabled}
        description={words.enabledHint}
        checked={process.enabled}
        onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
      />
    </>
  );
}
