import type { KeyboardEvent } from 'react';

export type RowAction =
  | 'parameters'
  | 'run'
  | 'run-with'
  | 'look'
  | 'menu'
  | 'tag'
  | 'folder'
  | 'pause'
  | 'favourite'
  | 'edit'
  | 'duplicate'
  | 'runs'
  | 'delete';

/** The actions that are disabled while the server is unreachable. */
export const changingActions: ReadonlySet<RowAction> = new Set([
  'run',
  'run-with',
  'look',
  'pause',
  'favourite',
  'delete',
]);

/** The role that a person needs for an action; the others are for everybody. */
export const roleOfAction: Readonly<Partial<Record<RowAction, 'operator' | 'editor'>>> = {
  run: 'operator',
  'run-with': 'operator',
  look: 'operator',
  pause: 'operator',
  edit: 'editor',
  duplicate: 'editor',
  delete: 'editor',
};

const letters: Readonly<Record<string, RowAction>> = {
  r: 'run',
  R: 'run-with',
  p: 'parameters',
  e: 'edit',
  s: 'pause',
  f: 'favourite',
  '.': 'menu',
};

/** Of React, or of the browser. */
type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Handles a key on the focused row; letters only while they are enabled. */
export function actionOfKey(event: KeyEvent, areLettersOn: boolean): RowAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'Delete') return 'delete';
  if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') return 'menu';
  return areLettersOn ? (letters[event.key] ?? null) : null;
}
