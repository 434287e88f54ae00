/**
 * viewer: sees; operator: also starts, cancels, repeats, pauses; editor: also makes and changes schedules, processes and calendars;
 * administrator: everything. Each may do what the ones before it may. Stored: do not rename.
 */
export const roles = ['viewer', 'operator', 'editor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Whether somebody with this role may do what needs the other one. */
export const isAtLeast = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed);
