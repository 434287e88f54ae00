import { said, type Translatable } from '../../../contract/translatable.ts';
import { certificateWords } from '../../domain/certificate-words.ts';
import { cutTo, oneLine } from '../../domain/message-text.ts';

/** A provider's own words in a sentence: one line, not endless. */
const shown = (text: string): string => cutTo(oneLine(text), 200);

interface Coded {
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly status?: unknown;
  readonly error?: unknown;
  readonly error_description?: unknown;
  readonly message?: unknown;
}
const asCoded = (thrown: unknown): Coded => (typeof thrown === 'object' && thrown !== null ? thrown : {});
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What an identity provider, or the way to it, made impossible, as a sentence. `place`: the issuer as entered. */
export function providerProblem(thrown: unknown, place: string): Translatable {
  const { code, cause, error } = asCoded(thrown);
  const words = textOf(asCoded(thrown).error_description);
  switch (code) {
    case 'OAUTH_HTTP_REQUEST_FORBIDDEN':
      return said`${place} leads on to an address without https://, which is only allowed for a provider on this computer`;
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_ABORT':
      return said`${place} does not answer in time`;
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return statusProblem(cause, place);
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
      return said`What is at ${place} is not an OpenID Connect provider: its answer is not JSON. Look whether the address is the issuer`;
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return issuerProblem(cause, place);
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return said`${place} sent a proof that is not valid at this time: the clock of this computer, or of the provider, is wrong`;
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return refusal(textOf(error), words, place);
    // 401 to what the client proves itself with.
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return tokenProblem('invalid_client', '', place);
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return tokenProblem(textOf(error), words, place);
    case 'OAUTH_MISSING_SERVER_METADATA':
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return said`${place} lacks something that Rota needs of a provider: ${shown(textOf(asCoded(thrown).message))}`;
    case 'OAUTH_INVALID_RESPONSE':
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_KEY_SELECTION_FAILED':
      return said`The answer of ${place} does not belong to this sign-in, or was changed on its way: begin again`;
    default:
      return lineProblem(thrown, place);
  }
}

function statusProblem(cause: unknown, place: string): Translatable {
  const status = Number(asCoded(cause).status);
  if (status >= 500) return said`${place} does not work at the moment (it answers ${status}): try again later`;
  return said`${place} answers ${Number.isFinite(status) ? status : '?'}: it is not the issuer of a provider. Copy "issuer" from the provider’s metadata`;
}

/** The provider's own spelling: that is what has to be entered. */
function issuerProblem(cause: unknown, place: string): Translatable {
  const body = 'body' in asCoded(cause) ? (cause as { readonly body: unknown }).body : undefined;
  const own = typeof body === 'object' && body !== null && 'issuer' in body ? textOf(body.issuer) : '';
  return said`The provider at ${place} calls itself ${shown(own)}: enter exactly this as its address`;
}

/** The provider sent the person back without a code. */
function refusal(error: string, words: string, place: string): Translatable {
  if (error === 'access_denied') return said`${place} did not sign you in: it was cancelled there, or it refused`;
  if (error === 'temporarily_unavailable' || error === 'server_error') {
    return said`${place} does not work at the moment (${shown(words || error)}): try again later`;
  }
  return said`${place} refused the sign-in: ${shown(words || error)}`;
}

/** It refused to trade the code for a proof. */
function tokenProblem(error: string, words: string, place: string): Translatable {
  if (error === 'invalid_client' || error === 'unauthorized_client') {
    return said`${place} does not accept the client ID or the client secret: copy both from the provider again`;
  }
  if (error === 'invalid_grant') {
    return said`${place} takes this sign-in for used or too old (${shown(words || error)}): begin again`;
  }
  return said`${place} refused the sign-in: ${shown(words || error)}`;
}

function lineProblem(thrown: unknown, place: string): Translatable {
  const code = systemCode(thrown);
  const ofCertificate = certificateWords[code];
  if (ofCertificate !== undefined) return said`The certificate of ${place} is not accepted: ${ofCertificate}`;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return said`${place} cannot be reached: its name is not known`;
    case 'ECONNREFUSED':
      return said`${place} cannot be reached: connection refused`;
    default:
      return said`${place} cannot be reached (${code || shown(textOf(asCoded(thrown).message)) || '?'})`;
  }
}

/** The code of the innermost cause that has one of the system. */
function systemCode(thrown: unknown, depth = 0): string {
  const { code, cause } = asCoded(thrown);
  const inner = cause !== undefined && depth < 5 ? systemCode(cause, depth + 1) : '';
  return inner || (typeof code === 'string' && !code.startsWith('OAUTH_') ? code : '');
}
