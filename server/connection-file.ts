import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the command line needs to speak to this server; readable by its owner only. */
export const connectionFileName = 'connection.json';

/** Lets the command line in; returns what takes it away again. */
export function writeConnection(
  home: string,
  facts: { url: string; token: string; fingerprint: string | null },
): () => void {
  const file = path.join(home, connectionFileName);
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(facts)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
