import { randomUUID } from 'node:crypto';
import type { ChannelFile } from '../channel-message.ts';

/** A field of a form: text, or a file. */
export interface FormPart {
  readonly name: string;
  readonly content: string | ChannelFile;
}

/** A form as browsers send it (multipart/form-data, RFC 7578), file names in UTF-8. */
export function multipart(parts: readonly FormPart[]): { readonly body: Buffer; readonly contentType: string } {
  const boundary = `rota-${randomUUID()}`;
  const chunks = parts.flatMap(({ name, content }) => {
    const isText = typeof content === 'string';
    const file = isText ? '' : `; filename="${quoted(content.name)}"\r\ncontent-type: ${content.mediaType}`;
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"${file}\r\n\r\n`;
    return [Buffer.from(head), isText ? Buffer.from(content) : content.content, Buffer.from('\r\n')];
  });
  return {
    body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

const quoted = (name: string): string =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('\0', '');

/** The files that fit together, the first ones first. */
export function fitting(files: readonly ChannelFile[], mostBytes: number): ChannelFile[] {
  let left = mostBytes;
  return files.filter(({ content }) => {
    if (content.length > left) return false;
    left -= content.length;
    return true;
  });
}
