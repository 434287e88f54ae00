import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { Button } from '@mantine/core';
import { ScreenFrame } from '../ui/screen.tsx';
import { EmptyState } from '../ui/states.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import { roleOfPlace } from './places.ts';

// One chunk per noun: each `index.tsx` exports `Screen` and parses the rest of the address itself.
const load = {
  overview: () => import('../overview/index.tsx').then(({ Screen }) => Screen),
  schedules: () => import('../schedules/index.tsx').then(({ Screen }) => Screen),
  runs: () => import('../runs/index.tsx').then(({ Screen }) => Screen),
  timeline: () => import('../timeline/index.tsx').then(({ Screen }) => Screen),
  reports: () => import('../reports/index.tsx').then(({ Screen }) => Screen),
  processes: () => import('../processes/index.tsx').then(({ Screen }) => Screen),
  workers: () => import('../workers/index.tsx').then(({ Screen }) => Screen),
  clients: () => import('../clients/index.tsx').then(({ Screen }) => Screen),
  settings: () => import('../settings/index.tsx').then(({ Screen }) => Screen),
};
const Overview = lazyPart(load.overview);
const Schedules = lazyPart(load.schedules);
const Runs = lazyPart(load.runs);
const Timeline = lazyPart(load.timeline);
const Reports = lazyPart(load.reports);
const Processes = lazyPart(load.processes);
const Workers = lazyPart(load.workers);
const Clients = lazyPart(load.clients);
const Settings = lazyPart(load.settings);

/** Prefetches the screen of an address before the first render. If that fails, it is fetched again when shown. */
export function fetchScreenOf(hash: string): void {
  const name = /^#\/(\w+)/.exec(hash)?.[1] ?? 'schedules';
  if (Object.hasOwn(load, name)) load[name as keyof typeof load]().catch(() => undefined);
}

export function Routes() {
  const { w, mayNot } = useWords();
  const [path] = useLocation();
  const needed = roleOfPlace(path);
  if (needed !== null && mayNot(needed) !== null) {
    return (
      <ScreenFrame title={w.app.notYoursTitle}>
        <EmptyState text={`${w.app.notYours} ${mayNot(needed)}.`}>
          <Link href="/schedules" asChild>
            <Button component="a" variant="default">
              {w.app.problems.toScheduler}
            </Button>
          </Link>
        </EmptyState>
      </ScreenFrame>
    );
  }
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/schedules" replace />
      </Route>
      <Route path="/overview/*?" component={Overview} />
      <Route path="/schedules/*?" component={Schedules} />
      <Route path="/runs/*?" component={Runs} />
      <Route path="/timeline/*?" component={Timeline} />
      <Route path="/reports/*?" component={Reports} />
      <Route path="/processes/*?" component={Processes} />
      <Route path="/workers/*?" component={Workers} />
      <Route path="/clients/*?" component={Clients} />
      <Route path="/settings/*?" component={Settings} />
      <Route>
        <ScreenFrame title={w.app.problems.notFoundTitle}>
          <EmptyState text={w.app.problems.notFound}>
            <Link href="/schedules" asChild>
              <Button component="a" variant="default">
                {w.app.problems.toScheduler}
              </Button>
            </Link>
          </EmptyState>
        </ScreenFrame>
      </Route>
    </Switch>
  );
}
