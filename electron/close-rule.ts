import type { Settings } from '../contract/settings.ts';

export interface CloseFacts {
  readonly onClose: Settings['onClose'];
  readonly isQuitting: boolean;
  /** A tray can be seen, or (macOS) the dock brings the window back. */
  readonly canComeBack: boolean;
  /** The person was told once that Rota goes on. */
  readonly wasTold: boolean;
}

/** What becomes of the window's close button. Where nothing could bring the window back, it never hides. */
export function closeRule(facts: CloseFacts): 'close' | 'hide' | 'tell-and-hide' | 'quit' | 'ask' {
  if (facts.isQuitting) return 'close';
  if (facts.onClose === 'quit') return 'quit';
  if (!facts.canComeBack) return 'ask';
  return facts.wasTold ? 'hide' : 'tell-and-hide';
}
