/** Remembers in this browser that something was done once; a browser that keeps nothing forgets with the page. */
const here = new Set<string>();

export function remember(what: string): void {
  here.add(what);
  try {
    localStorage.setItem(what, 'yes');
  } catch {
    // Remembered until the page is closed.
  }
}

export function isRemembered(what: string): boolean {
  try {
    return here.has(what) || localStorage.getItem(what) !== null;
  } catch {
    return here.has(what);
  }
}
