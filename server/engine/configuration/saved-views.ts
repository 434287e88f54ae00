import { rotaError } from '../../../contract/errors.ts';
import type { Announcement } from '../../../contract/events.ts';
import type { SavedView, StoredView } from '../../../contract/order.ts';
import { said } from '../../../contract/translatable.ts';
import { foldCase } from '../../domain/name-matching.ts';
import type { Audit } from '../../people/audit.ts';
import type { Caller } from '../../people/caller.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { OrderVerbs } from '../shared/order-verbs.ts';

interface SavedViewDeps {
  readonly config: ConfigStore;
  readonly audit: Audit;
  readonly announce: (announcement: Announcement) => void;
}

const mostViews = 500;

/** Views of the lists, which people have named: everybody's, and those that a person keeps for themselves. */
export function createSavedViews({ config, audit, announce }: SavedViewDeps): Omit<OrderVerbs, 'mark'> {
  return {
    views: (caller) =>
      config
        .get()
        .views.filter((view) => isSeen(view, caller))
        .map(publicView)
        .sort((one, other) => one.name.localeCompare(other.name)),

    async putView(id, { onlyMine, ...facts }, caller) {
      const added: StoredView = { ...facts, id, owner: onlyMine ? caller.owner : null };
      let isNew = true;
      await config.update((document) => {
        const present = document.views.find((view) => view.id === id);
        isNew = present === undefined;
        if (present !== undefined && !isSeen(present, caller)) throw gone(id);
        if (isNew && document.views.length >= mostViews)
          throw rotaError('BODY_INVALID', said`there are ${mostViews} views already: delete some that nobody needs`);
        const others = document.views.filter((view) => view.id !== id);
        const alike = others.find(
          (view) =>
            view.screen === added.screen && isSeen(view, caller) && foldCase(view.name) === foldCase(added.name),
        );
        if (alike !== undefined) throw rotaError('NAME_TAKEN', said`there is a view "${alike.name}" already`, 'name');
        return { ...document, views: [...others.map((view) => withoutDefault(view, added)), added] };
      });
      audit(caller, isNew ? 'view saved' : 'view changed', added.name);
      announce({ type: 'views' });
      return publicView(added);
    },

    async deleteView(id, caller) {
      const view = config.get().views.find((one) => one.id === id);
      if (view === undefined || !isSeen(view, caller)) throw gone(id);
      await config.update((document) => ({ ...document, views: document.views.filter((one) => one.id !== id) }));
      audit(caller, 'view deleted', view.name);
      announce({ type: 'views' });
    },
  };
}

const gone = (id: string) => rotaError('NOT_FOUND', said`There is no view "${id}". It may have been deleted.`);

const isSeen = ({ owner }: StoredView, caller: Caller): boolean => owner === null || owner === caller.owner;

const publicView = ({ owner, ...view }: StoredView): SavedView => ({ ...view, isMine: owner !== null });

/** A screen opens with one view: of everybody, and of each person. */
const withoutDefault = (view: StoredView, added: StoredView): StoredView =>
  added.isDefault && view.isDefault && view.screen === added.screen && view.owner === added.owner
    ? { ...view, isDefault: false }
    : view;
