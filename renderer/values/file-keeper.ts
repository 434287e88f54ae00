import { createContext, useContext } from 'react';
import type { FileValue } from '../../contract/file-value.ts';

/** Uploads a chosen file and returns its reference for the values. Throws the server's refusal. */
export type KeepFile = (file: File) => Promise<FileValue>;

const notHere: KeepFile = () => Promise.reject(new Error('no file can be kept here'));

const FileKeeper = createContext<KeepFile>(notHere);
export const FileKeeperProvider = FileKeeper.Provider;
export const useFileKeeper = (): KeepFile => useContext(FileKeeper);
