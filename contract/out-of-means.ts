import { rotaError, type RotaError } from './errors.ts';
import { said } from './translatable.ts';

/** The error for work that the computer lacks the means for now. */
export const outOfMeans = (cause?: unknown): RotaError =>
  rotaError(
    'OUT_OF_MEANS',
    said`The computer has no open files, processes or memory left for this now: nothing was done. Call again in a moment.`,
    null,
    cause,
  );

/** Of an error of a thread: OUT_OF_MEANS if it could not begin, else the error itself. */
export const faultOfThread = (error: unknown): unknown =>
  (error as { code?: unknown } | null)?.code === 'ERR_WORKER_INIT_FAILED' ? outOfMeans(error) : error;
