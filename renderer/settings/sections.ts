import type { SessionAnswer } from '../../contract/console.ts';
import { isAtLeast, type Role } from '../../contract/roles.ts';

/** The role that a person needs at least for each section. */
export const sectionRoles = {
  account: 'viewer',
  general: 'viewer',
  people: 'administrator',
  worker: 'administrator',
  fleet: 'administrator',
  server: 'administrator',
  data: 'administrator',
  calendars: 'viewer',
  messages: 'administrator',
  vault: 'editor',
  webhooks: 'administrator',
  activity: 'administrator',
  shortcuts: 'viewer',
  about: 'viewer',
} as const satisfies Record<string, Role>;
export type SectionName = keyof typeof sectionRoles;

/** Whether a section is offered to somebody: whoever has the computer has no account. */
export const isSectionFor = (name: SectionName, { role, userId }: SessionAnswer['me']): boolean =>
  isAtLeast(role, sectionRoles[name]) && (name !== 'account' || userId !== null);
