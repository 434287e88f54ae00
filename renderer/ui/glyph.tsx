import { Suspense } from 'react';
import { lazyPart } from './lazy-part.ts';
import classes from './glyph.module.css';

const GlyphDrawing = lazyPart(() => import('./glyph-drawing.tsx').then((module) => module.GlyphDrawing));

export interface GlyphProps {
  readonly name: string | undefined;
  /** In px at the usual size of text, with which it grows. */
  readonly size?: number;
  readonly className?: string | undefined;
}

/** A small picture beside a name that says what it stands for; a screen reader skips it. Its place is kept until it is fetched. */
export function Glyph({ name, size = 17, className = '' }: GlyphProps) {
  const side = `${size / 16}rem`;
  return (
    <span
      className={`${classes.glyph ?? ''} ${className}`}
      data-glyph={name ?? 'none'}
      style={{ width: side, height: side }}
    >
      <Suspense fallback={null}>
        <GlyphDrawing name={name} size={side} />
      </Suspense>
    </span>
  );
}
