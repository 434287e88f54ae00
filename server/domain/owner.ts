/** The stored owner of something: `client:` or `user:` and an identity, or `person:` and how whoever has the computer came. */
export type Owner = `client:${string}` | `user:${string}` | `person:${string}`;

/** A client gets its identity when it is created; a client of an older build has none and is identified by its user. */
export const clientOwner = ({ id, user }: { readonly id?: string | undefined; readonly user: string }): Owner =>
  `client:${id ?? user}`;

/** A user's identity is never reused. */
export const userOwner = (id: string): Owner => `user:${id}`;

/** People at this computer share ownership: each of them may see and change everything. */
export const personOwner = (name: string): Owner => `person:${name.toLowerCase()}`;

/** The facts that decide whether a client can be the owner. */
export interface PossibleOwner {
  readonly id?: string | undefined;
  readonly name: string;
  readonly user: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** The owner of a row of an older build, which stores only a name: the one client that had that name when the row was made, else nobody. */
export function ownerByName(name: string, madeAt: number, clients: readonly PossibleOwner[]): Owner | null {
  const possible = clients.filter(
    (client) =>
      client.name === name && client.createdAt <= madeAt && (client.revokedAt === null || client.revokedAt >= madeAt),
  );
  const [only, ...others] = possible;
  return only === undefined || others.length > 0 ? null : clientOwner(only);
}
