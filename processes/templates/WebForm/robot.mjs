// Web form: fills in a form of a web page with Playwright and keeps a picture of the answer.
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { artifactsFolder, input, progress, setOutput } from '../../lib/rota.mjs';
import { Unusable, runRobot } from '../robot.mjs';

const withinMs = 30_000;

await runRobot(async () => {
  const chromium = await loadChromium();
  const page = String(input('page', '') ?? '');
  const url = page === '' ? new URL('sample.html', import.meta.url).href : page;
  progress(10, 'starting the browser');
  const browser = await start(chromium);
  try {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(withinMs);
    await tab.goto(url).catch((/** @type {Error} */ error) => {
      throw new Error(`${url} could not be opened: ${firstLine(error)}`);
    });
    const fields = Object.entries(/** @type {Record<string, unknown>} */ (input('fields', {}) ?? {}));
    for (const [index, [label, value]] of fields.entries()) {
      progress(20 + (50 * index) / fields.length, `filling in ${label}`);
      await tab
        .getByLabel(label, { exact: true })
        .fill(String(value))
        .catch((/** @type {Error} */ error) => {
          throw new Unusable(`The field “${label}” of ${url} could not be filled in: ${firstLine(error)}`);
        });
    }
    const submit = String(input('submit', 'Send'));
    progress(70, `pressing ${submit}`);
    await tab.getByRole('button', { name: submit, exact: true }).click();
    const expects = String(input('expects', '') ?? '');
    if (expects !== '')
      await tab
        .getByText(expects)
        .first()
        .waitFor()
        .catch(() => {
          throw new Error(`The text “${expects}” did not appear within ${withinMs / 1000} s after “${submit}”.`);
        });
    await tab.screenshot({ path: path.join(artifactsFolder(), 'answer.png'), fullPage: true });
    setOutput('title', await tab.title());
    setOutput('text', (await tab.locator('body').innerText()).slice(0, 2000));
    progress(100, 'done');
  } finally {
    await browser.close();
  }
});

/** @param {import('playwright-core').BrowserType} chromium */
async function start(chromium) {
  const executablePath = String(input('browser', '') ?? '');
  try {
    return await chromium.launch(executablePath === '' ? {} : { executablePath });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (/Executable doesn't exist/.test(message))
      throw new Unusable(
        'Playwright has no browser yet: run “npx playwright install chromium” where it is installed, or enter the program of a browser.',
      );
    throw new Unusable(`The browser could not be started: ${message.split('\n').slice(0, 3).join(' ')}`);
  }
}

/** Playwright, from where the user has installed it. @returns {Promise<import('playwright-core').BrowserType>} */
async function loadChromium() {
  const folder = String(input('playwrightFolder', '') || homedir());
  for (const from of [path.join(folder, 'robot.mjs'), import.meta.filename]) {
    for (const name of ['playwright', 'playwright-core']) {
      try {
        const file = createRequire(from).resolve(name);
        const module = await import(pathToFileURL(file).href);
        return module.chromium ?? module.default.chromium;
      } catch (error) {
        if (/** @type {{ code?: string }} */ (error).code !== 'MODULE_NOT_FOUND') throw error;
      }
    }
  }
  throw new Unusable(
    `Playwright is not installed in ${folder}: run “npm install playwright” and “npx playwright install chromium” there.`,
  );
}

/** @param {Error} error */
function firstLine({ message }) {
  return message.split('\n')[0];
}
