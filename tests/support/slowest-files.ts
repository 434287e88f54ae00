import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import type { Seconds } from './file-order.ts';

const shown = 15;

/** A reporter in addition to `spec`: lists the slowest files at the end, from the start of their process to its end. */
export default async function* slowestFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = await timesOf(events);
  const slowest = files.toSorted((a, b) => b.ms - a.ms).slice(0, shown);
  yield `\nThe slowest of ${files.length} files:\n`;
  for (const { file, ms } of slowest) yield `${(ms / 1000).toFixed(1).padStart(8)} s  ${file}\n`;
}

/** What each file took in this run. */
export async function secondsOf(events: AsyncIterable<TestEvent>, root: string): Promise<Seconds> {
  const files = await timesOf(events);
  return Object.fromEntries(
    files.map(({ file, ms }) => [path.relative(root, file).replaceAll('\\', '/'), Number((ms / 1000).toFixed(1))]),
  );
}

async function timesOf(events: AsyncIterable<TestEvent>): Promise<{ readonly file: string; readonly ms: number }[]> {
  const files: { file: string; ms: number }[] = [];
  for await (const { type, data } of events) {
    // Each file is a test, named after the file.
    if (type === 'test:complete' && data.file !== undefined && path.resolve(data.name) === data.file)
      files.push({ file: data.name, ms: data.details.duration_ms });
  }
  return files;
}
