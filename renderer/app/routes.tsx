import { lazy } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { Button } from '@mantine/core';
import { EmptyState } from '../ui/states.tsx';
import { useWords } from '../words/words.tsx';

// One chunk a noun: each `index.tsx` exports `Screen` and reads the rest of the place by itself.
const Overview = lazy(() => import('../overview/index.tsx').then(({ Screen }) => ({ default: Screen })));
const Schedules = lazy(() => import('../schedules/index.tsx').then(({ Screen }) => ({ default: Screen })));
const Runs = lazy(() => import('../runs/index.tsx').then(({ Screen }) => ({ default: Screen })));
const Timeline = lazy(() => import('../timeline/index.tsx').then(({ Screen }) => ({ default: Screen })));
const Processes = lazy(() => import('../processes/index.tsx').then(({ Screen }) => ({ default: Screen })));
const Clients = lazy(() => import('../clients/index.tsx').then(({ Screen }) => ({ default: Screen })));
const Settings = lazy(() => import('../settings/index.tsx').then(({ Screen }) => ({ default: Screen })));

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
        <EmptyState text={w.app.problems.notFound}>
          <Link href="/schedules" asChild>
            <Button component="a" variant="default">
              {w.app.problems.toScheduler}
            </Button>
          </Link>
        </EmptyState>
      </Route>
    </Switch>
  );
}
