/// <reference types="vite/client" />
import type { DesktopBridge } from '../contract/desktop.ts';

declare global {
  interface Window {
    /** Put there by the desktop shell's preload; absent in a browser. */
    readonly desktop?: DesktopBridge;
  }
}
