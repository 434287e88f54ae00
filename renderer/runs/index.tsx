import { Route, Switch } from 'wouter';
import { RunList } from './run-list.tsx';
import { lazyPart } from '../ui/lazy-part.ts';

const RunPage = lazyPart(() => import('./run-page.tsx').then((module) => module.RunPage));

/** Everything under `#/runs`: the list, and the page of one run. */
export function Screen() {
  return (
    <Switch>
      <Route path="/runs/:id">{({ id }) => <RunPage key={id} id={id} />}</Route>
      <Route path="/runs/*?">
        <RunList />
      </Route>
    </Switch>
  );
}
