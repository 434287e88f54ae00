import type { Language } from '../../contract/language.ts';
import { fleet as en, type FleetWords } from './en/fleet.ts';
import { fleet as tr } from './tr/fleet.ts';

/** The texts of the fleet; outside the catalogues, to keep them out of the first load. */
export const fleetWords: Readonly<Record<Language, FleetWords>> = { en, tr };
