import type { Clock } from '../../clock.ts';
import type { Engine } from '../../engine/engine.ts';
import { createSessions, type SessionMemory } from '../session/session.ts';
import { createAccess } from './access.ts';
import { createBasicAuth } from './basic-auth.ts';
import { createFailureBrake } from './failure-brake.ts';
import { createOpenRequestRights } from './open-request-rights.ts';

interface Deps {
  readonly engine: Pick<Engine, 'clients' | 'users'>;
  readonly clock: Clock;
  readonly commandToken: string | null;
  readonly memory: SessionMemory | undefined;
}

/** Who is let in, with what right, and for how long. */
export function createGates({ engine: { clients, users }, clock, commandToken, memory }: Deps) {
  const sessions = createSessions({ clock, commandToken, memory, users });
  const brake = createFailureBrake(clock);
  const { check, renew } = createAccess({ basic: createBasicAuth(clients, brake), clients, sessions, brake });
  const usersChanged = (look: () => void) =>
    users.onChange(() => {
      sessions.dropEnded();
      look();
    });
  const changes = [
    (look: () => void) => clients.onChange(look),
    usersChanged,
    (look: () => void) => sessions.onEnd(look),
  ];
  return { sessions, brake, access: check, renew, rights: createOpenRequestRights({ clock, renew, changes }) };
}
export type Gates = ReturnType<typeof createGates>;
