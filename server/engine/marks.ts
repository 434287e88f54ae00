import { detailOf, RotaError, rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { MarkAnswer, MarkBody, MarkChange } from '../../contract/order.ts';
import { mostTags, tagKey, withoutDoubles, type Marks } from '../../contract/tags.ts';
import type { Caller } from '../people/caller.ts';
import type { Catalogue } from './configuration/catalogue.ts';
import type { ScheduleBasis, ScheduleDeps } from './schedule-basis.ts';
import type { OrderVerbs } from './shared/order-verbs.ts';
import { othersTurn } from './shared/slices.ts';

export interface MarkDeps {
  readonly change: ScheduleBasis['change'];
  readonly audit: ScheduleDeps['audit'];
  readonly catalogue: Pick<Catalogue, 'get' | 'exact' | 'put'>;
}

/** Tags and folders of several schedules and processes at once: each is changed for itself, and what is refused keeps nobody else. */
export function createMarks({ change, audit, catalogue }: MarkDeps): Pick<OrderVerbs, 'mark'> {
  async function markSchedule({ id, ...asked }: MarkBody['schedules'][number], caller: Caller) {
    const row = await change(id, ({ options: { tags, folder, ...options } }) => ({
      options: { ...options, ...stored(marked({ tags, folder }, asked)) },
    }));
    audit(caller, 'schedule changed', row.name);
    return row;
  }

  async function markProcess({ name, ...asked }: MarkBody['processes'][number], caller: Caller): Promise<void> {
    const present = catalogue.exact(name) ?? catalogue.get(name);
    const { tags, folder, ...rest } = present;
    const was: unknown = JSON.parse(JSON.stringify(present));
    await catalogue.put({ ...rest, ...stored(marked({ tags, folder }, asked)) }, false, caller, undefined, was);
  }

  return {
    async mark({ schedules, processes }, caller) {
      const answer: MarkAnswer = { rows: [], refused: [] };
      const attempt = async (what: string, act: () => Promise<void>) => {
        try {
          await act();
        } catch (error) {
          answer.refused.push(refusal(what, error));
        }
        await othersTurn();
      };
      for (const one of schedules)
        await attempt(one.id, async () => void answer.rows.push(await markSchedule(one, caller)));
      for (const one of processes) await attempt(one.name, () => markProcess(one, caller));
      return answer;
    },
  };
}

function refusal(what: string, error: unknown): MarkAnswer['refused'][number] {
  if (!(error instanceof RotaError)) throw error;
  const { message, said: sentence } = detailOf(error);
  return { what, message, ...(sentence && { said: sentence }) };
}

/** With the tags that come and without those that go. Throws OPTION_INVALID if it would have too many. */
function marked({ tags = [], folder }: Marks, { add, remove, folder: moved }: MarkChange): Required<Marks> {
  const gone = new Set(remove.map(tagKey));
  const next = withoutDoubles([...tags.filter((tag) => !gone.has(tagKey(tag))), ...add]);
  if (next.length > mostTags)
    throw rotaError('OPTION_INVALID', said`It would have ${next.length} tags; ${mostTags} are the most.`);
  return { tags: next, folder: moved ?? folder };
}

/** What is nothing is not stored. */
const stored = ({ tags, folder }: Required<Marks>): { tags?: string[]; folder?: string } => ({
  ...(tags === undefined || tags.length === 0 ? {} : { tags: [...tags] }),
  ...(folder === undefined || folder === '' ? {} : { folder }),
});
