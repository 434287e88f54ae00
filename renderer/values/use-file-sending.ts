import { useEffect, useRef, useState } from 'react';
import { sizeWords } from '../../contract/file-value.ts';
import { useWords } from '../words/words.tsx';
import { useFileUpload } from './file-upload.ts';

/** Uploads a file up to a size limit in bytes, and passes on its reference. */
export function useFileSending(most: number, onChange: (value: unknown) => void) {
  const { w, say, sayProblem, times } = useWords();
  const words = w.fields;
  const keep = useFileUpload();
  const forget = useRef<() => void>(null);
  const mark = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const [wrong, setWrong] = useState<string | null>(null);
  const [sending, setSending] = useState<string | null>(null);

  async function take(chosen: File | null): Promise<void> {
    forget.current?.();
    if (chosen === null || sending !== null) return;
    if (chosen.size > most)
      return setWrong(say(words.fileTooLarge, { name: chosen.name, limit: sizeWords(most, times.number) }));
    setWrong(null);
    setSending(chosen.name);
    // Blocks submitting the form meanwhile, as invalid input does.
    mark.current?.setCustomValidity(say(words.fileSending, { name: chosen.name }));
    try {
      const kept = await keep(chosen);
      // Other fields may have changed in the meantime.
      latest.current(kept);
    } catch (error) {
      setWrong(sayProblem(error));
    } finally {
      mark.current?.setCustomValidity('');
      setSending(null);
    }
  }
  return { forget, mark, wrong, sending, take };
}
