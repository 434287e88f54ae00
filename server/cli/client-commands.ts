import { secondsOf, table, textOf, textsOf, type Command } from './command.ts';
import { connect } from './connection.ts';

/** `client …`: who may call the API. */
export const clientCommands: readonly Command[] = [
  {
    name: 'client add',
    usage: 'NAME [--scope start|read|metrics|manage]… [--process NAME]… [--json]',
    summary: 'Create a client; its password is shown this once',
    takes: 1,
    options: { scope: { type: 'string', multiple: true }, process: { type: 'string', multiple: true } },
    async run({ config, arguments: [name], options, say, answer }) {
      const scopes = textsOf(options['scope']);
      const processes = textsOf(options['process']);
      const body = {
        name,
        ...(scopes.length > 0 ? { scopes } : {}),
        ...(processes.length > 0 ? { processes } : {}),
      };
      const connection = await connect(config);
      try {
        const known = processes.length > 0 ? (await connection.ask('processes')).processes : [];
        const { user, password } = await connection.ask('createClient', { body });
        answer({ user, password });
        for (const one of processes)
          if (!known.some(({ process }) => process.name === one)) say(`warning: there is no process "${one}" yet`);
        say(`user      ${user}\npassword  ${password}\nThe password is not shown again.`);
      } finally {
        await connection.close();
      }
    },
  },
  {
    name: 'client list',
    usage: '[--json]',
    summary: 'All clients',
    takes: 0,
    async run({ config, say, answer }) {
      const connection = await connect(config);
      try {
        const { clients } = await connection.ask('clients');
        answer(clients);
        const rows = clients.map((client) => [
          client.name,
          client.user,
          client.scopes.join(','),
          client.revokedAt !== null
            ? 'revoked'
            : client.lastUsedAt === null
              ? 'never used'
              : `used ${new Date(client.lastUsedAt).toISOString()}`,
        ]);
        say(
          rows.length === 0
            ? 'No clients yet. Create one: rota client add NAME'
            : table([['NAME', 'USER', 'SCOPES', 'STATE'], ...rows]),
        );
      } finally {
        await connection.close();
      }
    },
  },
  {
    name: 'client rotate',
    usage: 'USER [--overlap 24h] [--json]',
    summary: 'A new password; the old one stays valid for the overlap',
    takes: 1,
    options: { overlap: { type: 'string' } },
    async run({ config, arguments: [user], options, say, answer }) {
      const overlapSeconds = secondsOf(textOf(options['overlap']) ?? '0', 'overlap');
      const connection = await connect(config);
      try {
        const made = await connection.ask('rotateClient', { path: { user: user! }, body: { overlapSeconds } });
        answer(made);
        say(`user      ${made.user}\npassword  ${made.password}\nThe password is not shown again.`);
      } finally {
        await connection.close();
      }
    },
  },
  {
    name: 'client revoke',
    usage: 'USER',
    summary: 'Refuse it from now on',
    takes: 1,
    async run({ config, arguments: [user], say, answer }) {
      const connection = await connect(config);
      try {
        answer(await connection.ask('revokeClient', { path: { user: user! } }));
        say(`Client ${user} is revoked.`);
      } finally {
        await connection.close();
      }
    },
  },
];
