import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import classes from './licences.module.css';

/** The format that `build/licences.ts` writes. */
interface PackageLicence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly source: string | null;
  readonly text: string;
}

/** This file is served next to the page; it covers the packages in the page's bundle. */
async function fetchLicences(): Promise<readonly PackageLicence[]> {
  const answer = await fetch('licences.json').catch(() => null);
  if (answer === null) throw new CallError('OFFLINE', 0, '', []);
  if (!answer.ok) throw new CallError('NOT_FOUND', answer.status, '', []);
  return (await answer.json()) as readonly PackageLicence[];
}

/** The licences of all bundled packages: fetched when opened, each text rendered when opened. */
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
            // No link: the desktop app opens no foreign pages.
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
