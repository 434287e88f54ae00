const missing = new Set<HTMLLinkElement>();

/** Remembers the style sheets that cannot be had from now on. */
export function watchStyles(): void {
  const note = ({ target }: Event): void => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target);
  };
  addEventListener('error', note, true);
}

/**
 * Fetches the style sheets that could not be had: what loads them beside the code of a part remembers that it asked, not what
 * came of it, and would show the part without.
 */
export async function fetchMissingStyles(): Promise<void> {
  await Promise.all([...missing].map(fetchAgain));
}

function fetchAgain(link: HTMLLinkElement): Promise<void> {
  const again = link.cloneNode() as HTMLLinkElement;
  missing.delete(link);
  return new Promise((resolve, reject) => {
    again.addEventListener('load', () => resolve());
    again.addEventListener('error', () => reject(new Error(`${link.href} could not be fetched`)));
    link.replaceWith(again);
  });
}
