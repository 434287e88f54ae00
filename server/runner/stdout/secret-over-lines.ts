// A secret may be printed over several lines: wrapped at the width of a window, or as Base64 in lines of 76 letters. A line that ends
// with the beginning of a secret is held back until the next one shows whether the rest follows.

/** At least so much of a secret is hidden where a line had to be shown before the next one came. */
const shortestShown = 3;
/** A part of a secret this long is hidden at the end of the output, too, where nothing can follow. */
const longPart = 0.5;
/** More lines are not held: no secret that is looked for has so many. */
const mostHeld = 200;

/** A beginning of a secret that a text ends with. */
export interface Beginning {
  readonly form: string;
  readonly length: number;
}

/** The part of a mask that is needed here. */
interface Beginnings {
  beginnings(text: string): readonly Beginning[];
  longest(): number;
}

interface HeldLine<L> {
  readonly line: L;
  text: string;
}

/** A form of a secret whose beginning has been printed. */
interface Begun {
  readonly form: string;
  /** How many letters of it have come. */
  readonly seen: number;
  /** Where it stands in each held line, the last one last; earlier lines are shown already. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

export interface OverLines<L> {
  /** A finished line, unmasked. What can be shown by now is given to `show`, in order, with what spans lines hidden. */
  take(line: L, text: string): void;
  /** Nothing has followed for a while: shows what is held, with the beginnings of secrets hidden. */
  settle(): void;
  /** Nothing will follow. */
  finish(): void;
  /** Whether this beginning of a line may belong to a secret that an earlier line began. */
  mayContinue(open: string): boolean;
}

export function createOverLines<L>(mask: Beginnings, show: (line: L, text: string) => void): OverLines<L> {
  let held: HeldLine<L>[] = [];
  let begun: readonly Begun[] = [];

  function release(hidden: readonly Begun[]): void {
    for (const one of hidden) hide(one);
    const lines = held;
    held = [];
    begun = begun.map((one) => ({ ...one, spans: [] }));
    for (const { line, text } of lines) show(line, uncovered(text));
  }

  /** Letters are replaced one for one, so that places in the line stay; runs of them are shortened at the end. */
  function hide({ spans }: Begun): void {
    const first = held.length - spans.length;
    for (const [index, { from, to }] of spans.entries()) {
      const one = held[first + index];
      if (one !== undefined) one.text = covered(one.text, from, to);
    }
  }

  return {
    take(line, text) {
      if (begun.length === 0 && held.length === 0 && mask.longest() === 0) return show(line, text);
      const next = { line, text };
      const lead = text.length - text.trimStart().length;
      const inner = text.trim();
      const going: Begun[] = [];
      for (const one of begun) {
        const rest = one.form.slice(one.seen);
        if (inner.startsWith(rest)) {
          hide(one);
          next.text = covered(next.text, lead, lead + rest.length);
        } else if (inner !== '' && rest.startsWith(inner))
          going.push({
            ...one,
            seen: one.seen + inner.length,
            spans: [...one.spans, { from: lead, to: lead + inner.length }],
          });
      }
      const end = text.trimEnd().length;
      const fresh = mask.beginnings(text.slice(0, end)).map(({ form, length }): Begun => ({
        form,
        seen: length,
        spans: [{ from: end - length, to: end }],
      }));
      if (going.length === 0 || held.length >= mostHeld) {
        begun = [];
        release([]);
      }
      held.push(next);
      begun = [...going, ...fresh];
      if (begun.length === 0) release([]);
    },
    settle() {
      if (held.length > 0) release(begun.filter(({ seen }) => seen >= shortestShown));
    },
    finish() {
      release(begun.filter(({ form, seen }) => seen >= shortestShown && seen >= form.length * longPart));
      begun = [];
    },
    mayContinue(open) {
      const inner = open.trim();
      return begun.some(({ form, seen }) => {
        const rest = form.slice(seen);
        return inner.startsWith(rest) || rest.startsWith(inner);
      });
    },
  };
}

/** Stands for hidden letters until the line is shown: no program prints it, and it is as long as what it hides. */
const cover = '\uE0F1';

const covered = (text: string, from: number, to: number): string =>
  text.slice(0, from) + cover.repeat(Math.max(0, to - from)) + text.slice(to);

/** The line as it is shown. */
const uncovered = (text: string): string => (text.includes(cover) ? text.replace(coverRuns, '***') : text);
const coverRuns = new RegExp(`${cover}+`, 'g');
