/** What a browser that keeps nothing is told: forgotten with the page. */
const here = new Map<string, string>();

/** Keeps a text in this browser, by name. */
export function keep(name: string, text: string): void {
  here.set(name, text);
  try {
    localStorage.setItem(name, text);
  } catch {
    // Kept until the page is closed.
  }
}

/** What was kept under a name; null where nothing was. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? here.get(name) ?? null;
  } catch {
    return here.get(name) ?? null;
  }
}
