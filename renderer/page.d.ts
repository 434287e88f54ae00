/// <reference types="vite/client" />
import type { DesktopBridge } from '../contract/desktop.ts';

declare global {
  interface Window {
    /** Set by the desktop app's preload script; absent in a browser. */
    readonly desktop?: DesktopBridge;
  }
}
