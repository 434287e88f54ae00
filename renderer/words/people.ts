import type { Reason } from '../../contract/reasons.ts';
import type { Words } from './en/index.ts';

/** The actor: a person by their way of signing in, a program by its name. */
export const personName = (who: string, w: Words): string =>
  Object.hasOwn(w.states.people, who) ? w.states.people[who as keyof Words['states']['people']] : who;

/** A reason, with its actor in the reader's language. */
export const withNames = ({ code, params }: Reason, w: Words): Reason => ({
  code,
  params: typeof params['who'] === 'string' ? { ...params, who: personName(params['who'], w) } : params,
});
