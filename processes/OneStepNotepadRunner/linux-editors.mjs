// The text editors of Linux that the robot knows, and how each is started as a separate instance.
import { findProgram, withUtf8 } from './program.mjs';

/**
 * `args` keep the editor apart from one that the user has open; `hexInput`: Ctrl+Shift+U and a code point enter a character.
 * @typedef {{ name: string, args: readonly string[], hexInput: boolean }} Editor
 */

/** @type {readonly Editor[]} In search order. */
export const editors = [
  { name: 'mousepad', args: ['--disable-server'], hexInput: true },
  { name: 'gedit', args: ['--standalone', '--wait'], hexInput: true },
  { name: 'gnome-text-editor', args: ['--standalone', '--ignore-session'], hexInput: true },
  { name: 'xed', args: ['--standalone', '--wait'], hexInput: true },
  { name: 'pluma', args: ['--new-window'], hexInput: true },
  { name: 'l3afpad', args: [], hexInput: true },
  { name: 'leafpad', args: [], hexInput: true },
  { name: 'featherpad', args: ['--standalone'], hexInput: false },
  { name: 'kwrite', args: [], hexInput: false },
  { name: 'kate', args: ['--new', '--block'], hexInput: false },
];

/**
 * The first editor that is installed.
 * @returns {(Editor & { program: string }) | undefined}
 */
export function findEditor() {
  for (const editor of editors) {
    const program = findProgram([editor.name]);
    if (program !== undefined) return { ...editor, program };
  }
  return undefined;
}

/**
 * The environment of the editor: on X11, where xdotool can type; on no session bus, over which it would hand the file to
 * the user's open editor; with settings of its own, so that no last session comes back and no indentation is put in.
 * `temporary`: pluma finds the user's window by a socket in the folder for temporary files, whatever it is told.
 * With `keepOpen` also without the marks of this run, whose end it is to outlive.
 * @param {{ keepOpen: boolean, temporary: string }} options
 */
export function editorEnv({ keepOpen, temporary }) {
  const { WAYLAND_DISPLAY: _display, WAYLAND_SOCKET: _socket, ...env } = withUtf8(process.env);
  const kept = Object.entries(env).filter(([name]) => !(keepOpen && /^(ROTA|INPUT)_/.test(name)));
  return {
    ...Object.fromEntries(kept),
    TMPDIR: temporary,
    GDK_BACKEND: 'x11',
    QT_QPA_PLATFORM: 'xcb',
    GSETTINGS_BACKEND: 'memory',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    NO_AT_BRIDGE: '1',
  };
}
