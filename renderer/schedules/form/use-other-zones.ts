import { zoneOf } from '../../../contract/quartz/index.ts';
import { useSession } from '../../api/queries.ts';
import { useNow } from '../../ui/now.ts';
import { formPartWords } from '../../words/form-part-words.ts';
import { useWords } from '../../words/words.tsx';
import { otherZones, type OtherZone } from './other-zones.ts';

const hourMs = 3_600_000;

/** The zones of reader and server that differ from that of a plan at an instant. */
export function useOtherZones(plan: string): (at: number) => readonly OtherZone[] {
  const { times } = useWords();
  const server = useSession().data?.timezone ?? times.homeZone;
  return (at) => otherZones(plan, times.homeZone, server, at);
}

/** How the clock here and that of the server differ from that of a zone; undefined if they do not. */
export function useZoneNote(zone: string): string | undefined {
  const { language, say, times } = useWords();
  const words = formPartWords[language].zone;
  const now = useNow(60_000);
  const others = useOtherZones(zone)(now);
  if (others.length === 0) return undefined;
  return others
    .map((other) => {
      const ahead = zoneOf(other.zone).offsetAt(now) - zoneOf(zone).offsetAt(now);
      const way = ahead < 0 ? words.behind : words.ahead;
      return say(words[other.whose], { zone: other.zone, n: times.number(Math.abs(ahead) / hourMs), way });
    })
    .join(' ');
}
