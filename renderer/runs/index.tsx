import { ScreenFrame } from '../ui/screen.tsx';
import { useWords } from '../words/words.tsx';

export function Screen() {
  const { w } = useWords();
  return <ScreenFrame title={w.runs.title}>{null}</ScreenFrame>;
}
