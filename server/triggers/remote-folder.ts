import type { RemoteTrigger } from '../../contract/remote-trigger.ts';
import type { Translatable } from '../../contract/translatable.ts';

// A folder on another computer, as triggers see it, whatever it is reached by.

export interface RemoteFile {
  readonly name: string;
  /** On the server. */
  readonly path: string;
  /** Size and time in one text: another one after every change. */
  readonly stamp: string;
}

/** An open connection. Its calls must not overlap. All reject with RemoteProblem, or with what was wrong on this computer. */
export interface RemoteFolder {
  /** The files in the folder, and in those inside if the trigger wants that. */
  list(): Promise<RemoteFile[]>;
  /** Into a file on this computer, which is there only once all of it is. */
  download(file: RemoteFile, target: string): Promise<void>;
  remove(file: RemoteFile): Promise<void>;
  /** Into another folder, which is made if need be; a name that is taken gets a number. */
  move(file: RemoteFile, into: string): Promise<void>;
  close(): void;
}

/** The texts of the secrets that a trigger refers to. */
export interface RemoteSecrets {
  readonly password: string | null;
  readonly privateKey: string | null;
  readonly passphrase: string | null;
}

/** Why a server cannot be used, and what to do. Never with a secret. */
export class RemoteProblem extends Error {
  readonly sentence: Translatable;
  /** It does not go away by itself: it is told of at once. */
  readonly isLasting: boolean;
  /** A server that gets wrong passwords too often locks the user out. */
  readonly isLogin: boolean;
  /** The server answered, and does not do it. */
  readonly isRefusal: boolean;

  constructor(
    sentence: Translatable,
    how: { readonly isLasting?: boolean; readonly isLogin?: boolean; readonly isRefusal?: boolean } = {},
  ) {
    super('the server of a trigger cannot be used');
    this.sentence = sentence;
    this.isLogin = how.isLogin === true;
    this.isRefusal = how.isRefusal === true;
    this.isLasting = how.isLasting === true || this.isLogin;
  }
}

export const placeOf = ({ host, port }: Pick<RemoteTrigger, 'host' | 'port'>): string => `${host}:${port}`;

/** A path inside a folder of a server. */
export const joined = (folder: string, name: string): string =>
  folder.endsWith('/') ? folder + name : `${folder}/${name}`;

const mostNumbers = 10_000;

/** A name that is free there: `a.xml`, else `a (2).xml`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const dot = name.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 2; number <= mostNumbers; number += 1)
    if (!taken.has(`${stem} (${number})${end}`)) return `${stem} (${number})${end}`;
  throw new Error(`there are too many files of the name ${name}`);
}
