import type { FetchMessageObject } from 'imapflow';
import { oneLine } from '../domain/message-text.ts';

/** Sender and subject of a mail, as they are shown. */
export function headOf({ envelope }: FetchMessageObject): { readonly from: string; readonly subject: string } {
  const [sender] = envelope?.from ?? [];
  const [name, address] = [oneLine(sender?.name ?? ''), oneLine(sender?.address ?? '')];
  return { from: name === '' ? address : `${name} <${address}>`, subject: oneLine(envelope?.subject ?? '') };
}
