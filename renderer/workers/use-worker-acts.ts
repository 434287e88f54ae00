import { useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { FleetWorker, WorkerChange, WorkerMode } from '../../contract/worker.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { workerWords } from '../words/worker-words.ts';
import { useWords, type Speech } from '../words/words.tsx';

type Kind = WorkerMode['kind'];
type Named = Pick<FleetWorker, 'id' | 'name' | 'mode'>;

export interface WorkerActs {
  readonly drain: (worker: Named) => Promise<void>;
  readonly maintain: (worker: Named) => Promise<void>;
  readonly resume: (worker: Named) => Promise<void>;
  /** Throws the server's refusal. */
  readonly change: (worker: FleetWorker, change: WorkerChange) => Promise<void>;
  /** After a confirmation. */
  readonly remove: (worker: FleetWorker) => Promise<void>;
  readonly renewId: () => Promise<void>;
}

/** What the actions need from the page. */
interface Scene extends Pick<Speech, 'language' | 'w' | 'say' | 'count' | 'notDone'> {
  readonly toast: ReturnType<typeof useToast>;
  readonly confirm: ReturnType<typeof useConfirm>;
  readonly refresh: (...keys: readonly (readonly unknown[])[]) => Promise<unknown>;
}

/** What a person does with workers, each with its undo where there is one. */
export function useWorkerActs(): WorkerActs {
  const { language, w, say, count, notDone } = useWords();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  return useMemo(() => {
    const refresh: Scene['refresh'] = (...others) =>
      Promise.all([keys.workers, ...others].map((queryKey) => queries.invalidateQueries({ queryKey })));
    const scene: Scene = { language, w, say, count, notDone, toast, confirm, refresh };
    return {
      drain: (worker) => setMode(scene, worker, 'drain'),
      maintain: (worker) => setMode(scene, worker, 'maintenance'),
      resume: (worker) => setMode(scene, worker, null),
      change: (worker, wanted) => change(scene, worker, wanted),
      remove: (worker) => remove(scene, worker),
      renewId: () => renewId(scene),
    };
  }, [language, w, say, count, notDone, queries, confirm, toast]);
}

async function setMode(scene: Scene, worker: Named, kind: Kind | null): Promise<void> {
  const { w, say, toast } = scene;
  const { menu, toasts } = workerWords[scene.language];
  const { id, name, mode } = worker;
  const [act, done] =
    kind === null
      ? [menu.resume, toasts.resumed]
      : kind === 'drain'
        ? [menu.drain, toasts.drained]
        : [menu.maintain, toasts.maintained];
  const before = mode?.kind ?? null;
  const changed: Named = { id, name, mode: kind === null ? null : { kind, since: 0, by: '' } };
  try {
    await send(id, kind);
    toast({
      id: `worker ${id}`,
      text: say(done, { name }),
      action: {
        label: before === null ? menu.resume : w.app.actions.undo,
        run: () => void setMode(scene, changed, before),
      },
    });
  } catch (error) {
    toast(scene.notDone(act, error));
  }
  await scene.refresh();
}

function send(id: string, kind: Kind | null): Promise<unknown> {
  if (kind === null) return call('resumeWorker', { path: { id } });
  return kind === 'drain' ? call('drainWorker', { path: { id } }) : call('maintainWorker', { path: { id } });
}

async function change(scene: Scene, worker: FleetWorker, wanted: WorkerChange): Promise<void> {
  const { w, say, toast, refresh } = scene;
  const { id, name, aliases, groups } = worker;
  const { undo } = w.app.actions;
  async function takeBack(): Promise<void> {
    try {
      await call('changeWorker', { path: { id }, body: { name, aliases, groups } });
    } catch (error) {
      toast(scene.notDone(undo, error));
    }
    await refresh(keys.session);
  }
  await call('changeWorker', { path: { id }, body: wanted });
  toast({
    id: `worker ${id}`,
    text: say(workerWords[scene.language].toasts.saved, { name: wanted.name ?? name }),
    action: { label: undo, run: () => void takeBack() },
  });
  // The footer shows this computer's name.
  await refresh(keys.session);
}

async function remove(scene: Scene, { id, name, queued }: FleetWorker): Promise<void> {
  const { say, count, toast } = scene;
  const words = workerWords[scene.language];
  const { title, text, waiting, confirm: verb, keep } = words.removal;
  try {
    const schedules = await schedulesFor(id);
    const parts = [
      text,
      ...(queued === 0 ? [] : [count(waiting, queued)]),
      ...(schedules === 0 ? [] : [count(words.schedulesFor, schedules)]),
    ];
    const question = { title: say(title, { name }), text: parts.join(' '), confirm: verb, keep, isDangerous: true };
    if (!(await scene.confirm(question))) return;
    // The person has seen what is for it; what has come since is refused.
    await call('removeWorker', { path: { id }, query: { force: queued + schedules > 0 ? 'true' : 'false' } });
    toast({ text: say(words.toasts.removed, { name }) });
  } catch (error) {
    toast(scene.notDone(verb, error));
  }
  await scene.refresh();
}

async function renewId(scene: Scene): Promise<void> {
  const words = workerWords[scene.language];
  const { title, text, confirm: verb, keep } = words.newIdQuestion;
  if (!(await scene.confirm({ title, text, confirm: verb, keep }))) return;
  try {
    await call('newWorkerId', {});
    scene.toast({ text: words.toasts.newId });
  } catch (error) {
    scene.toast(scene.notDone(verb, error));
  }
  await scene.refresh(keys.session);
}

/** How many schedules are for a worker, by its ID, or for a group. */
export async function schedulesFor(target: string): Promise<number> {
  const { forWorker } = await call('schedules', { query: { worker: target, limit: 1 } });
  return forWorker ?? 0;
}
