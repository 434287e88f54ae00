import type { Command } from './command.ts';
import { backupCommands } from './backup-commands.ts';
import { careCommands } from './care-commands.ts';
import { calendarCommands } from './calendar-commands.ts';
import { clientCommands } from './client-commands.ts';
import { completionCommands } from './completion-commands.ts';
import { fleetCommands } from './fleet-commands.ts';
import { listCommands } from './list-commands.ts';
import { mcpCommands } from './mcp-command.ts';
import { processCommands } from './process-commands.ts';
import { reportCommands } from './report-command.ts';
import { runCommands } from './run-commands.ts';
import { serviceCommands } from './service-command.ts';
import { scheduleCommands } from './schedule-commands.ts';
import { setCommands } from './set-commands.ts';
import { upgradeCommands } from './upgrade-command.ts';
import { userCommands } from './user-commands.ts';
import { vaultCommands } from './vault-commands.ts';
import { workerCommands } from './worker-commands.ts';

/** Every command, one line each in the help. */
export const commands: readonly Command[] = [
  ...listCommands,
  ...runCommands,
  ...reportCommands,
  ...processCommands,
  ...scheduleCommands,
  ...calendarCommands,
  ...clientCommands,
  ...userCommands,
  ...vaultCommands,
  ...fleetCommands,
  ...workerCommands,
  ...backupCommands,
  ...setCommands,
  ...careCommands,
  ...upgradeCommands,
  ...mcpCommands,
  ...serviceCommands,
  ...completionCommands(() => commands),
];
