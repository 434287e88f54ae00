import {
  folder as folderSchema,
  folderPath,
  isFolder,
  isTag,
  longestFolder,
  longestTag,
  mostTags,
  tags as tagsSchema,
} from '../../../contract/tags.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import { shown } from './start-options.ts';
import type { KeyedBody } from './start-keys.ts';

type Fail = (code: 'OPTION_INVALID', field: string, message: string) => void;

/** The tags and the folder of a start: a list, or one text with commas between the tags. What is wrong is told and left out. */
export function readMarks(keyed: KeyedBody, fail: Fail): Pick<ScheduleOptions, 'tags' | 'folder'> {
  const tags = readTags(keyed.tags, fail);
  const folder = readFolder(keyed.folder, fail);
  return { ...(tags.length === 0 ? {} : { tags }), ...(folder === '' ? {} : { folder }) };
}

function readTags(value: unknown, fail: Fail): string[] {
  if (value === undefined) return [];
  const given: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  if (given.length > mostTags) {
    fail('OPTION_INVALID', 'tags', `${given.length} tags are too many, at most ${mostTags}`);
    return [];
  }
  const read = given.flatMap((one) => {
    const text = typeof one === 'number' ? String(one) : typeof one === 'string' ? one.trim() : null;
    if (text === '') return [];
    if (text !== null && isTag(text)) return [text];
    fail(
      'OPTION_INVALID',
      'tags',
      `${shown(one)} is not a tag: letters, digits, "-", "_", "/" and blanks inside, at most ${longestTag} characters`,
    );
    return [];
  });
  return tagsSchema.parse(read);
}

function readFolder(value: unknown, fail: Fail): string {
  if (value === undefined) return '';
  const path = typeof value === 'string' ? folderPath(value) : null;
  if (path !== null && isFolder(path)) return folderSchema.parse(path);
  fail(
    'OPTION_INVALID',
    'folder',
    `${shown(value)} is not a folder: write Finance/Bank, without backslashes, quotes and colons, at most ${longestFolder} characters`,
  );
  return '';
}
