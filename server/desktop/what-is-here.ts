import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { said, type Translatable } from '../../contract/translatable.ts';
import { output } from '../runner/program-output.ts';

export interface HereDeps {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string>>;
  /** The folder of the processes that come with Rota. */
  readonly processes: string;
  readonly homeFolder: string;
}

const withinMs = 20_000;

type Editor = { readonly name: string } | { readonly why: Translatable };

/** What this computer offers to somebody who begins. Nothing of it rejects. */
export function createWhatIsHere({ platform, environment, processes, homeFolder }: HereDeps) {
  const hasProgram = (name: string) =>
    (environment['PATH'] ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, name)));

  async function linuxEditor(): Promise<Editor> {
    const { DISPLAY = '', WAYLAND_DISPLAY = '' } = environment;
    if (DISPLAY === '')
      return { why: WAYLAND_DISPLAY === '' ? said`no screen here` : said`a Wayland session without XWayland` };
    const file = path.join(processes, 'OneStepNotepadRunner', 'linux-editors.mjs');
    const { editors } = (await import(pathToFileURL(file).href)) as { editors: readonly { name: string }[] };
    const found = editors.find(({ name }) => hasProgram(name));
    if (found === undefined) return { why: said`no text editor installed that the example knows, such as mousepad` };
    return hasProgram('xdotool') ? { name: found.name } : { why: said`xdotool is not installed` };
  }

  return {
    async editor(): Promise<Editor> {
      if (platform === 'win32') return { name: 'Notepad' };
      if (platform === 'darwin') return { name: 'TextEdit' };
      return linuxEditor().catch(() => ({ why: said`no screen here` }));
    },
    async crontab(): Promise<string | null> {
      if (platform === 'win32') return null;
      const text = await output('crontab', ['-l'], { env: environment, timeoutMs: withinMs });
      return text.split('\n').some((line) => /^\s*[^#\s]/.test(line)) ? text : null;
    },
    missingFor(template: string): Translatable | null {
      if (template !== 'WebForm' || hasPlaywright(homeFolder)) return null;
      return said`Playwright is not installed: run "npm install playwright" and "npx playwright install chromium" in ${homeFolder}`;
    },
  };
}

/** Where the robot looks for it, too. */
function hasPlaywright(folder: string): boolean {
  const { resolve } = createRequire(path.join(folder, 'robot.mjs'));
  return ['playwright', 'playwright-core'].some((name) => {
    try {
      return resolve(name) !== '';
    } catch {
      return false;
    }
  });
}
