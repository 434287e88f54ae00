import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';

const shown = 15;

/** A reporter in addition to `spec`: lists the slowest files at the end, from the start of their process to its end. */
export default async function* slowestFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: { file: string; ms: number }[] = [];
  for await (const { type, data } of events) {
    // Each file is a test, named after the file.
    if (type === 'test:complete' && data.file !== undefined && path.resolve(data.name) === data.file)
      files.push({ file: data.name, ms: data.details.duration_ms });
  }
  const slowest = files.toSorted((a, b) => b.ms - a.ms).slice(0, shown);
  yield `\nThe slowest of ${files.length} files:\n`;
  for (const { file, ms } of slowest) yield `${(ms / 1000).toFixed(1).padStart(8)} s  ${file}\n`;
}
