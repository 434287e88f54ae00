import type { Express, Request } from 'express';
import { streams } from '../../../contract/api.ts';
import type { Caller } from '../../people/caller.ts';
import type { Gates } from '../gates/create-gates.ts';
import { needsOfStream } from '../gates/needs.ts';
import { frameFor, type WatchedRuns } from '../sight/limited-events.ts';
import type { createEventStream } from './event-stream.ts';

const needs = needsOfStream('events', streams.events);

/** The live announcements of a page, as its person may see them. */
export function mountEvents(
  app: Express,
  events: ReturnType<typeof createEventStream>,
  { access, renew, rights }: Pick<Gates, 'access' | 'renew' | 'rights'>,
  watched: WatchedRuns,
): void {
  const isStillIn = (request: Request): Promise<boolean> =>
    access(request, needs).then(
      () => true,
      () => false,
    );
  app.get(streams.events.path, async (request, response, next) => {
    response.locals['caller'] = await access(request, needs);
    next();
  });
  app.get(
    streams.events.path,
    events.route((request, response) => {
      const caller = response.locals['caller'] as Caller;
      return {
        isStillIn: () => isStillIn(request),
        hold: (end) => rights.watch(caller, needs, end),
        ...(caller.processes === null ? {} : { asSeen: (frame) => frameFor(frame, renew(caller) ?? caller, watched) }),
      };
    }),
  );
}
