import { Autocomplete } from '@mantine/core';
import { folderPath, isFolder, longestFolder } from '../../contract/tags.ts';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';

interface FolderFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly value: string;
  /** Offered while typing. */
  readonly known: readonly string[];
  readonly problem?: string | undefined;
  readonly onChange: (folder: string) => void;
}

/** The path of a folder; those that are in use are offered. */
export function FolderField({
  id,
  label,
  description,
  placeholder,
  value,
  known,
  problem,
  onChange,
}: FolderFieldProps) {
  const { language, say } = useWords();
  const words = orderWords[language].folder;
  return (
    <Autocomplete
      {...(id === undefined ? {} : { id })}
      label={label}
      description={description ?? words.hint}
      placeholder={placeholder}
      data={[...known]}
      maxLength={longestFolder}
      value={value}
      error={isFolder(value) ? problem : say(words.problem, { n: longestFolder })}
      onChange={onChange}
      onBlur={() => {
        const path = folderPath(value);
        if (path !== value) onChange(path);
      }}
    />
  );
}
