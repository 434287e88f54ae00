import { useMemo } from 'react';
import { Select } from '@mantine/core';
import { useZoneNames } from '../../api/queries.ts';
import { useWords } from '../../words/words.tsx';
import type { FormDraft } from './form-draft.ts';
import { useZoneNote } from './use-other-zones.ts';

interface ZoneFieldProps {
  readonly form: FormDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** Zones named after places, and Windows names; other names are abbreviations or obsolete. */
const isOffered = (name: string): boolean =>
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/| Standard Time\b/.test(name);

/** The time zone of a plan. */
export function ZoneField({ form, problems, onChange }: ZoneFieldProps) {
  const words = useWords().w.scheduleForm;
  const { data: names } = useZoneNames();
  const note = useZoneNote(form.timezone);
  const zones = useMemo(
    () => [...new Set([form.timezone, 'UTC', ...(names ?? []).filter(isOffered)])],
    [form.timezone, names],
  );
  return (
    <Select
      id="timezone"
      label={words.timezone}
      value={form.timezone}
      data={zones}
      searchable
      limit={100}
      allowDeselect={false}
      description={note}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={problems['timezone']}
      onChange={(timezone) => onChange({ timezone: timezone ?? form.timezone })}
    />
  );
}
