// Runs that this person started in this tab: their end is told, other runs end quietly.
const own = new Set<string>();

export function rememberOwnRun(id: string): void {
  own.add(id);
}

/** Says true once for a run that was started here, when it has ended. */
export function takeOwnRun(id: string): boolean {
  return own.delete(id);
}
