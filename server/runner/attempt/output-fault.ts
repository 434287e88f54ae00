import type { ExitFacts } from '../../../contract/run.ts';
import { inEnglish, type Fact, type Translatable } from '../../../contract/translatable.ts';
import type { Mask } from '../stdout/mask.ts';

/** Why the outputs could not be read, without secrets that the child may have written there. */
export function outputFacts(error: Translatable | string, mask: Mask): Pick<ExitFacts, 'outputError' | 'outputSaid'> {
  if (typeof error === 'string') return { outputError: mask.hide(error) };
  const hidden = withHiddenFacts(error, mask);
  return { outputError: mask.hide(inEnglish(error)), outputSaid: hidden };
}

/** Only the facts come from the child; the words stay, because they are the key of the translation. */
function withHiddenFacts({ words, facts }: Translatable, mask: Mask): Translatable {
  const hide = (fact: Fact): Fact => (typeof fact === 'object' ? withHiddenFacts(fact, mask) : mask.hideDeep(fact));
  return { words, facts: facts.map(hide) };
}
