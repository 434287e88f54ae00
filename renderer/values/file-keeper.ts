import { createContext, useContext } from 'react';
import type { FileValue } from '../../contract/file-value.ts';

/** Keeps a chosen file and gives what stands for it among the values. Throws what the server refused. */
export type KeepFile = (file: File) => Promise<FileValue>;

const notHere: KeepFile = () => Promise.reject(new Error('no file can be kept here'));

const FileKeeper = createContext<KeepFile>(notHere);
export const FileKeeperProvider = FileKeeper.Provider;
export const useFileKeeper = (): KeepFile => useContext(FileKeeper);
