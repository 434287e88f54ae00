import { Suspense } from 'react';
import { lazyPart } from './lazy-part.ts';
import classes from './glyph.module.css';

const GlyphDrawing = lazyPart(() => import('./glyph-drawing.tsx').then((module) => module.GlyphDrawing));

export interface GlyphProps {
  readonly name: string | undefined;
  readonly size?: number;
  readonly className?: string | undefined;
}

/** A small picture beside a name that says what it stands for; a screen reader skips it. Its place is kept until it is fetched. */
export function Glyph({ name, size = 17, className = '' }: GlyphProps) {
  return (
    <span
      className={`${classes.glyph ?? ''} ${className}`}
      data-glyph={name ?? 'none'}
      style={{ width: size, height: size }}
    >
      <Suspense fallback={null}>
        <GlyphDrawing name={name} size={size} />
      </Suspense>
    </span>
  );
}
