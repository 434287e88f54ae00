import type { Settings } from '../contract/settings.ts';

export interface CloseFacts {
  readonly onClose: Settings['onClose'];
  readonly isQuitting: boolean;
  /** A tray is visible, or (macOS) the dock reopens the window. */
  readonly canComeBack: boolean;
  /** The person has already seen the hint that Rota keeps running. */
  readonly wasTold: boolean;
}

/** What the window's close button does. It never hides a window that nothing could reopen. */
export function closeRule(facts: CloseFacts): 'close' | 'hide' | 'tell-and-hide' | 'quit' | 'ask' {
  if (facts.isQuitting) return 'close';
  if (facts.onClose === 'quit') return 'quit';
  if (!facts.canComeBack) return 'ask';
  return facts.wasTold ? 'hide' : 'tell-and-hide';
}
