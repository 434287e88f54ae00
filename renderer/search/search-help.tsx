import type { SearchKey } from '../../contract/search-words.ts';
import { keyNames } from '../../contract/search-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './search.module.css';

const examples = {
  en: 'tag:bank -tag:test state:failed process:"Invoice load" since:yesterday',
  tr: 'etiket:banka -etiket:test durum:başarısız süreç:"Fatura yükleme" başlangıç:dün',
} as const;

/** The keys that a search understands on a screen. */
export function SearchHelp({ keys, onClose }: { readonly keys: readonly SearchKey[]; readonly onClose: () => void }) {
  const { w, language, say } = useWords();
  const words = orderWords[language].search;
  return (
    <Dialog title={w.app.find.help} isOpen onClose={onClose} width={560}>
      <p>{words.helpLead}</p>
      <dl className={classes.help}>
        {keys.map((key) => (
          <div key={key} className={classes.helpLine}>
            <dt>
              <code>{keyNames[language][key]}:</code>
            </dt>
            <dd>{words.keys[key]}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.example}>{say(words.example, { text: examples[language] })}</p>
    </Dialog>
  );
}
