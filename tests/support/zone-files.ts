import latest from 'moment-timezone/data/packed/latest.json' with { type: 'json' };

/** Zone data of another edition, as a person could install it: these zones have one offset for ever (minutes west of Greenwich, base 60). */
export function otherZones(version: string, fixed: Readonly<Record<string, string>> = {}): string {
  const zones = latest.zones.map((zone) => {
    const [name = ''] = zone.split('|');
    const west = fixed[name];
    return west === undefined ? zone : `${name}|LAW|${west}|0||1`;
  });
  return JSON.stringify({ ...latest, version, zones });
}

export interface CompiledShape {
  readonly version?: '\0' | '2' | '3' | '4';
  /** Seconds since 1970 and the offset from then on, in seconds. */
  readonly changes?: readonly (readonly [at: number, offset: number])[];
  readonly first?: number;
  readonly footer?: string;
  readonly leaps?: number;
}

/**
 * A compiled zone file as zic writes it (RFC 9636, 3): a block of 32-bit times, and from version 2 on one of 64 bits and a footer; readers
 * then ignore the first block.
 */
export function compiledZone({
  version = '2',
  changes = [],
  first = 0,
  footer = '',
  leaps = 0,
}: CompiledShape): Buffer {
  const block = (timeSize: 4 | 8, changes: readonly (readonly [number, number])[]): Buffer => {
    const head = Buffer.alloc(44);
    head.write(`TZif${version}`, 'latin1');
    [0, 0, leaps, changes.length, changes.length + 1, 4].forEach((count, index) =>
      head.writeUInt32BE(count, 20 + index * 4),
    );
    const times = Buffer.alloc(changes.length * timeSize);
    changes.forEach(([at], index) =>
      timeSize === 4 ? times.writeInt32BE(at, index * 4) : times.writeBigInt64BE(BigInt(at), index * 8),
    );
    const types = Buffer.from(changes.map((_, index) => index + 1));
    const offsets = Buffer.alloc((changes.length + 1) * 6);
    [first, ...changes.map(([, offset]) => offset)].forEach((offset, index) => offsets.writeInt32BE(offset, index * 6));
    return Buffer.concat([head, times, types, offsets, Buffer.from('LAW\0'), Buffer.alloc(leaps * (timeSize + 4))]);
  };
  if (version === '\0') return block(4, changes);
  return Buffer.concat([block(4, []), block(8, changes), Buffer.from(`\n${footer}\n`)]);
}
