import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { rotaError } from '../../contract/errors.ts';
import { said, type Translatable } from '../../contract/translatable.ts';

/** What a computer needs to join: where the database is, and the key that opens the fleet's secrets. */
export interface JoinCode {
  /** `postgres://…`, perhaps without a password. */
  readonly address: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

const beginning = 'rota-fleet-';
const version = 1;
const keyBytes = 32;
const sumBytes = 4;

/** `rota-fleet-1-` and, in base64url, the key, the address, and a check sum of all of it. */
export function printJoinCode({ address, key }: JoinCode): string {
  const body = Buffer.concat([key, Buffer.from(address, 'utf8')]);
  return `${beginning}${version}-${Buffer.concat([body, sumOf(body)]).toString('base64url')}`;
}

/** Line breaks and blanks of a mail are ignored. Throws BODY_INVALID with what is wrong; never quotes the code. */
export function readJoinCode(text: string): JoinCode {
  const code = text.replace(/\s+/g, '');
  const found = /^rota-fleet-(\d+)-(.*)$/i.exec(code);
  if (found === null)
    throw refused(
      /^postgres(ql)?:/i.test(code)
        ? said`this is the address of a database, not a join code: "rota fleet create" makes a fleet there, "rota fleet status --code" of a computer in the fleet shows its code`
        : said`this is not a join code: it begins with ${beginning}. Ask a computer of the fleet for it with "rota fleet status --code", or in its Settings, Fleet`,
    );
  if (Number(found[1]) !== version)
    throw refused(
      said`this join code was made by another Rota (version ${found[1] ?? ''}, this one reads ${version}): install that Rota here`,
    );
  const bytes = Buffer.from(found[2] ?? '', 'base64url');
  const body = bytes.subarray(0, -sumBytes);
  const isWhole =
    /^[A-Za-z0-9_-]*$/.test(found[2] ?? '') &&
    body.length > keyBytes &&
    bytes.subarray(-sumBytes).equals(sumOf(body)) &&
    bytes.toString('base64url') === found[2];
  if (!isWhole)
    throw refused(
      said`this join code is mistyped or not whole: copy all of it once more, from ${beginning} to its end`,
    );
  return { key: new Uint8Array(body.subarray(0, keyBytes)), address: body.subarray(keyBytes).toString('utf8') };
}

function sumOf(body: Uint8Array): Buffer {
  const sum = Buffer.alloc(sumBytes);
  sum.writeUInt32BE(crc32(body));
  return sum;
}

const refused = (why: Translatable) => rotaError('BODY_INVALID', why, 'code');

/** To compare keys without showing them: `1A2B-3C4D-5E6F`. */
export const fingerprintOf = (key: Uint8Array): string =>
  createHash('sha256')
    .update('rota fleet')
    .update(key)
    .digest('hex')
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');
