/** Whose something is, as it is stored: `client:` and the identity of a client, or `person:` and the way by which people came in. */
export type Owner = `client:${string}` | `person:${string}`;

/** A client is known by an identity that is made with it; those of older builds had none, and are known by their user. */
export const clientOwner = ({ id, user }: { readonly id?: string | undefined; readonly user: string }): Owner =>
  `client:${id ?? user}`;

/** People at this computer own together: each of them may see and change all. */
export const personOwner = (name: string): Owner => `person:${name.toLowerCase()}`;

/** A client as far as it can have made something. */
export interface PossibleOwner {
  readonly id?: string | undefined;
  readonly name: string;
  readonly user: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** Who a row of an older build belongs to, of which only the name is known: the one client that bore that name when it was made, else nobody. */
export function ownerByName(name: string, madeAt: number, clients: readonly PossibleOwner[]): Owner | null {
  const possible = clients.filter(
    (client) =>
      client.name === name && client.createdAt <= madeAt && (client.revokedAt === null || client.revokedAt >= madeAt),
  );
  const [only, ...others] = possible;
  return only === undefined || others.length > 0 ? null : clientOwner(only);
}
