import { said, type Translatable } from '../../../contract/translatable.ts';

type Meant = 'logon' | 'startup' | 'unlock';

interface KnownEvent {
  readonly log: string;
  readonly id: number;
  /** Whose event it is; a log that only one writes may be asked without. */
  readonly provider: string;
  readonly meant: Meant;
}

/** Events that are logged exactly when a trigger of Rota would start. */
const knownEvents: readonly KnownEvent[] = [
  { log: 'System', id: 7001, provider: 'Microsoft-Windows-Winlogon', meant: 'logon' },
  { log: 'System', id: 6005, provider: 'EventLog', meant: 'startup' },
  { log: 'System', id: 12, provider: 'Microsoft-Windows-Kernel-General', meant: 'startup' },
  { log: 'Security', id: 4801, provider: 'Microsoft-Windows-Security-Auditing', meant: 'unlock' },
];

const one = /^<QueryList>\s*<Query\b[^>]*>\s*<Select Path=(["'])(.+?)\1>([^<]*)<\/Select>\s*<\/Query>\s*<\/QueryList>$/;
const plain = /^\*\[System\[(?:Provider\[@Name=(["'])(.+?)\1\] and )?\(?EventID=(\d+)\)?\]\]$/;
const ofTasks = 'Microsoft-Windows-TaskScheduler/Operational';

/** What a task is started by that waits for an event (its `Subscription`, a query of the event log), or why no trigger of Rota says it. */
export function eventMeaning(
  subscription: string,
):
  | { readonly ok: true; readonly meant: Meant; readonly note: Translatable }
  | { readonly ok: false; readonly why: Translatable } {
  const [, , log = '', query = ''] = one.exec(subscription.trim()) ?? [];
  if (log.toLowerCase() === ofTasks.toLowerCase())
    return {
      ok: false,
      why: said`runs after another task; in Rota the schedule that goes first says what follows it (Then), or this one starts when its run ends`,
    };
  const [, , provider, idText] = plain.exec(query.trim()) ?? [];
  if (idText === undefined)
    return { ok: false, why: said`runs when an event is logged, which no trigger of Rota does` };
  const id = Number(idText);
  const found = knownEvents.find(
    (event) =>
      event.id === id &&
      isSame(event.log, log) &&
      (provider === undefined ? log !== 'System' : isSame(event.provider, provider)),
  );
  if (found === undefined)
    return {
      ok: false,
      why: said`runs when the event ${id} of ${provider ?? log} is logged, which no trigger of Rota does`,
    };
  return { ok: true, meant: found.meant, note: said`ran at the event ${id} of ${found.provider}, which is that` };
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
