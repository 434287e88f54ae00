import classes from './shape.module.css';

export type ShapeName =
  'dot' | 'ring' | 'diamond' | 'check' | 'cross' | 'clock' | 'slash' | 'dash' | 'pause' | 'pulse' | 'hourglass';
export type Tone = 'info' | 'good' | 'bad' | 'warn' | 'quiet';

/** A state as a shape; hidden from screen readers, because the text next to it says the same. */
export function Shape({ shape, tone }: { readonly shape: ShapeName; readonly tone: Tone }) {
  return (
    <svg className={classes.shape} data-tone={tone} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {drawings[shape]}
    </svg>
  );
}

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.7,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const drawings: Readonly<Record<ShapeName, React.JSX.Element>> = {
  dot: <circle cx="8" cy="8" r="4" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="4" {...line} />,
  pulse: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" opacity="0.28" />
      <circle cx="8" cy="8" r="4" fill="currentColor" />
    </>
  ),
  diamond: <path d="M8 1.8 14.2 8 8 14.2 1.8 8Z" fill="currentColor" />,
  check: <path d="m2.8 8.6 3.4 3.4 7-7.6" {...line} />,
  cross: <path d="m3.5 3.5 9 9m0-9-9 9" {...line} />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" {...line} />
      <path d="M8 4.6V8l2.4 1.8" {...line} />
    </>
  ),
  slash: (
    <>
      <circle cx="8" cy="8" r="6" {...line} />
      <path d="m4 4 8 8" {...line} />
    </>
  ),
  dash: <path d="M3 8h10" {...line} />,
  pause: <path d="M5.4 3.5v9m5.2-9v9" {...line} strokeWidth={2.2} />,
  hourglass: <path d="M4 2h8M4 14h8M4.8 2c0 3.6 6.4 8.4 6.4 12M11.2 2c0 3.6-6.4 8.4-6.4 12" {...line} />,
};
