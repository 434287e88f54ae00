import { fetchedAhead } from '../ui/lazy-part.ts';

const check = fetchedAhead(() => import('./needs-values.ts').then((module) => module.needsValues));
const isGone = (): boolean => false;

/** Whether a schedule needs values first. If this check cannot be loaded, the schedule is started and the server answers with the reason. */
export const valuesCheck = () => check.asked().catch(() => isGone);
