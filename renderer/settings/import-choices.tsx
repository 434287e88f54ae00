import { Select } from '@mantine/core';
import type { ImportAnswer } from '../../contract/upkeep.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

const columns = ['user', 'system'] as const;
const crons = ['debian', 'cronie', 'busybox'] as const;

/** Facts that a crontab may lack. null: derived from the file, and asked for where that is impossible. */
export interface CrontabChoices {
  readonly columns: (typeof columns)[number] | null;
  readonly cron: (typeof crons)[number] | null;
}

export interface CrontabFieldsProps {
  readonly value: CrontabChoices;
  readonly questions: ImportAnswer['questions'];
  readonly onChange: (value: CrontabChoices) => void;
}

export function CrontabFields({ value, questions, onChange }: CrontabFieldsProps) {
  const words = useWords().w.settings.data.crontab;
  return (
    <div className={classes.choices}>
      <Select
        label={words.columns}
        placeholder={words.auto}
        data={columns.map((each) => ({ value: each, label: words.columnsOf[each] }))}
        value={value.columns}
        error={questions.includes('columns') && value.columns === null ? words.ask : null}
        onChange={(next) => onChange({ ...value, columns: next })}
        clearable
      />
      <Select
        label={words.cron}
        placeholder={words.auto}
        data={crons.map((each) => ({ value: each, label: words.cronOf[each] }))}
        value={value.cron}
        error={questions.includes('cron') && value.cron === null ? words.ask : null}
        onChange={(next) => onChange({ ...value, cron: next })}
        clearable
      />
    </div>
  );
}

/** Non-Unicode encodings, Turkish ones first. */
const encodings = [
  'utf-8',
  'utf-16le',
  'windows-1254',
  'cp857',
  'iso-8859-9',
  'windows-1252',
  'cp850',
  'cp437',
  'iso-8859-15',
  'windows-1250',
  'cp852',
  'windows-1251',
  'cp866',
  'windows-1253',
  'windows-1256',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
];

export interface EncodingFieldProps {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

export function EncodingField({ value, onChange }: EncodingFieldProps) {
  const words = useWords().w.settings.data;
  return (
    <Select
      label={words.encoding}
      placeholder={words.crontab.auto}
      data={encodings}
      value={value}
      onChange={onChange}
      searchable
      clearable
      maw={320}
    />
  );
}
