import { useState } from 'react';
import { useSearchState } from '../ui/hash-location.ts';
import { Chooser } from './chooser.tsx';
import type { Target } from './choices.ts';
import { RunForm } from './run-form.tsx';
import { useQuickRun } from './use-quick-run.ts';

/** `#/quick-run`: a choice of what to run; with `?process=NAME` or `?schedule=ID` directly the values of that one. */
export function Screen() {
  const [search] = useSearchState();
  const named = targetIn(search);
  const { leave } = useQuickRun();
  const [chosen, setChosen] = useState<Target | 'other' | null>(null);
  const target = chosen === null ? named : chosen === 'other' ? null : chosen;
  if (target === null) return <Chooser onChoose={setChosen} />;
  const key = target.kind === 'process' ? `process ${target.name}` : `schedule ${target.id}`;
  // A choice named by the address leads back to where it was opened; one made here leads back to the choices.
  return (
    <RunForm
      key={key}
      target={target}
      onOther={() => setChosen('other')}
      onCancel={chosen === null ? leave : () => setChosen('other')}
    />
  );
}

function targetIn(search: URLSearchParams): Target | null {
  const name = search.get('process');
  if (name !== null && name !== '') return { kind: 'process', name };
  const id = search.get('schedule');
  return id === null || id === '' ? null : { kind: 'schedule', id };
}
