import path from 'node:path';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Log } from '../../log.ts';
import { loadBundled } from './bundled-processes.ts';

/** The processes to begin with, of `FOLDER/templates/*\/process.json`. Read only when asked for: most people look at them once. */
export const loadTemplates = (processes: string, log: Log): Promise<readonly RpaProcess[]> =>
  loadBundled(path.join(processes, 'templates'), log);
