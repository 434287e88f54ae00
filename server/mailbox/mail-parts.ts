import type { MessageStructureObject } from 'imapflow';

/** An attached file of a mail, by what its server says of it. */
export interface MailFile {
  /** Where it is in the mail: `2`, `2.1`. */
  readonly part: string;
  /** As its sender wrote it: not safe as the name of a file. */
  readonly name: string;
}

export interface MailParts {
  readonly text: { readonly part: string; readonly isHtml: boolean } | null;
  readonly files: readonly MailFile[];
}

const mostDepth = 20;
/** A mail with more is read so far. */
const mostFiles = 200;

/** The readable text of a mail, plain if there is one, and its attached files. */
export function mailParts(structure: MessageStructureObject | undefined): MailParts {
  const files: MailFile[] = [];
  let plain: string | null = null;
  let html: string | null = null;

  function walk(node: MessageStructureObject, depth: number): void {
    const type = node.type.toLowerCase();
    if (type.startsWith('multipart/')) {
      if (depth < mostDepth) for (const child of node.childNodes ?? []) walk(child, depth + 1);
      return;
    }
    const part = node.part ?? '1';
    const disposition = node.disposition?.toLowerCase();
    const whole = node.dispositionParameters?.['filename'] ?? node.parameters?.['name'] ?? '';
    // Some programs write the whole path.
    const name = whole.split(/[\\/]/).at(-1)!.trim();
    // A logo in a signature is shown within the text.
    const isShown = type.startsWith('image/') && disposition !== 'attachment' && node.id !== undefined;
    if (!isShown && (disposition === 'attachment' || whole !== '')) {
      if (files.length < mostFiles) files.push({ part, name: name || nameless(type) });
    } else if (type === 'text/plain') plain ??= part;
    else if (type === 'text/html') html ??= part;
  }

  if (structure !== undefined) walk(structure, 0);
  const part = plain ?? html;
  return { text: part === null ? null : { part, isHtml: plain === null }, files };
}

const nameless = (type: string): string => (type === 'message/rfc822' ? 'mail.eml' : 'attachment');
