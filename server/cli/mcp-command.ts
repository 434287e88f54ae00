import { rotaError } from '../../contract/errors.ts';
import { readVersion, type Config } from '../config.ts';
import type { ToolVerbs } from '../mcp/verbs.ts';
import type { Command } from './command.ts';
import { runningServer, type Connection } from './connection.ts';

/** Tools for an assistant on this computer, which starts this command and speaks to it over stdin and stdout. */
export const mcpCommands: readonly Command[] = [
  {
    name: 'mcp',
    usage: '',
    summary: 'Serve the tools of the running Rota to an assistant over stdin and stdout (docs/assistants.md)',
    takes: 0,
    async run({ config }) {
      const { serveMcpOverStdio } = await import('../mcp/mcp-stdio.ts');
      // stdout belongs to the protocol: whatever went wrong is told on stderr, which clients keep as this program's log.
      const report = (error: unknown): string => {
        console.error(error instanceof Error ? error.message : String(error));
        return 'What it was is told on the error output of "rota mcp"';
      };
      await serveMcpOverStdio(verbsOf(config), { version: readVersion(), report });
    },
  },
];

/** Each call asks where Rota is now, because it may be restarted while the assistant is open. */
function verbsOf(config: Config): ToolVerbs {
  async function rota(): Promise<Connection> {
    const running = await runningServer(config);
    if (running === null)
      throw rotaError('SHUTTING_DOWN', 'Rota is not running on this computer now: start it, then call again');
    return running;
  }
  const texts = (query: Readonly<Record<string, string | number | undefined>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    );
  return {
    mayStart: true,
    list: async () => (await rota()).askConnector('list'),
    start: async (body) => (await rota()).askConnector('start', { body }),
    status: async (spid, waitSeconds, signal) =>
      (await rota()).askConnector('status', {
        path: { spid },
        query: { types: 'native', ...(waitSeconds > 0 ? { wait: String(waitSeconds) } : {}) },
        signal,
      }),
    cancel: async (spid) => (await rota()).askConnector('cancel', { path: { spid } }),
    log: async (spid, tail) => (await rota()).askConnector('log', { path: { spid }, query: texts({ tail }) }),
    history: async (query) => (await rota()).askConnector('history', { query: texts(query) }),
  };
}
