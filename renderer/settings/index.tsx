import { Suspense, type ComponentType } from 'react';
import { Link, useLocation } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { useSession, useSettings } from '../api/queries.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import { AboutSection } from './about-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { ServerSection } from './server-section.tsx';
import { RestartStrip } from './restart-strip.tsx';
import classes from './frame.module.css';
import { ShortcutsSection } from './shortcuts-section.tsx';
import { WorkerSection } from './worker-section.tsx';

const DataSection = lazyPart(() => import('./data-section.tsx').then((module) => module.DataSection));
const CalendarsSection = lazyPart(() => import('./calendars-section.tsx').then((module) => module.CalendarsSection));
const MessagesSection = lazyPart(() => import('./messages-section.tsx').then((module) => module.MessagesSection));
const FleetSection = lazyPart(() => import('./fleet/fleet-section.tsx').then((module) => module.FleetSection));
const VaultSection = lazyPart(() => import('./vault/vault-section.tsx').then((module) => module.VaultSection));
const WebhooksSection = lazyPart(() => import('./webhooks-section.tsx').then((module) => module.WebhooksSection));
const ActivitySection = lazyPart(() => import('./activity-section.tsx').then((module) => module.ActivitySection));

const sections = {
  general: GeneralSection,
  worker: WorkerSection,
  fleet: FleetSection,
  server: ServerSection,
  data: DataSection,
  calendars: CalendarsSection,
  messages: MessagesSection,
  vault: VaultSection,
  webhooks: WebhooksSection,
  activity: ActivitySection,
  shortcuts: ShortcutsSection,
  about: AboutSection,
} as const satisfies Record<string, ComponentType<{ readonly session: SessionAnswer }>>;
type Section = keyof typeof sections;
const names = Object.keys(sections) as Section[];

/** Settings by section; each is saved when it changes. */
export function Screen() {
  const { w } = useWords();
  const words = w.settings;
  const [path] = useLocation();
  const session = useSession().data;
  const answer = useSettings().data;
  const wanted = path.split('/')[2] as Section | undefined;
  const current = wanted !== undefined && names.includes(wanted) ? wanted : 'general';
  const Shown = sections[current];
  return (
    <ScreenFrame
      title={words.title}
      strip={
        answer?.needsRestart ? <RestartStrip canRestart={answer.canRestart} problem={answer.restartProblem} /> : null
      }
      isFull
    >
      <div className={classes.layout}>
        <nav className={classes.nav} aria-label={words.sectionsLabel}>
          {names.map((name) => (
            <Link
              key={name}
              href={`/settings/${name}`}
              className={classes.link}
              {...(name === current ? { 'aria-current': 'page' } : {})}
            >
              {words.sections[name]}
            </Link>
          ))}
        </nav>
        <div className={classes.body}>
          <h2 className={classes.title}>{words.sections[current]}</h2>
          {session === undefined ? (
            <SkeletonRows />
          ) : (
            <Suspense fallback={<SkeletonRows />}>
              <Shown session={session} />
            </Suspense>
          )}
        </div>
      </div>
    </ScreenFrame>
  );
}
