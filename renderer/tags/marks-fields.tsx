import type { Marks } from '../../contract/tags.ts';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';
import { FolderField } from './folder-field.tsx';
import { useKnownMarks } from './known-marks.ts';
import { TagsField } from './tags-field.tsx';

interface MarksFieldsProps {
  readonly value: Marks;
  /** Of the process of a schedule: what it has anyway. */
  readonly inherited?: Marks | undefined;
  readonly problems?: Readonly<Record<string, string>>;
  /** `undefined`: none. */
  readonly onChange: (change: { tags?: string[] | undefined; folder?: string | undefined }) => void;
}

/** The tags and the folder of a process or a schedule. */
export function MarksFields({ value, inherited, problems = {}, onChange }: MarksFieldsProps) {
  const { language, say } = useWords();
  const words = orderWords[language];
  const known = useKnownMarks();
  return (
    <>
      <TagsField
        id="tags"
        label={words.tags.label}
        description={words.tags.hint}
        value={value.tags ?? []}
        known={known.tags}
        problem={problems['tags']}
        onChange={(tags) => onChange({ tags: tags.length === 0 ? undefined : [...tags] })}
      />
      <FolderField
        id="folder"
        label={words.folder.label}
        {...(inherited?.folder ? { placeholder: say(words.folder.inherited, { folder: inherited.folder }) } : {})}
        value={value.folder ?? ''}
        known={known.folders}
        problem={problems['folder']}
        onChange={(folder) => onChange({ folder: folder === '' ? undefined : folder })}
      />
    </>
  );
}

/** What they are, in one line. */
export function marksInWords({ tags = [], folder = '' }: Marks, words: (typeof orderWords)['en']['part']): string {
  if (tags.length === 0 && folder === '') return words.none;
  return [tags.length === 0 ? words.noTags : tags.join(', '), folder === '' ? words.noFolder : folder].join(' · ');
}
