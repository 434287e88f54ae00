import { z } from 'zod';
import { scheduleRow } from './schedule.ts';
import { folder, longestTag, mostTags, tags } from './tags.ts';
import { saidSchema } from './translatable-schema.ts';

// What keeps order among many robots: tags and folders of several things at once, and saved views.

/** What changes: tags that come and tags that go, and the folder, which stays as it is where it is absent. */
const change = {
  add: tags.default([]),
  remove: z.array(z.string().max(longestTag)).max(mostTags).default([]),
  folder: folder.optional(),
};

export const markBody = z.object({
  /** By their IDs. */
  schedules: z
    .array(z.object({ id: z.string().min(1).max(100), ...change }))
    .max(10_000)
    .default([]),
  processes: z
    .array(z.object({ name: z.string().min(1).max(100), ...change }))
    .max(10_000)
    .default([]),
});
export type MarkBody = z.infer<typeof markBody>;
export type MarkChange = Pick<MarkBody['schedules'][number], 'add' | 'remove' | 'folder'>;

/** The schedules as they are now, and what was refused: by the ID of a schedule or the name of a process. */
export const markAnswer = z.object({
  rows: z.array(scheduleRow),
  refused: z.array(z.object({ what: z.string(), message: z.string(), said: saidSchema.optional() })),
});
export type MarkAnswer = z.infer<typeof markAnswer>;

/** The screens that have views. Stored: do not rename. */
export const viewScreens = ['schedules', 'processes', 'runs'] as const;
export type ViewScreen = (typeof viewScreens)[number];

const viewFacts = {
  screen: z.enum(viewScreens),
  name: z.string().trim().min(1).max(60),
  /** What stands behind the `?` of the screen's address: filter, search, group, order. */
  search: z.string().max(2000),
  /** The screen opens with it. */
  isDefault: z.boolean().default(false),
};

export const viewBody = z.object({
  ...viewFacts,
  /** For whoever saves it alone; else for everybody. */
  onlyMine: z.boolean().default(false),
});
export type ViewBody = z.infer<typeof viewBody>;

/** As it is kept. `owner`: whose alone it is; null = everybody's. */
export const storedView = z.strictObject({ id: z.string().min(1), ...viewFacts, owner: z.string().nullable() });
export type StoredView = z.infer<typeof storedView>;

export const savedView = z.object({ id: z.string(), ...viewFacts, isMine: z.boolean() });
export type SavedView = z.infer<typeof savedView>;
export const viewsAnswer = z.object({ views: z.array(savedView) });
export const viewAnswer = z.object({ view: savedView });
