import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the command line needs to connect to this server; readable by its owner only. */
export const connectionFileName = 'connection.json';

/** Writes the file for the command line; returns the function that removes it. */
export function writeConnection(
  home: string,
  facts: { url: string; token: string; fingerprint: string | null },
): () => void {
  const file = path.join(home, connectionFileName);
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(facts)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
