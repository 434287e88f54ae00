import { desktopCapturer, screen } from 'electron';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Announcement } from '../contract/events.ts';
import type { Run } from '../contract/run.ts';
import { said, TranslatableError } from '../contract/translatable.ts';
import type { Engine, Say } from './server-face.ts';

/** A desktop run that just failed: a screenshot helps. Cancelled or skipped runs need none. */
export function deservesScreenshot(
  run: Run,
  facts: { readonly isOn: boolean; readonly usesDesktop: boolean },
): boolean {
  const hasFailed = run.outcome === 'failed' || run.outcome === 'timed-out';
  return facts.isOn && facts.usesDesktop && run.status === 'ended' && hasFailed && run.startedAt !== null;
}

/** Pictures after steps are this wide at most: there may be many of them. */
const stepWidth = 1600;
const jpegQuality = 75;

/** A picture of the first screen as JPEG. Rejects with the reason if the system gives none. */
export async function takeScreen(isWayland: boolean, widest = stepWidth): Promise<Uint8Array> {
  if (isWayland) throw new TranslatableError(noneOnWayland);
  const { size, scaleFactor } = screen.getPrimaryDisplay();
  const width = Math.min(widest, Math.round(size.width * scaleFactor));
  const thumbnailSize = { width, height: Math.round((width * size.height) / size.width) };
  const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize });
  if (source === undefined || source.thumbnail.isEmpty()) throw new TranslatableError(noneGiven);
  return source.thumbnail.toJPEG(jpegQuality);
}

const noneOnWayland = said`a Wayland session gives no program a picture of the screen unasked`;
const noneGiven = said`the system gave no picture: screen recording may not be allowed for Rota`;

/** Adds a screenshot to the artifacts of a desktop run that failed, if the settings say so. Returns its stopper. */
export function takeScreenshots(deps: {
  readonly engine: Pick<Engine, 'subscribe' | 'runs' | 'catalogue' | 'settings' | 'worker'>;
  readonly say: Say;
  readonly isWayland: boolean;
}): () => void {
  const { engine } = deps;
  /** Active runs: a late announcement of an older end must not take a screenshot. */
  const underWay = new Set<string>();
  return engine.subscribe((announcement: Announcement) => {
    if (announcement.type !== 'run') return;
    const { run } = announcement;
    // What another computer of a fleet runs was on its screen.
    if (run.worker !== engine.worker.status().id) return;
    if (run.status === 'running' || run.status === 'cancelling') underWay.add(run.id);
    if (run.status !== 'ended' || !underWay.delete(run.id)) return;
    const usesDesktop = engine.catalogue.find(run.process)?.usesDesktop === true;
    if (!deservesScreenshot(run, { isOn: engine.settings.get().screenshotOnFailure, usesDesktop })) return;
    take(run.id).catch((error: unknown) => deps.say('no screenshot could be taken of a failed run', error));
  });

  async function take(runId: string): Promise<void> {
    // A portal there would ask for permission each time, mostly with nobody at the screen.
    if (deps.isWayland) throw new TranslatableError(noneOnWayland);
    const { size, scaleFactor } = screen.getPrimaryDisplay();
    const [width, height] = [Math.round(size.width * scaleFactor), Math.round(size.height * scaleFactor)];
    const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width, height } });
    const folder = path.join(await engine.runs.folder(runId), 'artifacts');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const pictures = sources.map(({ thumbnail }) => thumbnail).filter((picture) => !picture.isEmpty());
    if (pictures.length === 0) throw new TranslatableError(noneGiven);
    for (const [index, picture] of pictures.entries()) {
      const file = path.join(folder, `screen-at-failure${index === 0 ? '' : `-${index + 1}`}.png`);
      await writeFile(file, picture.toPNG(), { mode: 0o600 });
    }
  }
}
