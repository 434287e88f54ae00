import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import classes from './stale-notice.module.css';

export interface StaleNoticeProps {
  readonly words: { readonly title: string; readonly load: string; readonly overwrite: string };
  /** Lets the owner move the focus to it again. */
  readonly id?: string;
  /** The changed fields, by their labels. */
  readonly children: ReactNode;
  readonly onLoad: () => void;
  readonly onOverwrite: () => void;
}

/** An edit conflict: what somebody else changed, and the choice of a version. Receives the focus. */
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

/** The changes, where only field names are known. */
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
