/**
 * What the page asks of the desktop shell: only what a web page cannot know or do. Channel -> function.
 * electron/ipc-main.ts checks the sender of every call.
 */
export interface DesktopCalls {
  /** A one-time sign-in token for the page that the shell opened. */
  'session-token': () => Promise<string>;
  /** Opens the folder of a run's files; the run is named by id, never a path. */
  'show-run-folder': (runId: string) => Promise<void>;
  /** Opens the folder with data, logs and configuration. */
  'show-data-folder': () => Promise<void>;
  /** The native file dialog; null when cancelled. */
  'choose-file': (purpose: 'program' | 'folder' | 'value') => Promise<string | null>;
  'copy-text': (text: string) => Promise<void>;
  /** Changes the setting, and whether the computer starts Rota at sign-in. */
  'set-start-at-login': (isOn: boolean) => Promise<void>;
  /** Asks first while a robot runs. */
  quit: () => Promise<void>;
}

/** Events that the shell sends to the page. */
export interface DesktopEvents {
  /** Go to a place in the page: a hash such as `#/runs/…`. */
  navigate: string;
}

/** What preload puts on `window.desktop`; absent in a browser. */
export interface DesktopBridge {
  readonly platform: 'win32' | 'darwin' | 'linux';
  call<K extends keyof DesktopCalls>(channel: K, ...args: Parameters<DesktopCalls[K]>): ReturnType<DesktopCalls[K]>;
  on<K extends keyof DesktopEvents>(event: K, listener: (payload: DesktopEvents[K]) => void): () => void;
}
