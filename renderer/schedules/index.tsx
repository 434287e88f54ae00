import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { SchedulerScreen } from './scheduler-screen.tsx';

const ScheduleFormScreen = lazy(() =>
  import('./form/form-screen.tsx').then((module) => ({ default: module.ScheduleFormScreen })),
);

/** Everything under `#/schedules`: the list (with the parameters dialog over it), the form. */
export function Screen() {
  return (
    <Switch>
      <Route path="/schedules/new">
        <ScheduleFormScreen key="new" id={null} />
      </Route>
      <Route path="/schedules/:id/edit">{({ id }) => <ScheduleFormScreen key={id} id={id} />}</Route>
      <Route path="/schedules/:id/parameters">{({ id }) => <SchedulerScreen parametersOf={id} />}</Route>
      <Route path="/schedules/*?">
        <SchedulerScreen parametersOf={null} />
      </Route>
    </Switch>
  );
}
