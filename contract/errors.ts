import { inEnglish, said, whatItSays, type Translatable } from './translatable.ts';

/**
 * Every error the product can answer with: code -> HTTP status -> what it means.
 * The codes are public: clients may switch on them.
 */
export const errorTable = {
  // Faults of a start body (connector-api section 3).
  NAME_REQUIRED: { status: 400, meaning: 'The name of the process is missing.' },
  PROCESS_NOT_FOUND: { status: 404, meaning: 'No process has that name.' },
  PROCESS_DISABLED: { status: 409, meaning: 'The process exists and is switched off.' },
  VALUE_MISSING: { status: 400, meaning: 'A required value is missing.' },
  VALUE_INVALID: { status: 400, meaning: 'A value does not fit the parameter schema of the process.' },
  FLAG_INVALID: { status: 400, meaning: 'A flag is neither yes nor no.' },
  CRON_INVALID: { status: 400, meaning: 'quartzDef is not a Quartz expression.' },
  DATE_INVALID: { status: 400, meaning: 'A date cannot be read.' },
  DATE_ORDER: { status: 400, meaning: 'endDate lies before startDate.' },
  RETRY_INVALID: { status: 400, meaning: 'retryCount is not a whole number from 0 to 99.' },
  WORKER_NOT_FOUND: { status: 400, meaning: 'No worker has that ID, name or alias, and no group that name.' },
  TIMEZONE_INVALID: { status: 400, meaning: 'timezone is not an IANA time zone.' },
  OPTION_INVALID: { status: 400, meaning: 'One of the further keys has a value that is not allowed.' },
  NOTHING_TO_RUN: { status: 400, meaning: 'The flags say not now, and there is no plan.' },
  NEVER_FIRES: { status: 400, meaning: 'No due time lies inside the window (refused when strict).' },
  UNKNOWN_KEY: { status: 400, meaning: 'A key of the body is not known (refused when strict).' },
  // Faults of any request.
  BODY_INVALID: { status: 400, meaning: 'The body does not fit what this path expects.' },
  JSON_INVALID: { status: 400, meaning: 'The body is not JSON.' },
  QUERY_INVALID: { status: 400, meaning: 'A query parameter has a value that is not allowed.' },
  UNAUTHORIZED: { status: 401, meaning: 'User or password is missing or wrong.' },
  FORBIDDEN: { status: 403, meaning: 'This client may not do that.' },
  ORIGIN_FORBIDDEN: { status: 403, meaning: 'The request comes from a foreign web page or names a foreign host.' },
  NOT_FOUND: { status: 404, meaning: 'There is nothing at this path or with this id.' },
  METHOD_NOT_ALLOWED: { status: 405, meaning: 'The path exists, not with this method.' },
  CONFLICT: { status: 409, meaning: 'What is asked does not fit the present state.' },
  VERSION_CONFLICT: { status: 409, meaning: 'It was changed elsewhere since it was read.' },
  NAME_TAKEN: { status: 409, meaning: 'Something else has that name already.' },
  IN_USE: { status: 409, meaning: 'Something else needs it still.' },
  IDEMPOTENCY_MISMATCH: { status: 409, meaning: 'The same Idempotency-Key came with another body.' },
  GONE: { status: 410, meaning: 'It existed and was removed by retention.' },
  PRECONDITION_FAILED: { status: 412, meaning: 'The file is not the one that If-Match or If-Unmodified-Since names.' },
  BODY_TOO_LARGE: {
    status: 413,
    meaning: 'The body is larger than 2 MB, or a file in it larger than its parameter allows.',
  },
  CONTENT_TYPE: { status: 415, meaning: 'The body is not text.' },
  RANGE_INVALID: { status: 416, meaning: 'The file has no such range; Content-Range says how long it is.' },
  TOO_MANY_FAILURES: {
    status: 429,
    meaning: 'Too many wrong sign-ins with this name from this address; Retry-After says how long to wait.',
  },
  INTERNAL: { status: 500, meaning: 'An unexpected error; the incident id stands in the log.' },
  SHUTTING_DOWN: { status: 503, meaning: 'Rota is stopping.' },
  STORAGE_UNAVAILABLE: { status: 503, meaning: 'The database cannot be written now.' },
  OUT_OF_MEANS: { status: 503, meaning: 'The computer has no open files, processes or memory left for it now.' },
  NO_ROOM: { status: 507, meaning: 'The disk is full.' },
} as const satisfies Record<string, { readonly status: number; readonly meaning: string }>;

export type ErrorCode = keyof typeof errorTable;

/** One fault. `message` begins with the field if there is one. Never contains a secret value. */
export interface ErrorDetail {
  readonly code: ErrorCode;
  readonly field: string | null;
  readonly message: string;
  /** 1-based position inside the field's text, where it helps. */
  readonly position?: number;
  /** The message without its field, for translation. For the page only; the connector API does not send it. */
  readonly said?: Translatable;
}

/** A detail whose message is the field, then the sentence. */
export function errorDetail(
  code: ErrorCode,
  field: string | null,
  sentence: Translatable,
  position?: number,
): ErrorDetail {
  const english = inEnglish(sentence);
  return {
    code,
    field,
    message: field === null ? english : `${field}: ${english}`,
    ...(position === undefined ? {} : { position }),
    said: sentence,
  };
}

/** Thrown anywhere; turned into an answer only in server/http/answers/error-answer.ts. */
export class RotaError extends Error {
  override readonly name = 'RotaError';
  readonly details: readonly ErrorDetail[];

  constructor(details: readonly [ErrorDetail, ...ErrorDetail[]], options?: ErrorOptions) {
    super(details.map((detail) => detail.message).join('; '), options);
    this.details = details;
  }

  get code(): ErrorCode {
    return this.details[0]?.code ?? 'INTERNAL';
  }

  get status(): number {
    return errorTable[this.code].status;
  }
}

/** The first fault of anything that was thrown. */
export function detailOf(error: unknown): ErrorDetail {
  const [first] = error instanceof RotaError ? error.details : [];
  if (first !== undefined) return first;
  const problem = whatItSays(error);
  if (typeof problem !== 'string') return errorDetail('CONFLICT', null, problem);
  return { code: 'INTERNAL', field: null, message: problem };
}

/** An error with one detail. Pass a plain text only if the page never shows it; it must then contain the field. */
export function rotaError(
  code: ErrorCode,
  sentence: Translatable | string,
  field: string | null = null,
  cause?: unknown,
): RotaError {
  const detail = typeof sentence === 'string' ? { code, field, message: sentence } : errorDetail(code, field, sentence);
  return new RotaError([detail], cause === undefined ? undefined : { cause });
}

/** A file is larger than its destination accepts. */
export const fileTooLarge = (mostBytes: number): RotaError =>
  rotaError('BODY_TOO_LARGE', said`The file is larger than the ${mostBytes} bytes that are taken here.`);

/** An error whose sentence names the place itself; `field` is only for marking the input. */
export function wholeSentence(
  code: ErrorCode,
  sentence: Translatable,
  field: string | null,
  cause?: unknown,
): RotaError {
  const detail = { code, field, message: inEnglish(sentence), said: sentence };
  return new RotaError([detail], cause === undefined ? undefined : { cause });
}
