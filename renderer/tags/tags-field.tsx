import { useState } from 'react';
import { TagsInput } from '@mantine/core';
import { isTag, longestTag, mostTags, tagKey, withoutDoubles } from '../../contract/tags.ts';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';

interface TagsFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly description?: string;
  readonly value: readonly string[];
  /** Offered while typing. */
  readonly known: readonly string[];
  readonly problem?: string | undefined;
  readonly onChange: (tags: readonly string[]) => void;
}

/** Tags: Enter and a comma add what was typed, Backspace takes the last one away. */
export function TagsField({ id, label, description, value, known, problem, onChange }: TagsFieldProps) {
  const { language, say } = useWords();
  const words = orderWords[language].tags;
  const [wrong, setWrong] = useState<string | null>(null);
  const taken = new Set(value.map(tagKey));

  function take(next: readonly string[]): void {
    const trimmed = next.map((tag) => tag.trim().replace(/\s+/g, ' ')).filter((tag) => tag !== '');
    setWrong(trimmed.find((tag) => !isTag(tag)) ?? null);
    onChange(withoutDoubles(trimmed.filter(isTag)));
  }
  return (
    <TagsInput
      {...(id === undefined ? {} : { id })}
      label={label}
      description={description}
      placeholder={value.length === 0 ? words.placeholder : ''}
      data={known.filter((tag) => !taken.has(tagKey(tag)))}
      value={[...value]}
      maxTags={mostTags}
      splitChars={[',']}
      isDuplicate={(tag, tags) => tags.some((one) => tagKey(one) === tagKey(tag))}
      error={
        wrong === null
          ? (problem ?? (value.length >= mostTags ? say(words.most, { n: mostTags }) : null))
          : say(words.problem, { tag: wrong, n: longestTag })
      }
      onChange={take}
    />
  );
}
