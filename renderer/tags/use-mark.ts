import { useQueryClient } from '@tanstack/react-query';
import type { MarkBody, MarkChange } from '../../contract/order.ts';
import { tagKey, type Marks } from '../../contract/tags.ts';
import { patchSchedules } from '../api/announcements.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useToast } from '../ui/toast.tsx';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';

/** What is to be marked: a schedule by its ID or a process by its name, with its own marks. */
export interface Marked {
  readonly kind: 'schedule' | 'process';
  readonly what: string;
  /** As people read it. */
  readonly name: string;
  readonly marks: Marks;
}

interface Step {
  readonly one: Marked;
  readonly change: MarkChange;
}

/** Changes tags and folders of many in one request; what was refused is named, and the rest can be undone. */
export function useMark(): (all: readonly Marked[], change: MarkChange) => Promise<boolean> {
  const { w, language, say, count, told, notDone } = useWords();
  const words = orderWords[language].bulk;
  const queries = useQueryClient();
  const toast = useToast();

  async function take(steps: readonly Step[], isUndo: boolean): Promise<boolean> {
    try {
      const { rows, refused } = await call('mark', { body: bodyOf(steps) });
      patchSchedules(queries, new Map(rows.map((row) => [row.id, row])));
      if (steps.some(({ one }) => one.kind === 'process'))
        await queries.invalidateQueries({ queryKey: keys.processes });
      const isRefused = new Set(refused.map(({ what }) => what));
      const done = steps.filter(({ one }) => !isRefused.has(one.what));
      const [first] = refused;
      if (first !== undefined) {
        const names = steps.filter(({ one }) => isRefused.has(one.what)).map(({ one }) => `“${one.name}”`);
        toast({
          text: say(words.refused, { names: names.join(', '), problem: told(first.message, first.said) }),
          tone: 'bad',
        });
      }
      if (done.length === 0) return false;
      toast({
        text: count(isUndo ? words.undone : words.done, done.length),
        ...(isUndo ? {} : { action: { label: w.app.actions.undo, run: () => void take(done.map(backward), true) } }),
      });
      return true;
    } catch (error) {
      toast(notDone(words.confirm, error));
      return false;
    }
  }
  return (all, change) =>
    take(
      all.map((one) => ({ one, change })),
      false,
    );
}

const bodyOf = (steps: readonly Step[]): MarkBody => ({
  schedules: steps.flatMap(({ one, change }) => (one.kind === 'schedule' ? [{ id: one.what, ...change }] : [])),
  processes: steps.flatMap(({ one, change }) => (one.kind === 'process' ? [{ name: one.what, ...change }] : [])),
});

/** What brings each back to how it was, whatever the others were. */
function backward({ one, change }: Step): Step {
  const had = new Set((one.marks.tags ?? []).map(tagKey));
  const gone = new Set(change.remove.map(tagKey));
  return {
    one,
    change: {
      add: (one.marks.tags ?? []).filter((tag) => gone.has(tagKey(tag))),
      remove: change.add.filter((tag) => !had.has(tagKey(tag))),
      ...(change.folder === undefined ? {} : { folder: one.marks.folder ?? '' }),
    },
  };
}
