import { globalShortcut } from 'electron';
import type { Engine } from './server-face.ts';

/** Registers the global shortcut that opens the small window; off unless the settings name keys. Returns its stopper. */
export function followQuickRunShortcut(deps: {
  readonly engine: Pick<Engine, 'settings' | 'subscribe'>;
  readonly open: () => void;
  /** Another program may have the keys already, or their names may be wrong. */
  readonly onTaken: (keys: string) => void;
}): () => void {
  let held: string | null = null;

  function hold(keys: string | null): void {
    if (keys === held) return;
    release();
    if (keys === null) return;
    held = keys;
    if (!register(keys, deps.open)) deps.onTaken(keys);
  }

  function release(): void {
    if (held !== null && isKnown(held)) globalShortcut.unregister(held);
    held = null;
  }

  const stop = deps.engine.subscribe((announcement) => {
    if (announcement.type === 'settings') hold(announcement.settings.quickRunShortcut);
  });
  hold(deps.engine.settings.get().quickRunShortcut);
  return () => {
    stop();
    release();
  };
}

/** Electron throws on key names that it does not know. */
function register(keys: string, call: () => void): boolean {
  try {
    return globalShortcut.register(keys, call);
  } catch {
    return false;
  }
}

function isKnown(keys: string): boolean {
  try {
    return globalShortcut.isRegistered(keys);
  } catch {
    return false;
  }
}
