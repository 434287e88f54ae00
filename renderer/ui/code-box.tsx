import { useMemo, type Ref } from 'react';
import { codePieces, type CodeLanguage, type CodePiece } from './code-colours.ts';
import classes from './code-box.module.css';

export interface CodeBoxProps {
  readonly label: string;
  readonly language: CodeLanguage;
  readonly text: string;
  /** The element whose text can be selected for copying. */
  readonly ref?: Ref<HTMLPreElement>;
  readonly maxHeight?: number;
}

/** A scrollable code sample; reachable by Tab, so that the keyboard can scroll it. */
export function CodeBox({ label, language, text, ref, maxHeight = 280 }: CodeBoxProps) {
  const pieces = useMemo(() => codePieces(language, text), [language, text]);
  return (
    <pre ref={ref} className={classes.box} style={{ maxHeight }} tabIndex={0} role="region" aria-label={label}>
      <code>{pieces.map(drawn)}</code>
    </pre>
  );
}

function drawn(piece: CodePiece, index: number): React.ReactNode {
  if (typeof piece === 'string') return piece;
  return (
    <span key={index} className={piece.className}>
      {piece.pieces.map(drawn)}
    </span>
  );
}
