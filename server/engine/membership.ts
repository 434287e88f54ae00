import { said } from '../../contract/translatable.ts';
import type { Audit } from '../people/audit.ts';
import type { FleetPort } from '../store/fleet-port.ts';
import type { MembershipVerbs } from './shared/membership-verbs.ts';

/** Who has made, joined or left a fleet, or looked at its code, stands in the audit log of the database that is used until then. */
export const createMembership = (port: FleetPort, audit: Audit): MembershipVerbs => ({
  get: () => port.get(),
  check: (body) => port.check(body),
  isOtherNext: () => port.isOtherNext(),
  async create(body, caller) {
    const made = await port.create(body);
    audit(caller, 'fleet created', made.database);
    return made;
  },
  async join(body, caller) {
    const joined = await port.join(body);
    audit(caller, 'fleet joined', joined.database);
    return joined;
  },
  async code(body, caller) {
    const code = await port.code(body);
    audit(caller, 'join code shown', '');
    return code;
  },
  async bring(body, caller) {
    const brought = await port.bring(body);
    const { entries, schedules, runs } = brought;
    const told = said`names: ${entries.length}, schedules: ${schedules.add}, runs: ${runs.add}`;
    if (!brought.isDryRun) audit(caller, 'brought into the fleet', told);
    return brought;
  },
  async leave(caller) {
    const left = await port.leave();
    audit(caller, 'fleet left', left.database);
    return left;
  },
});
