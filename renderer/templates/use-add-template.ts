import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { RpaProcess } from '../../contract/process.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useSession } from '../api/queries.ts';
import { useToast } from '../ui/toast.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';

/** More copies than this are a mistake. */
const mostCopies = 50;

/** Stores a template as a process, under a number if its name is taken; the toast offers to take it back. */
export function useAddTemplate(): (process: RpaProcess, title: string) => Promise<void> {
  const { w, say, language, notDone } = useWords();
  const words = processWords[language].templates;
  const queries = useQueryClient();
  const toast = useToast();
  const baseUrl = useSession().data?.baseUrl;
  return useCallback(
    async (process, title) => {
      const reload = () => queries.invalidateQueries({ queryKey: keys.processes });
      try {
        const name = await put(withAddress(process, baseUrl));
        await reload();
        const undo = () =>
          void call('deleteProcess', { path: { name } }).then(reload, (error: unknown) =>
            toast(notDone(w.app.actions.undo, error)),
          );
        toast({ text: say(words.added, { name: title }), action: { label: w.app.actions.undo, run: undo } });
      } catch (error) {
        toast(notDone(words.add, error));
      }
    },
    [w, say, words, queries, toast, notDone, baseUrl],
  );
}

/** @returns the name that it got */
async function put(process: RpaProcess): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? process.name : `${process.name} ${copy}`;
    try {
      await call('putProcess', { path: { name }, body: { process: { ...process, name }, onlyNew: true } });
      return name;
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'NAME_TAKEN' || copy === mostCopies) throw error;
    }
  }
}

/** A template that calls Rota calls this one. */
function withAddress(process: RpaProcess, baseUrl: string | undefined): RpaProcess {
  const { rotaUrl } = process.parameters.properties;
  if (rotaUrl === undefined || baseUrl === undefined) return process;
  const properties = { ...process.parameters.properties, rotaUrl: { ...rotaUrl, default: new URL(baseUrl).origin } };
  return { ...process, parameters: { ...process.parameters, properties } };
}
