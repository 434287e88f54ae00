import Anser from 'anser';

/** A piece of a line in one style; `classes` are names in log-view.module.css. */
export interface AnsiSpan {
  readonly text: string;
  readonly classes: readonly string[];
}

const ansiColours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

const escape = String.fromCharCode(27);
const bell = String.fromCharCode(7);
/** Window titles and links (OSC) contain no text of the line. */
const titles = new RegExp(`${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)`, 'g');

/** Parses the colours of a line. Each becomes one of eight names, so that the contrast is ours in both themes. */
export function readAnsi(line: string): readonly AnsiSpan[] {
  if (!line.includes(escape)) return [{ text: line, classes: [] }];
  return Anser.ansiToJson(line.replace(titles, ''), { json: true, use_classes: true, remove_empty: true }).map(
    (entry) => ({
      text: entry.content,
      classes: [
        ...named('fg', entry.fg, entry.fg_truecolor),
        ...named('bg', entry.bg, entry.bg_truecolor),
        ...entry.decorations.filter((decoration) => decoration !== 'blink' && decoration !== 'hidden'),
      ],
    }),
  );
}

/** The line without its colour codes. */
export const withoutAnsi = (line: string): string =>
  line.includes(escape)
    ? readAnsi(line)
        .map((span) => span.text)
        .join('')
    : line;

function named(part: 'fg' | 'bg', colour: string | null, trueColour: string | null): string[] {
  if (!colour) return [];
  const palette = /^ansi-palette-(\d+)$/.exec(colour)?.[1];
  const name =
    palette !== undefined
      ? ofPalette(Number(palette))
      : colour === 'ansi-truecolor'
        ? nearest((trueColour ?? '').split(',').map(Number))
        : colour.replace(/^ansi-(bright-)?/, '');
  return [`${part}-${name}`];
}

/** The 256 colours: 16 names, a cube of 6 x 6 x 6, and greys. */
function ofPalette(index: number): string {
  if (index < 16) return ansiColours[index % 8] ?? 'white';
  if (index >= 232) return index < 244 ? 'black' : 'white';
  const cube = index - 16;
  return nearest([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => step * 51));
}

function nearest([red = 0, green = 0, blue = 0]: readonly number[]): string {
  const strongest = Math.max(red, green, blue);
  if (strongest < 50) return 'black';
  const bit = (value: number, place: number) => (value > strongest * 0.6 ? place : 0);
  return ansiColours[bit(red, 1) + bit(green, 2) + bit(blue, 4)] ?? 'white';
}
