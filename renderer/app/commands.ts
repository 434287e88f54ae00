import { fold } from '../words/fold.ts';

/** Something that the palette can do. */
export interface Command {
  readonly id: string;
  readonly text: string;
  readonly run: () => void;
}

const shownAtMost = 60;

/** The commands whose text holds all words typed; those that begin with them come first. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = commands
    .map((command) => ({ command, text: fold(command.text) }))
    .filter(({ text }) => words.every((word) => text.includes(word)));
  const rank = (text: string): number => (words[0] !== undefined && text.startsWith(words[0]) ? 0 : 1);
  return found
    .sort((a, b) => rank(a.text) - rank(b.text))
    .slice(0, shownAtMost)
    .map(({ command }) => command);
}

/** A run's id as it is pasted: with braces, quotes or blanks around it. */
export function runIdIn(text: string): string | null {
  return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase() ?? null;
}
