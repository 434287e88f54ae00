import { Route, Switch } from 'wouter';
import { RunList } from './run-list.tsx';
import { lazyPart } from '../ui/lazy-part.ts';

const RunPage = lazyPart(() => import('./run-page.tsx').then((module) => module.RunPage));

const ComparePage = lazyPart(() => import('./compare/compare-page.tsx').then((module) => module.ComparePage));

/** Everything under `#/runs`: the list, the page of one run, and two runs beside each other. */
export function Screen() {
  return (
    <Switch>
      <Route path="/runs/compare">
        <ComparePage />
      </Route>
      <Route path="/runs/:id">{({ id }) => <RunPage key={id} id={id} />}</Route>
      <Route path="/runs/*?">
        <RunList />
      </Route>
    </Switch>
  );
}
