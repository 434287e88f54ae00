import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import classes from './stale-notice.module.css';

export interface StaleNoticeProps {
  readonly words: { readonly title: string; readonly load: string; readonly overwrite: string };
  /** For who leads the focus to it again. */
  readonly id?: string;
  /** What is not as it was, by the names that the form gives it. */
  readonly children: ReactNode;
  readonly onLoad: () => void;
  readonly onOverwrite: () => void;
}

/** Somebody else saved what is being saved here: what they changed, and whose version is to stay. The focus comes to it. */
export function StaleNotice({ words, id, children, onLoad, onOverwrite }: StaleNoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} id={id} className={classes.stale} role="alert" tabIndex={-1}>
      <strong>{words.title}</strong>
      {children}
      <div className={classes.actions}>
        <Button size="xs" variant="default" onClick={onLoad}>
          {words.load}
        </Button>
        <Button size="xs" variant="default" onClick={onOverwrite}>
          {words.overwrite}
        </Button>
      </div>
    </div>
  );
}

/** What changed, where only its names are said. */
export function ChangedNames({ names }: { readonly names: readonly string[] }) {
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

/** The keys whose values differ. */
export function differingKeys(one: object, other: object): readonly string[] {
  const [a, b] = [one, other].map((each) => new Map<string, unknown>(Object.entries(each)));
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (key) => JSON.stringify(a?.get(key)) !== JSON.stringify(b?.get(key)),
  );
}
