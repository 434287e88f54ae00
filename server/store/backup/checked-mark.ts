import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeFresh } from '../../durable-file.ts';

/** Says in a backup folder that it was restored in a scratch folder, and what was in it. */
export const checkedName = 'checked.json';

const count = z.int().nonnegative();
const shape = z.object({
  rota: z.literal(1),
  /** Epoch ms. */
  at: z.number(),
  /** Of its database: another size, another backup. */
  bytes: count,
  runs: count,
  schedules: count,
});
export type Checked = z.infer<typeof shape>;

/** Null if it was never checked, or its database has another size since. */
export async function readChecked(folder: string): Promise<Checked | null> {
  try {
    const checked = shape.parse(JSON.parse(await readFile(path.join(folder, checkedName), 'utf8')));
    return (await lstat(path.join(folder, 'rota.db'))).size === checked.bytes ? checked : null;
  } catch {
    return null;
  }
}

export async function writeChecked(folder: string, found: Pick<Checked, 'at' | 'runs' | 'schedules'>): Promise<void> {
  const { size } = await lstat(path.join(folder, 'rota.db'));
  const checked: Checked = { rota: 1, at: found.at, bytes: size, runs: found.runs, schedules: found.schedules };
  await writeFresh(path.join(folder, checkedName), `${JSON.stringify(checked)}\n`);
}
