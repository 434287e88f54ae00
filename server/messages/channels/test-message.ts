import type { Language } from '../../../contract/language.ts';
import { said, saidIn } from '../../../contract/translatable.ts';
import { dictionaryOf } from '../../../contract/words/dictionary-of.ts';
import type { ChannelMessage } from '../channel-message.ts';

/** What "Send a test" sends. */
export async function testMessage(
  id: string,
  language: Language,
  names: { readonly channel: string; readonly worker: string },
): Promise<ChannelMessage> {
  const dictionary = await dictionaryOf(language);
  const inWords = (sentence: ReturnType<typeof said>) => saidIn(sentence, dictionary);
  return {
    id,
    language,
    severity: 'notice',
    title: inWords(said`Test from Rota`),
    lines: [
      inWords(said`This is a test: messages of Rota arrive here.`),
      inWords(said`Rota writes when a rule says so, for instance when a run fails for good.`),
    ],
    facts: [
      { name: inWords(said`Channel`), value: names.channel },
      { name: inWords(said`Worker`), value: names.worker },
    ],
    link: null,
    files: [],
    run: null,
  };
}
