import { said } from '../../../contract/translatable.ts';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import { noteOf } from '../../domain/import/import-set.ts';
import { exportedChannel } from '../configuration/channel-exchange.ts';
import type { ExchangeDeps } from './exchange-rows.ts';
import { nameIn, refused, stepOf, type Step } from './import-step.ts';

/** A channel of the set. Its secrets are never in a document: those of a present one are kept. */
export function channelStep(given: unknown, { channels }: Pick<ExchangeDeps, 'channels'>): Step {
  const read = channels.readImported(given);
  if (!read.ok) return refused('channel', nameIn(given), noteOfDetails(read.details));
  const { channel, present, needsSecrets } = read;
  const note = noteOf(
    needsSecrets
      ? said`is switched off until its passwords, tokens or address are entered: files never hold them`
      : null,
  );
  const before = present === null ? null : exportedChannel(present);
  return stepOf('channel', channel.title, before, exportedChannel(channel), note, (caller) =>
    channels.takeImported(channel, caller),
  );
}
