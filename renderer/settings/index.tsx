import { Suspense, type ComponentType } from 'react';
import { Link, useLocation } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { isAtLeast } from '../../contract/roles.ts';
import { useSession, useSettings } from '../api/queries.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import { AboutSection } from './about-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { ServerSection } from './server-section.tsx';
import { RestartStrip } from './restart-strip.tsx';
import { isSectionFor, sectionRoles, type SectionName } from './sections.ts';
import classes from './frame.module.css';
import { ShortcutsSection } from './shortcuts-section.tsx';
import { WorkerSection } from './worker-section.tsx';

const DataSection = lazyPart(() => import('./data-section.tsx').then((module) => module.DataSection));
const CalendarsSection = lazyPart(() => import('./calendars-section.tsx').then((module) => module.CalendarsSection));
const MessagesSection = lazyPart(() => import('./messages-section.tsx').then((module) => module.MessagesSection));
const FleetSection = lazyPart(() => import('./fleet/fleet-section.tsx').then((module) => module.FleetSection));
const VaultSection = lazyPart(() => import('./vault/vault-section.tsx').then((module) => module.VaultSection));
const WebhooksSection = lazyPart(() => import('./webhooks-section.tsx').then((module) => module.WebhooksSection));
const AccountSection = lazyPart(() => import('./people/account-section.tsx').then((module) => module.AccountSection));
const PeopleSection = lazyPart(() => import('./people/people-section.tsx').then((module) => module.PeopleSection));
const ActivitySection = lazyPart(() => import('./activity-section.tsx').then((module) => module.ActivitySection));

const sections: Readonly<Record<SectionName, ComponentType<{ readonly session: SessionAnswer }>>> = {
  account: AccountSection,
  general: GeneralSection,
  people: PeopleSection,
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
};
const names = Object.keys(sectionRoles) as SectionName[];

/** Settings by section; each is saved when it changes. */
export function Screen() {
  const { w, mayNot } = useWords();
  const words = w.settings;
  const [path] = useLocation();
  const session = useSession().data;
  const answer = useSettings().data;
  const wanted = path.split('/')[2] as SectionName | undefined;
  const current = wanted !== undefined && names.includes(wanted) ? wanted : 'general';
  const Shown = sections[current];
  const me = session?.me;
  const offered = names.filter((name) => name === current || (me !== undefined && isSectionFor(name, me)));
  return (
    <ScreenFrame
      title={words.title}
      strip={
        answer?.needsRestart === true && mayNot('administrator') === null ? (
          <RestartStrip canRestart={answer.canRestart} problem={answer.restartProblem} />
        ) : null
      }
      isFull
    >
      <div className={classes.layout}>
        <nav className={classes.nav} aria-label={words.sectionsLabel}>
          {offered.map((name) => (
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
          ) : !isAtLeast(session.me.role, sectionRoles[current]) ? (
            <p className={classes.refused}>{w.app.notYours}</p>
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
