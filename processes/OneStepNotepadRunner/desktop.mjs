// The only entry to the desktop: the same order on every platform.
import { typeOnLinux } from './desktop-linux.mjs';
import { typeOnMac } from './desktop-mac.mjs';
import { typeOnWindows } from './desktop-windows.mjs';

/**
 * What to type, and where. `file` exists and is empty; `screenshotFile` is a PNG that is made if possible.
 * @typedef {object} Order
 * @property {string} file
 * @property {string} text
 * @property {number} delayMs
 * @property {boolean} keepOpen
 * @property {string} screenshotFile
 * @property {AbortSignal} signal
 */

/**
 * Either the editor has saved the text in the file, or `why` is a sentence on why that is impossible here.
 * @typedef {{ typed: true, editor: string } | { typed: false, why: string }} Typed
 */

/**
 * Types the text into the platform's editor, saves and closes it. Whatever the answer, and also when cancelled,
 * no editor of the robot's is left open (save with `keepOpen`).
 * @param {Order} order
 * @returns {Promise<Typed>}
 */
export async function typeInEditor(order) {
  try {
    switch (process.platform) {
      case 'win32':
        return await typeOnWindows(order);
      case 'darwin':
        return await typeOnMac(order);
      default:
        return await typeOnLinux(order);
    }
  } catch (error) {
    if (order.signal.aborted) throw order.signal.reason;
    return { typed: false, why: error instanceof Error ? error.message : String(error) };
  }
}
