import type { QuartzLanguage } from './error-facts.ts';
import { quartzWords } from './languages.ts';
import type { QuartzWarning, QuartzWarningCode, QuartzWarningFacts } from './warning-facts.ts';

/** The warning as a sentence in a language. */
export function describeWarning(warning: Pick<QuartzWarning, 'code' | 'params'>, language: QuartzLanguage): string {
  const say = quartzWords[language].warnings[warning.code] as (facts: QuartzWarning['params']) => string;
  return say(warning.params);
}

export function quartzWarning<Code extends QuartzWarningCode>(
  code: Code,
  params: QuartzWarningFacts[Code],
  language: QuartzLanguage = 'en',
): QuartzWarning {
  // The type of this function pairs code and facts; the union cannot express that, hence the cast.
  const warning = { code, params } as Pick<QuartzWarning, 'code' | 'params'>;
  return { ...warning, message: describeWarning(warning, language) } as QuartzWarning;
}
