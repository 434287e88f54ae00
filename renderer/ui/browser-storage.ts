/** The fallback where the browser refuses to store: lost with the page. */
const here = new Map<string, string>();

/** Stores a text in this browser, by name. */
export function storeText(name: string, text: string): void {
  here.set(name, text);
  try {
    localStorage.setItem(name, text);
  } catch {
    // Stored until the page is closed.
  }
}

/** The stored text of a name; null if there is none. */
export function storedText(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? here.get(name) ?? null;
  } catch {
    return here.get(name) ?? null;
  }
}
