import { Suspense, use, useCallback, useEffect, useRef, useState } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { useLocation } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { PartOverScreen } from '../ui/part-over-screen.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { useWords } from '../words/words.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { Crashed } from './crashed.tsx';
import { Footer } from './footer.tsx';
import type { Overlay } from './overlay.ts';
import { Rail } from './rail.tsx';
import { Routes } from './routes.tsx';
import { Strips } from './strips.tsx';
import { useFetchAhead } from './use-fetch-ahead.ts';
import { useOwnRunToasts } from './use-own-run-toasts.ts';
import { useTypedAhead } from './use-typed-ahead.ts';
import { useGlobalKeys } from './global-keys.ts';
import { useKeptFocus } from './restore-focus.ts';
import classes from './shell.module.css';

const Palette = lazyPart(() => import('./palette.tsx').then((module) => module.Palette));
const RunProcessDialog = lazyPart(() => import('./run-process-dialog.tsx').then((module) => module.RunProcessDialog));
const ShortcutsSheet = lazyPart(() => import('./shortcuts-sheet.tsx').then((module) => module.ShortcutsSheet));

/** As in the style sheets: too narrow for a rail. */
const phone = '(max-width: 37.4375em)';

/** The frame around every screen: rail, strips, screen, footer, and the overlays. */
export function Shell({ session }: { readonly session: SessionAnswer }) {
  const { w } = useWords();
  const [path, navigate] = useLocation();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const main = useRef<HTMLElement>(null);
  const close = useCallback(() => setOverlay(null), []);
  const search = useTypedAhead(overlay === 'palette', close);
  const isPhone = useMediaQuery(phone, false, { getInitialValueInEffect: false });
  useGlobalKeys({ areSingleKeysOn: use(SingleKeys), open: setOverlay });
  useFocusOnArrival(path, main);
  useKeptFocus();
  useOwnRunToasts();
  useFetchAhead();
  useEffect(() => window.desktop?.on('navigate', (hash) => navigate(hash.replace(/^#/, ''))), [navigate]);

  return (
    <div className={classes.shell}>
      <button type="button" className={classes.skip} onClick={() => focusScreen(main.current)}>
        {w.app.skip}
      </button>
      {isPhone ? null : <Rail me={session.me} />}
      <div className={classes.side}>
        <Strips session={session} />
        <main ref={main} className={classes.main} tabIndex={-1}>
          <ErrorBoundary resetKey={path} fallback={<Crashed />}>
            <Suspense fallback={<SkeletonRows />}>
              <Routes />
            </Suspense>
          </ErrorBoundary>
        </main>
        {isPhone ? <BottomBar me={session.me} /> : <Footer session={session} />}
      </div>
      {overlay === null ? null : (
        <PartOverScreen onClose={close} onOpenAgain={() => setOverlay(overlay)}>
          <OpenOverlay overlay={overlay} session={session} search={search} onChange={setOverlay} />
        </PartOverScreen>
      )}
    </div>
  );
}

interface OpenOverlayProps {
  readonly overlay: NonNullable<Overlay>;
  readonly session: SessionAnswer;
  readonly search: ReturnType<typeof useTypedAhead>;
  readonly onChange: (overlay: Overlay) => void;
}

function OpenOverlay({ overlay, session, search, onChange }: OpenOverlayProps) {
  const areSingleKeysOn = use(SingleKeys);
  const close = (): void => onChange(null);
  if (overlay === 'palette') return <Palette session={session} search={search} onClose={close} onOpen={onChange} />;
  if (overlay === 'shortcuts') {
    return <ShortcutsSheet areSingleKeysOn={areSingleKeysOn} onClose={close} />;
  }
  return (
    <RunProcessDialog
      row={overlay.row}
      onRun={(values, target) => overlay.start(values, target).then(close)}
      onClose={close}
    />
  );
}

function focusScreen(main: HTMLElement | null): void {
  (main?.querySelector<HTMLElement>('h1') ?? main)?.focus();
}

/** A dialog over a list and a section of the settings have addresses, but are not screens. */
const screenOf = (path: string): string => path.replace(/\/[^/]+\/parameters$|(?<=^\/settings)\/.*$/, '');

/** After a change of screen the focus moves to its title as soon as there is one, so that a screen reader reads it. */
function useFocusOnArrival(path: string, main: React.RefObject<HTMLElement | null>): void {
  const here = screenOf(path);
  const before = useRef(here);
  useEffect(() => {
    const screen = main.current;
    if (before.current === here || !screen) return undefined;
    before.current = here;
    const end = new AbortController();
    let wasFocused = false;
    // A screen may render its title again when its data arrives: the focused one is gone then, and this starts over.
    const focusTitle = (): void => {
      const title = screen.querySelector('h1');
      if (!title || (wasFocused && document.activeElement !== document.body)) return;
      wasFocused = true;
      title.focus();
    };
    const waiting = new MutationObserver(focusTitle);
    waiting.observe(screen, { childList: true, subtree: true });
    end.signal.addEventListener('abort', () => waiting.disconnect());
    for (const act of ['keydown', 'pointerdown']) {
      addEventListener(act, () => end.abort(), { once: true, signal: end.signal, capture: true });
    }
    focusTitle();
    return () => end.abort();
  }, [here, main]);
}
