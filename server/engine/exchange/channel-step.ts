import { said } from '../../../contract/translatable.ts';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import { noteOf } from '../../domain/import/import-set.ts';
import { exportedChannel } from '../configuration/channel-exchange.ts';
import type { ExchangeDeps } from './exchange-rows.ts';
import { nameIn, refused, stepOf, type Step } from './import-step.ts';

export interface ChannelStep {
  readonly step: Step;
  /** Its id in the document; null if it is refused. */
  readonly from: string | null;
  readonly to: { readonly id: string; readonly title: string } | null;
}

/** A channel of the set, and which id of the document it has. Its secrets are never in a document: those of a present one are kept. */
export function channelStep(given: unknown, { channels }: Pick<ExchangeDeps, 'channels'>): ChannelStep {
  const read = channels.readImported(given);
  if (!read.ok) return { step: refused('channel', nameIn(given), noteOfDetails(read.details)), from: null, to: null };
  const { channel, present, needsSecrets } = read;
  const note = noteOf(
    needsSecrets
      ? said`is switched off until its passwords, tokens or address are entered: files never hold them`
      : null,
  );
  const before = present === null ? null : exportedChannel(present);
  const step = stepOf('channel', channel.title, before, exportedChannel(channel), note, (caller) =>
    channels.takeImported(channel, caller),
  );
  return { step, from: (given as { id: string }).id, to: { id: channel.id, title: channel.title } };
}
