import { useQueryClient } from '@tanstack/react-query';
import type { SavedView, ViewBody, ViewScreen } from '../../contract/order.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useHashSearch } from '../ui/hash-location.ts';
import { useToast } from '../ui/toast.tsx';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';
import { searchToKeep } from './use-views.ts';

export type ViewDraft = Pick<ViewBody, 'name' | 'onlyMine' | 'isDefault'>;

/** 32 hex digits; also where the page has no secure context, and with it no `randomUUID`. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Saving, changing and deleting the views of a screen. */
export function useViewActs(screen: ViewScreen) {
  const { language, say, notDone } = useWords();
  const words = orderWords[language].views;
  const search = useHashSearch();
  const queries = useQueryClient();
  const toast = useToast();
  const confirm = useConfirm();

  async function put(id: string, body: ViewBody): Promise<SavedView | null> {
    try {
      const { view } = await call('putView', { path: { id }, body });
      await queries.invalidateQueries({ queryKey: keys.views });
      toast({ text: say(words.saved, { name: view.name }) });
      return view;
    } catch (error) {
      toast(notDone(words.confirm, error));
      return null;
    }
  }
  return {
    /** A new view has what the address says; of an older one only the name and for whom it is change. */
    save: (view: SavedView | null, draft: ViewDraft): Promise<SavedView | null> =>
      put(view?.id ?? newId(), { ...draft, screen, search: view?.search ?? searchToKeep(search) }),

    update: ({ id, name, isMine, isDefault }: SavedView): Promise<SavedView | null> =>
      put(id, { name, onlyMine: isMine, isDefault, screen, search: searchToKeep(search) }),

    async remove({ id, name }: SavedView): Promise<boolean> {
      const isSure = await confirm({
        title: say(words.removeTitle, { name }),
        text: words.removeText,
        confirm: words.remove,
        keep: words.keep,
        isDangerous: true,
      });
      if (!isSure) return false;
      try {
        await call('deleteView', { path: { id } });
        await queries.invalidateQueries({ queryKey: keys.views });
        toast({ text: say(words.removed, { name }) });
        return true;
      } catch (error) {
        toast(notDone(words.remove, error));
        return false;
      }
    },
  };
}
