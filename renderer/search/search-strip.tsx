import { CloseButton } from '@mantine/core';
import { withoutPart } from '../../contract/search-parts.ts';
import type { SearchQuery } from '../../contract/search-query.ts';
import { keyNames } from '../../contract/search-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './search.module.css';

interface SearchStripProps {
  readonly text: string;
  readonly query: SearchQuery;
  readonly onChange: (text: string | null) => void;
}

/** What a search asks for by keys, each to be taken away; and what it does not understand. */
export function SearchStrip({ text, query, onChange }: SearchStripProps) {
  const { w, say, told, language } = useWords();
  const chips = query.parts.filter(({ key, value, isQuoted }) => key !== null && (value !== '' || isQuoted));
  if (chips.length === 0 && query.problems.length === 0) return null;
  return (
    <div className={classes.strip}>
      {chips.length === 0 ? null : (
        <ul className={classes.chips} aria-label={w.app.find.chips}>
          {chips.map((part) => {
            const name = part.key === null ? '' : keyNames[language][part.key];
            const said = `${name}: ${part.value === '' ? '—' : part.value}`;
            const shown = part.isNot ? say(w.app.find.not, { part: said }) : said;
            return (
              <li key={part.from} className={classes.chip}>
                {shown}
                <CloseButton
                  size="xs"
                  aria-label={say(w.app.find.remove, { part: shown })}
                  onClick={() => {
                    const rest = withoutPart(text, part);
                    onChange(rest === '' ? null : rest);
                  }}
                />
              </li>
            );
          })}
        </ul>
      )}
      {query.problems.length === 0 ? null : (
        <p className={classes.problems} role="status">
          {query.problems.map((problem) => told(problem)).join(' ')}
        </p>
      )}
    </div>
  );
}
