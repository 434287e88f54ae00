// Invoice download: fetches a file from a web address into a folder.
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { input, progress, setOutput } from '../../lib/rota.mjs';
import { Unusable, filled, runRobot, whole } from '../robot.mjs';

await runRobot(async () => {
  const url = whole('url');
  if (!/^https?:\/\//.test(url))
    throw new Unusable(`“${url}” is not a web address: it begins with http:// or https://.`);
  const folder = path.resolve(whole('folder'));
  mkdirSync(folder, { recursive: true });
  const token = String(input('token', ''));
  progress(10, 'connecting');
  const answer = await fetch(url, token === '' ? {} : { headers: { authorization: `Bearer ${token}` } }).catch(
    (/** @type {Error} */ error) => {
      const why = error.cause instanceof Error ? error.cause.message : error.message;
      throw new Error(`${new URL(url).host} cannot be reached: ${why}. Check the address and the network.`);
    },
  );
  if (!answer.ok || answer.body === null) {
    const sentence = `${url} answered ${answer.status} ${answer.statusText}: check the address${answer.status === 401 || answer.status === 403 ? ' and the access token' : ''}.`;
    throw answer.status < 500 ? new Unusable(sentence) : new Error(sentence);
  }
  progress(30, 'downloading');
  const name = filled(String(input('fileName', '{date}-{name}')), { name: nameOf(answer) });
  const file = free(path.join(folder, name), input('overwrite', false) === true);
  // Under another name until it is whole: other programs watch such folders.
  const part = `${file}.part`;
  try {
    await pipeline(Readable.fromWeb(/** @type {any} */ (answer.body)), createWriteStream(part));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  renameSync(part, file);
  const { size } = statSync(file);
  setOutput('file', file);
  setOutput('bytes', size);
  progress(100, `${path.basename(file)}: ${size} bytes`);
});

/** The name that the server gives, else the end of the address. @param {Response} answer */
function nameOf(answer) {
  const given = answer.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(given)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(given)?.[1];
  const ending = new URL(answer.url).pathname.split('/').pop() ?? '';
  return decode(encoded ?? plain ?? ending) || 'download';
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The same path, or one with a number where a file is. @param {string} file @param {boolean} mayReplace */
function free(file, mayReplace) {
  const { dir, name, ext } = path.parse(file);
  let next = file;
  for (let n = 2; !mayReplace && existsSync(next); n += 1) next = path.join(dir, `${name} (${n})${ext}`);
  return next;
}
