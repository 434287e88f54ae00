import { Link, Redirect, Route, Switch } from 'wouter';
import { Button } from '@mantine/core';
import { ScreenFrame } from '../ui/screen.tsx';
import { EmptyState } from '../ui/states.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';

// One chunk a noun: each `index.tsx` exports `Screen` and reads the rest of the place by itself.
const Overview = lazyPart(() => import('../overview/index.tsx').then(({ Screen }) => Screen));
const Schedules = lazyPart(() => import('../schedules/index.tsx').then(({ Screen }) => Screen));
const Runs = lazyPart(() => import('../runs/index.tsx').then(({ Screen }) => Screen));
const Timeline = lazyPart(() => import('../timeline/index.tsx').then(({ Screen }) => Screen));
const Processes = lazyPart(() => import('../processes/index.tsx').then(({ Screen }) => Screen));
const Clients = lazyPart(() => import('../clients/index.tsx').then(({ Screen }) => Screen));
const Settings = lazyPart(() => import('../settings/index.tsx').then(({ Screen }) => Screen));

export function Routes() {
  const { w } = useWords();
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/schedules" replace />
      </Route>
      <Route path="/overview/*?" component={Overview} />
      <Route path="/schedules/*?" component={Schedules} />
      <Route path="/runs/*?" component={Runs} />
      <Route path="/timeline/*?" component={Timeline} />
      <Route path="/processes/*?" component={Processes} />
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
