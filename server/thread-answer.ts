import { Worker } from 'node:worker_threads';
import { faultOfThread } from '../contract/out-of-means.ts';

/**
 * Runs the text of a program in a thread of its own and resolves to the first message that it posts. Rejects with OUT_OF_MEANS if no thread can
 * be had, with what the thread threw, and with `silence` if it ended without a message.
 */
export async function answerOfThread<T>(text: string, workerData: unknown, silence: string): Promise<T> {
  try {
    return await new Promise<T>((resolve, reject) => {
      const thread = new Worker(text, { eval: true, workerData });
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error(silence)));
    });
  } catch (error) {
    throw faultOfThread(error);
  }
}
