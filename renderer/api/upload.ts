import { streams } from '../../contract/api.ts';
import type { FileValue } from '../../contract/file-value.ts';
import { CallError, refusal } from './client.ts';

/** Stores a file on the server, so that values can refer to it. Throws CallError. */
export async function uploadFile(file: File): Promise<FileValue> {
  const url = `${streams.upload.path}?${new URLSearchParams({ name: file.name }).toString()}`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch(() => {
    throw new CallError('OFFLINE', 0, 'The scheduler cannot be reached.', []);
  });
  const json: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw refusal(answer.status, json);
  return (json as { file: FileValue }).file;
}
