import { spokenOf } from '../../contract/language.ts';
import type { Dictionary } from '../../contract/translatable.ts';
import { dictionaryOf } from '../../contract/words/dictionary-of.ts';
import type { Config } from '../config.ts';

/** The words of the language that the page is set to; where it follows the system, of the computer's. */
export async function dictionaryFor({ home, environment }: Config): Promise<Dictionary> {
  const { checkConfiguration } = await import('../start.ts');
  const configuration = await checkConfiguration(home).catch(() => null);
  const chosen = configuration?.settings?.language ?? 'system';
  const { LC_ALL = '', LC_MESSAGES = '', LANG = '' } = environment;
  const language = chosen === 'system' ? spokenOf([LC_ALL || LC_MESSAGES || LANG]) : chosen;
  return dictionaryOf(language);
}
