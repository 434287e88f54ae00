import type { Notice } from '../../../contract/events.ts';
import type { EngineContext } from './engine-context.ts';
import type { AuditVerbs, NoticeVerbs } from './audit-verbs.ts';
import type { Caller } from '../../people/caller.ts';

/** The caller's name in the audit log. */
export const whoIs = ({ kind, name }: Pick<Caller, 'kind' | 'name'>): string =>
  kind === 'client' ? `client ${name}` : name;

/** Who did what, newest first. Never values or secrets. */
export function createAudit(core: EngineContext): AuditVerbs {
  let last: Promise<void> = Promise.resolve();
  return {
    // Callers do not wait until their audit line is written; reading waits for all lines recorded before.
    record(caller, action, what) {
      last = core.store.records
        .audit(core.clock.now(), { who: whoIs(caller), owner: caller.owner }, action, what)
        .catch((error: unknown) => core.log.error('an audit line could not be kept', { action, error }));
    },
    async page({ before, limit }) {
      await last;
      return core.store.records.auditPage(before, limit);
    },
  };
}

export interface Notices extends Pick<NoticeVerbs, 'all' | 'dismiss'> {
  /** Shows a notice to people, once per `id`. */
  put(notice: Notice): void;
}

/** Notices for people, until they are dismissed. */
export function createNotices(core: EngineContext): Notices {
  return {
    // Notices about the present state come first. They end by themselves and are not stored, because a full disk stores nothing.
    async all() {
      const present = [core.room.notice(), core.resources.notice()].filter((notice) => notice !== null);
      return [...present, ...(await core.store.records.notices())];
    },
    async dismiss(id) {
      const notice = await core.store.records.notice(id);
      await core.store.records.removeNotice(id);
      // Announced without content: pages fetch it again.
      if (notice) core.announcements.announce({ type: 'notice', notice });
    },
    put(notice) {
      core.store.records
        .putNotice(notice)
        .then(() => core.announcements.announce({ type: 'notice', notice }))
        .catch((error: unknown) => core.log.error('a notice could not be kept', { kind: notice.kind, error }));
    },
  };
}
