import { useCallback, useState } from 'react';
import { useServerEvents } from '../api/use-live.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

/** Below these numbers of schedules or characters an import ends before anybody could read its progress. */
const fewSchedules = 1000;
const fewSigns = 500_000;

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** The progress of this page's import, by the id that the page sent. */
export function useImportProgress() {
  const [token] = useState(() => crypto.randomUUID());
  const [progress, setProgress] = useState<Progress | null>(null);
  useServerEvents(
    useCallback(
      ({ announcement }) => {
        if (announcement.type === 'import' && announcement.token === token && announcement.total > fewSchedules)
          setProgress({ done: announcement.done, total: announcement.total });
      },
      [token],
    ),
  );
  return { token, progress, forget: () => setProgress(null) };
}

/** Shows nothing for a short import. */
export function ImportProgress({ of, signs }: { readonly of: Progress | null; readonly signs: number }) {
  const { w, say, language } = useWords();
  const numbers = new Intl.NumberFormat(language);
  const words = w.settings.data;
  if (of === null && signs < fewSigns) return null;
  const text =
    of === null
      ? words.reading
      : say(words.progress, { done: numbers.format(of.done), total: numbers.format(of.total) });
  return (
    <div>
      <p className={classes.hint} role="status">
        {text}
      </p>
      <ProgressBar label={text} percent={of === null ? null : (100 * of.done) / Math.max(1, of.total)} />
    </div>
  );
}
