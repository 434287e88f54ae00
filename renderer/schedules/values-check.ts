import { fetchedAhead } from '../ui/lazy-part.ts';

const check = fetchedAhead(() => import('./needs-values.ts').then((module) => module.needsValues));
const isGone = (): boolean => false;

/** Whether a schedule needs values first. Where the check cannot be fetched, the server is asked to start it, and says why not. */
export const valuesCheck = () => check.asked().catch(() => isGone);
