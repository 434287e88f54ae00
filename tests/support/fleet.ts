import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { Announcement } from '../../contract/events.ts';
import { temporaryFolder } from '../store/fixture.ts';
import { cleanUpLater } from './cleanup.ts';
import { startRota, type TestServer } from './server.ts';
import { until } from './until.ts';

/** A run as the console tells it. */
export interface SeenRun {
  readonly id: string;
  readonly process: string;
  readonly scheduleId: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly attempt: number;
  readonly worker: string;
  readonly reason: { readonly code: string } | null;
  readonly progress: { readonly percent?: number; readonly text?: string } | null;
}

/**
 * Computers of one fleet, each with a folder of its own; the key of the first one is that of all. `urls`: the database as each of them
 * names it.
 */
export async function startFleet(
  t: TestContext,
  urls: readonly string[],
  env: Record<string, string> = {},
): Promise<TestServer[]> {
  const nodes: TestServer[] = [];
  const folder = await temporaryFolder(t);
  for (const [at, url] of urls.entries()) {
    const home = path.join(folder, `computer-${at}`);
    await mkdir(home);
    if (at > 0) await copyFile(path.join(nodes[0]!.home, 'secret.key'), path.join(home, 'secret.key'));
    const node = await startRota({ home, env: { ROTA_DATABASE: url, ...env } });
    cleanUpLater(t, () => node.stop({ keepHome: true }));
    nodes.push(node);
  }
  return nodes;
}

export const workerOf = async (node: TestServer): Promise<string> =>
  (await node.console<{ worker: { id: string } }>('GET', '/api/worker')).worker.id;

/** The run of a start, as one of the computers sees it; null while it sees none. */
export async function runOf(node: TestServer, spid: string): Promise<SeenRun | null> {
  const { runs } = await node.console<{ runs: SeenRun[] }>('GET', '/api/runs?limit=50');
  return runs.find(({ scheduleId }) => scheduleId === spid) ?? null;
}

export const runIn = (node: TestServer, spid: string, status: string, atMostMs?: number): Promise<SeenRun> =>
  until(
    `the run is ${status}`,
    async () => {
      const run = await runOf(node, spid);
      return run?.status === status ? run : null;
    },
    atMostMs,
  );

/** The header with which the command line of a computer is let in. */
export async function bearer(node: TestServer): Promise<{ authorization: string }> {
  const { token } = JSON.parse(await readFile(path.join(node.home, 'connection.json'), 'utf8')) as { token: string };
  return { authorization: `Bearer ${token}` };
}

/** What a computer announces to its pages from now on. */
export async function announcementsOf(t: TestContext, node: TestServer): Promise<Announcement[]> {
  const end = new AbortController();
  cleanUpLater(t, () => end.abort());
  const answer = await fetch(`${node.url}/api/events`, {
    headers: await bearer(node),
    signal: end.signal,
  });
  const heard: Announcement[] = [];
  let open = '';
  const text = answer.body!.pipeThrough(new TextDecoderStream());
  void (async () => {
    for await (const piece of text) {
      const frames = (open + piece).split('\n\n');
      open = frames.pop() ?? '';
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (data !== undefined) heard.push(JSON.parse(data) as Announcement);
      }
    }
  })().catch(() => {});
  await until('the first announcement', () => heard.length > 0);
  return heard;
}
