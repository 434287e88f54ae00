import { clipboard } from 'electron';
import { trayCaller, type Engine, type Say } from './server-face.ts';
import { pauseEnd, type TrayAction } from './tray-menu.ts';

/** Performs an action chosen in the tray. */
export function createTrayActions(deps: {
  readonly engine: Pick<Engine, 'runs' | 'schedules' | 'worker'>;
  readonly now: () => number;
  readonly say: Say;
  open(hash: string | null): void;
  openQuickRun(query: string): void;
  quit(): void;
  /** An action was refused: shows the reason. */
  onProblem(error: unknown): void;
}) {
  const { engine } = deps;

  async function perform(action: TrayAction): Promise<void> {
    switch (action.do) {
      case 'open':
        return deps.open(action.hash);
      case 'run':
        await engine.schedules.runNow(action.scheduleId, {}, trayCaller);
        return;
      case 'quick-run':
        return deps.openQuickRun(
          action.scheduleId === null ? '' : `?schedule=${encodeURIComponent(action.scheduleId)}`,
        );
      case 'cancel':
        await engine.runs.cancel(action.runId, { force: false }, trayCaller);
        return;
      case 'pause-all':
        return engine.schedules.pauseAll(pauseEnd(action.span, deps.now()), trayCaller);
      case 'resume-all':
        return engine.schedules.resumeAll(trayCaller);
      case 'copy-worker-id':
        return clipboard.writeText(engine.worker.status().id);
      case 'quit':
        return deps.quit();
    }
  }

  return (action: TrayAction): void => {
    perform(action).catch((error: unknown) => {
      deps.say(`the tray's "${action.do}" failed`, error);
      deps.onProblem(error);
    });
  };
}
