import { Route, Switch } from 'wouter';
import { SchedulerScreen } from './scheduler-screen.tsx';
import { lazyPart } from '../ui/lazy-part.ts';

const ScheduleFormScreen = lazyPart(() => import('./form/form-screen.tsx').then((module) => module.ScheduleFormScreen));

const SchedulePage = lazyPart(() => import('./page/schedule-page.tsx').then((module) => module.SchedulePage));

/** Everything under `#/schedules`: the form, the page of one schedule, and the list with its dialogs. */
export function Screen() {
  return (
    <Switch>
      <Route path="/schedules/new">
        <ScheduleFormScreen key="new" id={null} />
      </Route>
      <Route path="/schedules/:id/edit">{({ id }) => <ScheduleFormScreen key={id} id={id} />}</Route>
      <Route path="/schedules/:id">{({ id }) => <SchedulePage key={id} id={id} />}</Route>
      <Route path="/schedules/*?">
        <SchedulerScreen />
      </Route>
    </Switch>
  );
}
