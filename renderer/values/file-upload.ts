import { createContext, useContext } from 'react';
import type { FileValue } from '../../contract/file-value.ts';

/** Uploads a chosen file and returns its reference for the values. Throws the server's refusal. */
export type UploadFile = (file: File) => Promise<FileValue>;

const notHere: UploadFile = () => Promise.reject(new Error('no file can be kept here'));

const FileUpload = createContext<UploadFile>(notHere);
export const FileUploadProvider = FileUpload.Provider;
export const useFileUpload = (): UploadFile => useContext(FileUpload);
