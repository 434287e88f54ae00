import { Suspense, useState } from 'react';
import { Button } from '@mantine/core';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import { useViews } from './use-views.ts';
import type { ViewsMenuProps } from './views-menu-open.tsx';

const OpenViewsMenu = lazyPart(() => import('./views-menu-open.tsx').then((module) => module.OpenViewsMenu));

/** The button with the saved views of a screen. The menu is loaded when it is first opened: it would double what a list needs at once. */
export function ViewsMenu(props: ViewsMenuProps) {
  const { w } = useWords();
  const { present } = useViews(props.screen);
  const [wasOpened, setWasOpened] = useState(false);
  const button = (
    <Button size="xs" variant="default" aria-haspopup="menu" aria-expanded={false} onClick={() => setWasOpened(true)}>
      {present === null ? w.app.find.views : present.name}
    </Button>
  );
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <OpenViewsMenu {...props} />
    </Suspense>
  );
}
