import { Suspense } from 'react';
import { lazyPart } from './lazy-part.ts';
import classes from './glyph.module.css';

const GlyphDrawing = lazyPart(() => import('./glyph-drawing.tsx').then((module) => module.GlyphDrawing));

export interface GlyphProps {
  readonly name: string | undefined;
  /** In px at normal text size; grows with the text. */
  readonly size?: number;
  readonly className?: string | undefined;
}

/** A decorative icon next to a name; hidden from screen readers. Its space is reserved until it has loaded. */
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
