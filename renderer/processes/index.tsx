import { Route, Switch } from 'wouter';
import { ProcessList } from './process-list.tsx';
import { lazyPart } from '../ui/lazy-part.ts';

const EditorScreen = lazyPart(() => import('./editor-screen.tsx').then((module) => module.EditorScreen));

const TemplatesScreen = lazyPart(() => import('./templates-screen.tsx').then((module) => module.TemplatesScreen));

/** Everything under `#/processes`: the list, and the editor of one process. */
export function Screen() {
  return (
    <Switch>
      <Route path="/processes/new">
        <EditorScreen key="new" name={null} />
      </Route>
      <Route path="/processes/new/templates">
        <TemplatesScreen />
      </Route>
      <Route path="/processes/:name">{({ name }) => <EditorScreen key={name} name={decodeURIComponent(name)} />}</Route>
      <Route path="/processes/*?">
        <ProcessList />
      </Route>
    </Switch>
  );
}
