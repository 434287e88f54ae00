import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import express from 'express';
import { z } from 'zod';
import { importBody, type ImportAnswer } from '../../contract/upkeep.ts';
import type { Announcement } from '../../contract/events.ts';
import { readWindowsTasks, readWindowsTasksInSteps } from '../../server/domain/import/import-windows-task.ts';
import { readJson, readJsonInSteps } from '../../server/domain/start/lenient-json.ts';
import { daysOfCalendar } from '../../server/engine/time/calendars/ical-days.ts';
import { answerJson } from '../../server/http/answers/answer-json.ts';
import { exportOf, icsOf, tasksOf } from '../bench/loop-requests.ts';
import { createRig, operator } from './rig.ts';

/** The results of the steps, and how often they could have been interrupted. */
function through<R>(steps: Generator<void, R>): { turns: number; result: R } {
  for (let turns = 0; ; turns += 1) {
    const step = steps.next();
    if (step.done === true) return { turns, result: step.value };
  }
}

/** How often the event loop had a turn meanwhile. */
async function turnsOf<T>(work: () => Promise<T>): Promise<{ turns: number; result: T }> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const result = await work();
  isOver = true;
  return { turns, result };
}

async function answered(t: TestContext, schema: z.ZodType, value: unknown): Promise<Response> {
  const app = express();
  app.get('/', (_request, response) => answerJson(response, schema, value));
  // The thrown error does not belong in this test's output.
  app.use(((_error, _request, _response, _next) => undefined) satisfies express.ErrorRequestHandler);
  const server = createServer(app).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test('a long answer is checked and written a few rows at a time, and is what it would be in one go', async (t) => {
  let atOnce = 0;
  let most = 0;
  const counted = z.object({ id: z.number(), note: z.string().optional() }).transform((row) => {
    if ((atOnce += 1) === 1) setImmediate(() => (atOnce = 0));
    most = Math.max(most, atOnce);
    return row;
  });
  const schema = z.object({
    rows: z.array(counted),
    lanes: z.array(z.object({ marks: z.array(counted) })),
    next: z.null(),
    more: z.string().optional(),
  });
  const rows = numbers(1000).map((id) => ({ id, secret: 'stays', ...(id % 2 === 0 ? { note: 'Işık "x"' } : {}) }));
  const value = { rows, lanes: [{ marks: rows, other: 1 }, { marks: [] }], next: null, kept: 'in the house' };
  const answer = await answered(t, schema, value);
  const text = await answer.text();
  assert.ok(most <= 25, `${most} rows at once`);
  assert.equal(text, JSON.stringify(schema.parse(value)));
  assert.equal(answer.headers.get('content-length'), String(Buffer.byteLength(text)));
});

test('an answer to somebody who reads slowly leaves nobody listening to it, however often it waits', async (t) => {
  const schema = z.object({ rows: z.array(z.string()) });
  const listening: number[] = [];
  const app = express();
  app.get('/', async (_request, response) => {
    const before = response.listenerCount('close');
    await answerJson(response, schema, { rows: numbers(200).map(() => 'x'.repeat(100_000)) });
    listening.push(before, response.listenerCount('close'));
    over();
  });
  let over = (): void => undefined;
  const isOver = new Promise<void>((resolve) => (over = resolve));
  const server = createServer(app).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  assert.equal((await answer.arrayBuffer()).byteLength, 200 * 100_003 + 10);
  await isOver;
  assert.equal(listening[1], listening[0]);
});

test('lists that come bit by bit are sent as they come; where one breaks off, the answer is cut and not whole', async (t) => {
  const schema = z.object({ name: z.string(), rows: z.array(z.object({ id: z.number() })) });
  async function* pages(fails: boolean) {
    yield numbers(30).map((id) => ({ id }));
    yield await Promise.resolve([{ id: 99 }]);
    if (fails) throw new Error('the disk is gone');
  }
  const whole = await answered(t, schema, { name: 'x', rows: pages(false) });
  assert.equal(((await whole.json()) as { rows: unknown[] }).rows.length, 31);
  const empty = await answered(t, schema, { name: 'x', rows: (async function* () {})() });
  assert.deepEqual(await empty.json(), { name: 'x', rows: [] });
  await assert.rejects(answered(t, schema, { name: 'x', rows: pages(true) }).then((answer) => answer.text()));
});

test('a long body is read as a short one is, in steps: same value, same keys given twice, same place of what is wrong', () => {
  const body = JSON.stringify({
    name: 'Ünal',
    values: { a: 1.5, long: 'ğ'.repeat(40_000), list: numbers(20_000), id: 1234567890 },
    document: exportOf(300),
    empty: [{}, [], '', null, true],
  });
  const texts = [
    body,
    ` \n${body.replaceAll(',', ' ,\r\n\t')} `,
    '[]',
    '{"a":1,"a":2,"values":{"b":1,"b":2}}',
    body.replace('"name"', '"values":1,"name"'),
    body.slice(0, -1),
    body.slice(0, 90_000),
    `${body}]`,
    body.replace('"Imported 200"', '"Imported\n200"'),
    body.replace('"process":"Robot 0"', '"process":Robot'),
    body.replace('[0,1,2,', '[0,1,,2,'),
    `{"deep":${'['.repeat(120)}${']'.repeat(120)}}`,
    '{"number":12345678901234567890,"of":1.10}',
    '\uFEFF{"marked":true}',
    '',
  ];
  for (const text of texts) {
    const { result } = through(readJsonInSteps(Buffer.from(text), false));
    if (text !== '') assert.deepEqual(result, readJson(text, false), text.slice(0, 60));
  }
  const { turns } = through(readJsonInSteps(Buffer.from(body), true));
  assert.ok(turns >= Math.floor(body.length / 100_000), `${turns} turns for ${body.length} signs`);
  const many = through(readJsonInSteps(Buffer.from(body), true, 5000)).result;
  assert.match(many.ok ? '' : many.error.message, /at most 5000 entries/);
});

test('Windows tasks are read a few at a time, and are what they are all at once', () => {
  const text = tasksOf(95).replace('<Tasks>', '<Tasks><!-- \\Jobs\\Job <Task> 0 -->');
  const { turns, result } = through(readWindowsTasksInSteps(text, { timezone: 'Europe/Istanbul' }));
  assert.equal(turns, 11);
  const whole = readWindowsTasks(text.replace('<Tasks>', '<Tasks><![CDATA[ ]]>'), { timezone: 'Europe/Istanbul' });
  assert.equal(result.schedules.length, 95);
  assert.deepEqual(result, whole);
  assert.throws(() => readWindowsTasks(text.replace('</Task>', ''), { timezone: 'UTC' }), /not well-formed|not taken/);
});

test('a calendar of a thousand events lets others have their turn, and a zone that it defines counts for each of them', async () => {
  const zone =
    'BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n';
  const ics = icsOf(1000)
    .replace('BEGIN:VEVENT', `${zone}BEGIN:VEVENT`)
    .replace(
      /DTSTART;VALUE=DATE:(\d{8})\r\nSUMMARY:Day 7\r\n/,
      'DTSTART;TZID=Own:$1T000000\r\nDTEND;TZID=Own:$1T235959\r\nSUMMARY:Day 7\r\n',
    );
  const window = { from: '2026-01-01', to: '2031-01-01' };
  const { turns, result } = await turnsOf(() => daysOfCalendar(ics, window));
  assert.ok(turns >= 50, `${turns} turns`);
  assert.equal(result.events, 1000);
  const few = await daysOfCalendar(icsOf(90), window);
  const { days } = await daysOfCalendar(icsOf(190), window);
  for (const { day } of few.days)
    assert.ok(
      days.some((one) => one.day === day),
      day,
    );
});

test('thousands of schedules are taken in slice by slice, go out page by page, and come back as the same', async (t) => {
  const rig = await createRig(t);
  const engine = rig.engine();
  const told: Announcement[] = [];
  engine.subscribe((announcement) => void told.push(announcement));
  const take = (document: unknown, isDryRun: boolean) =>
    engine.exchange.import(importBody.parse({ kind: 'rota', document, isDryRun, progress: 'mine' }), operator);
  const counts = ({ changes }: ImportAnswer) =>
    Object.fromEntries([...Map.groupBy(changes, ({ change }) => change)].map(([change, all]) => [change, all.length]));
  const document = exportOf(2500, 40);
  const paused = document.schedules.find(({ draft }) => draft.name === 'Imported 7');
  Object.assign(paused!, { isPaused: true });

  const looked = await turnsOf(() => take(document, true));
  assert.deepEqual(counts(looked.result), { add: 2540 });
  assert.ok(looked.turns >= 150, `${looked.turns} turns`);
  assert.equal((await engine.schedules.list({ filter: 'all', q: 'Imported', limit: 5000 })).rows.length, 0);
  assert.deepEqual(counts(await take(document, false)), { add: 2540 });
  const progress = told.filter((one) => one.type === 'import');
  assert.deepEqual(
    progress.map(({ done, isOver }) => [done, isOver]),
    [1000, 2000, 2500, 1000, 2000, 2500].map((done) => [done, done === 2500]),
  );
  assert.ok(progress.every(({ token, total }) => token === 'mine' && total === 2500));

  const { rows, next } = await engine.schedules.list({ filter: 'all', q: 'Imported', limit: 5000 });
  assert.deepEqual([rows.length, next], [2500, null]);
  assert.ok(
    rows.every(({ due }) => due !== null),
    'each has its next time',
  );
  assert.deepEqual(
    rows.filter(({ state }) => state === 'paused').map(({ name }) => name),
    ['Imported 7'],
  );

  const { schedules, ...frame } = engine.exchange.export(operator);
  const pages: unknown[][] = [];
  for await (const page of schedules) pages.push(page);
  assert.ok(pages.length >= 10 && pages.every(({ length }) => length <= 250), `${pages.length} pages`);
  assert.deepEqual(counts(await take({ ...frame, schedules: pages.flat() }, false)), {
    same: pages.flat().length + frame.processes.length,
  });
  assert.deepEqual(rig.troubles, []);
});
