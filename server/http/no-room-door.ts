import type { IncomingMessage, ServerResponse } from 'node:http';
import { connectorApi } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/said.ts';
import type { Clock } from '../engine/clock.ts';
import { keepsBodyBack } from './body-on-demand.ts';
import { errorAnswerOf } from './error-answer.ts';
import { listenOn, type Listening, type ListenOptions } from './listen.ts';

const sentence = said`The disk is full: Rota waits for room and starts by itself then. Free some space.`;

/** Stands at Rota's address while it cannot open its database for want of room: says so to everybody, and when to come back. */
export function listenWithoutRoom(options: ListenOptions, clock: Clock): Promise<Listening> {
  return listenOn(answer, options, clock);
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  if (keepsBodyBack(request)) response.setHeader('Connection', 'close');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Retry-After', '5');
  const [to = ''] = (request.url ?? '').split('?');
  if (to.toLowerCase() === connectorApi.health.path.toLowerCase())
    return json(response, 200, { message: 'Rota is up; the disk is full: it waits for room', status: 'UP' });
  if (request.method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? '')) return page(response);
  json(response, 507, errorAnswerOf(rotaError('NO_ROOM', sentence)));
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** The page itself cannot be had: it asks what is in the database. This one looks again by itself. */
function page(response: ServerResponse): void {
  response.writeHead(507, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
<meta name="color-scheme" content="light dark"><title>Rota: the disk is full · disk dolu</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:15vh auto;padding:0 1rem}</style>
<main><h1>The disk is full</h1>
<p>Rota waits for room and starts by itself then. Free some space on this computer; nothing is lost.</p>
<div lang="tr"><h2>Disk dolu</h2>
<p>Rota yer açılmasını bekliyor, sonra kendiliğinden başlar. Bu bilgisayarda yer açın; hiçbir şey kaybolmadı.</p></div></main></html>
`);
}
