import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import classes from './licences.module.css';

/** As `build/licences.ts` writes it. */
interface PackageLicence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly source: string | null;
  readonly text: string;
}

/** It lies beside the page, with what is in the page's files. */
async function fetchLicences(): Promise<readonly PackageLicence[]> {
  const answer = await fetch('licences.json').catch(() => null);
  if (answer === null) throw new CallError('OFFLINE', 0, '', []);
  if (!answer.ok) throw new CallError('NOT_FOUND', answer.status, '', []);
  return (await answer.json()) as readonly PackageLicence[];
}

/** The licences of all that Rota is built with: fetched when they are opened, each text drawn when it is. */
export function Licences({ isDesktop }: { readonly isDesktop: boolean }) {
  const { w } = useWords();
  const words = w.settings.about;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={classes.all} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{words.licences}</summary>
      {isOpen ? <List isDesktop={isDesktop} /> : null}
    </details>
  );
}

function List({ isDesktop }: { readonly isDesktop: boolean }) {
  const { w, count } = useWords();
  const words = w.settings.about;
  const { data, error, refetch } = useQuery({ queryKey: keys.licences, queryFn: fetchLicences, staleTime: Infinity });
  if (error) return <ProblemPanel error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows height={32} />;
  return (
    <>
      <p className={classes.lead}>
        {count(words.packages, data.length)}
        {isDesktop ? ` ${words.electronLicences}` : ''}
      </p>
      <ul className={classes.list}>
        {data.map((one) => (
          <li key={`${one.name} ${one.version}`}>
            <Package one={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Package({ one }: { readonly one: PackageLicence }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <span translate="no">
          {one.name} <span className={classes.version}>{one.version}</span>
        </span>
        <span className={classes.kind} translate="no">
          {one.licence}
        </span>
      </summary>
      {isOpen ? (
        <>
          {one.source === null ? null : (
            // No link: the desktop opens no places but its own.
            <code className={classes.source} translate="no">
              {one.source}
            </code>
          )}
          <pre className={classes.text} tabIndex={0} role="region" aria-label={`${one.name}: ${one.licence}`} lang="en">
            {one.text}
          </pre>
        </>
      ) : null}
    </details>
  );
}
