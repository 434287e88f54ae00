import type { DisplacedTime } from '../../../contract/schedule-preview.ts';
import { formPartWords } from '../../words/form-part-words.ts';
import { useWords, type Speech } from '../../words/words.tsx';
import classes from './plan-preview.module.css';
import { useOtherZones } from './use-other-zones.ts';

/** How many skipped times are named. */
const mostSkipped = 6;

interface PreviewLinesProps {
  readonly fires: readonly number[];
  /** What calendars move or take away. */
  readonly displaced: readonly DisplacedTime[];
  readonly zone: string;
}

type Line =
  | { readonly kind: 'run'; readonly at: number; readonly moved: DisplacedTime | undefined }
  | { readonly kind: 'skipped'; readonly at: number; readonly skipped: DisplacedTime };

/** The next runs, and between them what the calendars take away. */
export function PreviewLines({ fires, displaced, zone }: PreviewLinesProps) {
  const speech = useWords();
  const otherZonesAt = useOtherZones(zone);
  const hasSeconds = fires.some((at) => at % 60_000 !== 0);
  const words = formPartWords[speech.language].preview;
  const timeOf = (at: number) =>
    `${speech.times.fullIn(at, zone)}${hasSeconds ? `:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}` : ''}`;
  return (
    <ol className={classes.fires}>
      {linesOf(fires, displaced).map((line) =>
        line.kind === 'skipped' ? (
          <li key={`skipped ${line.at}`} data-skipped>
            <del>{timeOf(line.at)}</del>
            <div className={classes.aside}>{dayOffText(words.skipped, words.skippedPlain, line.skipped, speech)}</div>
          </li>
        ) : (
          <li key={line.at}>
            <div className={classes.time} data-run-time>
              {timeOf(line.at)} <span>{speech.times.offset(line.at, zone)}</span>
            </div>
            {line.moved === undefined ? null : (
              <div className={classes.aside}>{dayOffText(words.moved, words.movedPlain, line.moved, speech, zone)}</div>
            )}
            {otherZonesAt(line.at).map((other) => (
              <div key={other.whose} className={classes.aside}>
                {speech.say(words[other.whose], {
                  time: elsewhere(line.at, zone, other.zone, speech),
                  zone: other.zone,
                })}
              </div>
            ))}
          </li>
        ),
      )}
    </ol>
  );
}

function linesOf(fires: readonly number[], displaced: readonly DisplacedTime[]): readonly Line[] {
  const last = fires.at(-1) ?? Infinity;
  const skipped = displaced.filter(({ at, nominal }) => at === null && nominal < last).slice(0, mostSkipped);
  const lines: Line[] = [
    ...fires.map((at): Line => ({ kind: 'run', at, moved: displaced.find((one) => one.at === at) })),
    ...skipped.map((one): Line => ({ kind: 'skipped', at: one.nominal, skipped: one })),
  ];
  return lines.sort((one, other) => one.at - other.at);
}

function dayOffText(named: string, plain: string, { nominal, dayOff }: DisplacedTime, speech: Speech, zone?: string) {
  const day = speech.times.day(nominal, zone);
  return speech.say(dayOff === '' ? plain : named, { day, name: dayOff });
}

/** The time alone, with its day if that is another one. */
function elsewhere(at: number, zone: string, other: string, { times }: Speech): string {
  return times.day(at, zone) === times.day(at, other) ? times.shortIn(at, at, other) : times.fullIn(at, other);
}
