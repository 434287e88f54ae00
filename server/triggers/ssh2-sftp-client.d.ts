/** What is used of it: the package brings no types. */
declare module 'ssh2-sftp-client' {
  interface Listed {
    /** `-` file, `d` folder, `l` link. */
    readonly type: string;
    readonly name: string;
    readonly size: number;
    /** Epoch ms, in whole seconds. */
    readonly modifyTime: number;
  }

  interface Config {
    readonly host: string;
    readonly port: number;
    readonly username: string;
    readonly password?: string;
    readonly privateKey?: string;
    readonly passphrase?: string;
    readonly tryKeyboard?: boolean;
    readonly readyTimeout?: number;
    readonly keepaliveInterval?: number;
    readonly hostHash?: 'sha256';
    readonly hostVerifier?: (hex: string) => boolean;
  }

  type Callbacks = Readonly<Record<'error' | 'end' | 'close', (error?: Error) => void>>;

  export default class SftpClient {
    constructor(name: string, callbacks: Callbacks);
    connect(config: Config): Promise<unknown>;
    on(event: string, listener: (...given: never[]) => void): void;
    list(folder: string): Promise<Listed[]>;
    /** Empty if there is nothing of that name. */
    realPath(path: string): Promise<string>;
    exists(path: string): Promise<false | '-' | 'd' | 'l'>;
    stat(path: string): Promise<{ readonly size: number; readonly modifyTime: number; readonly isFile: boolean }>;
    fastGet(remote: string, local: string): Promise<string>;
    mkdir(path: string, isRecursive: boolean): Promise<string>;
    rename(from: string, to: string): Promise<string>;
    delete(path: string): Promise<string>;
    end(): Promise<boolean>;
  }
}
