import { TemplateList } from '../templates/template-list.tsx';
import { ScreenFrame } from '../ui/screen.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';

/** Ready-made processes, for who has processes already. */
export function TemplatesScreen() {
  const { title, lead } = processWords[useWords().language].templates;
  return (
    <ScreenFrame title={title}>
      <p>{lead}</p>
      <TemplateList />
    </ScreenFrame>
  );
}
