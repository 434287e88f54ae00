import { roles, type Role } from '../../contract/roles.ts';
import { defaultPort } from '../config.ts';
import type { InvitationLink, User, UserChange } from '../../contract/people.ts';
import { table, textOf, textsOf, Usage, type Call, type Command } from './command.ts';
import { connect, type Connection } from './connection.ts';

/** `users`, `user …`: the people who sign in. Done here it is done by whoever has the computer, who needs no user. */
export const userCommands: readonly Command[] = [
  {
    name: 'users',
    usage: '[--json]',
    summary: 'The people who sign in, and their roles',
    takes: 0,
    run: ({ config, say, answer }) =>
      withUsers(config, (_connection, users) => {
        answer(users);
        const rows = users.map((user) => [user.name, user.title, user.role, user.tags?.join(',') ?? '', stateOf(user)]);
        say(
          rows.length === 0
            ? 'No users: whoever has the computer works without signing in. Add one: rota user add NAME --role administrator'
            : table([['NAME', 'TITLE', 'ROLE', 'TAGS', 'STATE'], ...rows]),
        );
      }),
  },
  {
    name: 'user add',
    usage: `NAME --role ${roles.join('|')} [--title TEXT] [--email ADDRESS] [--tag TAG]… [--json]`,
    summary: 'Add a user; the link to choose a password is shown this once',
    takes: 1,
    options: {
      role: { type: 'string' },
      title: { type: 'string' },
      email: { type: 'string' },
      tag: { type: 'string', multiple: true },
    },
    run: ({ config, arguments: [name], options, say, answer }) =>
      withUsers(config, async (connection) => {
        const [title, email, tags] = [textOf(options['title']), textOf(options['email']), textsOf(options['tag'])];
        const body = {
          ...{ name, role: roleIn(textOf(options['role'])) },
          ...(title === undefined ? {} : { title }),
          ...(email === undefined ? {} : { email }),
          ...(tags.length > 0 ? { tags } : {}),
        };
        const made = await connection.ask('createUser', { body });
        const invitation = await reachable(made.invitation, connection, config);
        answer({ ...made, invitation });
        sayLink(say, invitation);
      }),
  },
  {
    name: 'user invite',
    usage: 'NAME [--json]',
    summary: 'A new link to choose a password, also for a forgotten one; former links end',
    takes: 1,
    run: (call) =>
      withUser(call, async (connection, { id }) => {
        const made = await connection.ask('newInvitation', { path: { id } });
        const invitation = await reachable(made.invitation, connection, call.config);
        call.answer(invitation);
        sayLink(call.say, invitation);
      }),
  },
  {
    name: 'user role',
    usage: `NAME ${roles.join('|')} [--tag TAG… | --all-processes]`,
    summary: 'Another role; with tags it reaches only the processes that carry one of them',
    takes: 2,
    options: { tag: { type: 'string', multiple: true }, 'all-processes': { type: 'boolean' } },
    run: (call) => {
      const tags = textsOf(call.options['tag']);
      const limit = tags.length > 0 ? { tags } : call.options['all-processes'] === true ? { tags: null } : {};
      const role = roleIn(call.arguments[1]);
      return changed(call, { role, ...limit }, (name) => `${name} has the role ${role} now.`);
    },
  },
  {
    name: 'user disable',
    usage: 'NAME',
    summary: 'Sign the user out, and let nobody sign in as it',
    takes: 1,
    run: (call) => changed(call, { isDisabled: true }, (name) => `${name} is disabled and signed out.`),
  },
  {
    name: 'user enable',
    usage: 'NAME',
    summary: 'Let the user sign in again',
    takes: 1,
    run: (call) => changed(call, { isDisabled: false }, (name) => `${name} can sign in again.`),
  },
  {
    name: 'user remove',
    usage: 'NAME',
    summary: 'Remove a user; what it has done keeps its name',
    takes: 1,
    run: (call) =>
      withUser(call, async (connection, { id, name }) => {
        call.answer(await connection.ask('removeUser', { path: { id } }));
        call.say(`${name} is removed.`);
      }),
  },
];

const changed = (call: Call, change: UserChange, words: (name: string) => string): Promise<void> =>
  withUser(call, async (connection, { id }) => {
    const { user } = await connection.ask('changeUser', { path: { id }, body: change });
    call.answer(user);
    call.say(words(user.name));
  });

async function withUsers(
  config: Call['config'],
  work: (connection: Connection, users: readonly User[]) => Promise<void> | void,
): Promise<void> {
  const connection = await connect(config);
  try {
    await work(connection, (await connection.ask('users')).users);
  } finally {
    await connection.close();
  }
}

/** Throws Usage for a name that nobody has. */
const withUser = (
  { config, arguments: [name = ''] }: Call,
  work: (connection: Connection, user: User) => Promise<void>,
): Promise<void> =>
  withUsers(config, (connection, users) => {
    const key = (text: string) => text.toLocaleLowerCase('en').trim();
    const found = users.find((user) => user.name === name) ?? users.find((user) => key(user.name) === key(name));
    if (found === undefined) throw new Usage(`There is no user "${name}". All of them: rota users`);
    return work(connection, found);
  });

function roleIn(text: string | undefined): Role {
  const found = roles.find((role) => role === text);
  if (found !== undefined) return found;
  if (text === undefined) throw new Usage(`Say what the user may do: --role ${roles.join('|')}.`);
  throw new Usage(`"${text}" is no role. There are ${roles.join(', ')}.`);
}

/** While no Rota runs, the folder was opened at an address of its own: the link leads to where the next start listens. */
async function reachable(
  link: InvitationLink,
  connection: Connection,
  { port }: Call['config'],
): Promise<InvitationLink> {
  if (connection.isRunning) return link;
  const { settings } = await connection.ask('settings');
  const url = new URL(link.url);
  url.port = String(port ?? settings.port ?? defaultPort);
  return { ...link, url: url.href };
}

function sayLink(say: Call['say'], { url, until }: InvitationLink): void {
  say(
    `${url}\nWhoever opens it chooses the password. It works once, until ${new Date(until).toISOString()}, and is not shown again.`,
  );
}

function stateOf({ isDisabled, hasPassword, identity, passkeys, invitedUntil, lastSignInAt }: User): string {
  if (isDisabled) return 'disabled';
  if (lastSignInAt !== null) return `signed in ${new Date(lastSignInAt).toISOString()}`;
  if (hasPassword || identity !== null || passkeys > 0) return 'never signed in';
  return invitedUntil === null ? 'invitation is too old' : `invited until ${new Date(invitedUntil).toISOString()}`;
}
