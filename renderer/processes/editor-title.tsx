import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from 'wouter';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './editor.module.css';

/** The name of the process, with a link back to the list. */
export function EditorTitle({ name }: { readonly name: string }) {
  const words = processWords[useWords().language].editor;
  return (
    <span className={classes.title}>
      <Link href="/processes" className={classes.back} aria-label={words.back} title={words.back}>
        <IconChevronLeft size="1.125rem" stroke={1.7} />
      </Link>
      {name}
    </span>
  );
}
