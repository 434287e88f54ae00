import type { IncomingMessage, ServerResponse } from 'node:http';
import { connectorApi } from '../../../contract/api.ts';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import { keepsBodyBack } from '../body/body-on-demand.ts';
import { errorAnswerOf } from '../answers/error-answer.ts';
import { listenOn, type Listening, type ListenOptions } from './listen.ts';

/** A fault that keeps Rota from starting and may pass: the disk is full, or was mounted read-only, or the fleet's database is away. */
export type DiskFault = 'full' | 'read-only' | 'database-away';

interface Words {
  readonly code: 'NO_ROOM' | 'STORAGE_UNAVAILABLE';
  readonly status: number;
  readonly sentence: Translatable;
  readonly health: string;
  readonly en: readonly [title: string, text: string];
  readonly tr: readonly [title: string, text: string];
}

const words: Readonly<Record<DiskFault, Words>> = {
  full: {
    code: 'NO_ROOM',
    status: 507,
    sentence: said`The disk is full: Rota waits for room and starts by itself then. Free some space.`,
    health: 'Rota is up; the disk is full: it waits for room',
    en: [
      'The disk is full',
      'Rota waits for room and starts by itself then. Free some space on this computer; nothing is lost.',
    ],
    tr: [
      'Disk dolu',
      'Rota yer açılmasını bekliyor, sonra kendiliğinden başlar. Bu bilgisayarda yer açın; hiçbir şey kaybolmadı.',
    ],
  },
  'read-only': {
    code: 'STORAGE_UNAVAILABLE',
    status: 503,
    sentence: said`The data folder is read-only: Rota waits until it can be written and starts by itself then.`,
    health: 'Rota is up; the data folder is read-only: it waits until it can be written',
    en: [
      'The data folder is read-only',
      'Rota waits until it can be written and starts by itself then. Make it writable again; nothing is lost.',
    ],
    tr: [
      'Veri klasörü salt okunur',
      'Rota yazılabilmesini bekliyor, sonra kendiliğinden başlar. Klasörü yeniden yazılabilir yapın; hiçbir şey kaybolmadı.',
    ],
  },
  'database-away': {
    code: 'STORAGE_UNAVAILABLE',
    status: 503,
    sentence: said`The fleet's database does not answer: Rota waits for it and starts by itself then.`,
    health: 'Rota is up; the database of the fleet does not answer: it waits for it',
    en: [
      'The fleet’s database does not answer',
      'Rota waits for it and starts by itself then. See to its server, or to the network between; nothing is lost.',
    ],
    tr: [
      'Filonun veritabanı yanıt vermiyor',
      'Rota onu bekliyor, sonra kendiliğinden başlar. Sunucusuna ya da aradaki ağa bakın; hiçbir şey kaybolmadı.',
    ],
  },
};

/**
 * Answers at Rota's address while the database cannot be opened because nothing can be written: says so to all callers, and when to retry.
 */
export function listenWithFullDisk(options: ListenOptions, want: DiskFault, clock: Clock): Promise<Listening> {
  return listenOn((request, response) => answer(words[want], request, response), options, clock);
}

function answer(why: Words, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  if (keepsBodyBack(request)) response.setHeader('Connection', 'close');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Retry-After', '5');
  const [to = ''] = (request.url ?? '').split('?');
  if (to.toLowerCase() === connectorApi.health.path.toLowerCase())
    return json(response, 200, { message: why.health, status: 'UP' });
  if (request.method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? '')) return page(why, response);
  json(response, why.status, errorAnswerOf(rotaError(why.code, why.sentence)));
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** The real page needs the database. This one polls by itself. */
function page({ status, en, tr }: Words, response: ServerResponse): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
<meta name="color-scheme" content="light dark"><title>Rota: ${en[0]} · ${tr[0]}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:15vh auto;padding:0 1rem}</style>
<main><h1>${en[0]}</h1>
<p>${en[1]}</p>
<div lang="tr"><h2>${tr[0]}</h2>
<p>${tr[1]}</p></div></main></html>
`);
}
