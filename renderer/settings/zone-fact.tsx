import { useZoneFacts } from '../api/queries.ts';
import { useNow } from '../ui/now.ts';
import { useWords } from '../words/words.tsx';

const dayMs = 86_400_000;

/** The edition of the time zone data in use, its age, and any data that cannot be used. */
export function ZoneFact() {
  const { w, say, count, told, times } = useWords();
  const words = w.settings.about.zones;
  const now = useNow(60_000);
  const facts = useZoneFacts().data;
  if (!facts) return null;
  const { origin, version, dated, place } = facts.inUse;
  const age =
    dated === null
      ? null
      : count(words.dated, Math.max(0, Math.floor((now - dated) / dayMs)), { day: times.day(dated) });
  return (
    <div>
      <dt>{words.title}</dt>
      <dd>
        {[say(words[origin], { version }), ...(age === null ? [] : [age])].join(', ')}
        {place === null ? null : (
          <div>
            <code>{place}</code>
          </div>
        )}
        {facts.refused.map((one) => (
          <div key={one.place}>{say(words.refused, { file: one.place, reason: told(one.reason) })}</div>
        ))}
      </dd>
    </div>
  );
}
