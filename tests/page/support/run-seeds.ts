import type { Run } from '../../../contract/run.ts';
import type { TestServer } from '../../support/server.ts';

export interface RunSeeds {
  readonly succeeded: Run;
  readonly failed: Run;
  /** Writes a line every 20 ms until it is told to stop. */
  readonly live: Run;
  readonly neverStarted: Run;
}

const parameters = {
  type: 'object' as const,
  required: ['supplier'],
  properties: {
    supplier: { type: 'string', title: 'Supplier' },
    password: { type: 'string', title: 'Portal password', format: 'password' },
    mode: { type: 'string', enum: ['new', 'all'], default: 'new' },
    limit: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
  },
};

const works = `
const fs = require('node:fs');
console.log('\\u001b[32mgreen\\u001b[0m and \\u001b[1;31mbold red\\u001b[0m, İstanbul');
console.log('::warning::slow portal');
console.error('said on stderr');
fs.appendFileSync(process.env.ROTA_OUTPUT, 'invoices=12\\ntotal=18250.40\\n');
fs.writeFileSync(process.env.ROTA_RUN_DIR + '/artifacts/invoices.csv', 'a;b');
`;
const fails = `
for (let i = 1; i <= 60; i += 1) console.log('step ' + i);
console.log('::error::Log-in page changed');
process.exit(3);
`;
const goesOn = `
let i = 0;
process.on('SIGTERM', () => process.exit(0));
setInterval(() => { i += 1; console.log('::progress value=' + (i % 100) + '::Typing text ' + i); }, 20);
`;

/** Processes and runs of every kind, made by real small programs. */
export async function seedRuns(server: TestServer): Promise<RunSeeds> {
  const node = 'node';
  await server.addProcess({
    name: 'Invoices',
    title: 'Supplier invoices',
    command: node,
    args: ['-e', works],
    parameters,
  });
  await server.addProcess({ name: 'Payroll', title: 'Payroll check', command: node, args: ['-e', fails] });
  await server.addProcess({ name: 'Endless', title: 'Month-end report', command: node, args: ['-e', goesOn] });
  await server.addProcess({ name: 'NoProgram', command: '/nowhere/no-such-program' });
  const start = async (name: string, values: Record<string, unknown> = {}) =>
    (await server.console<{ run: Run }>('POST', `/api/processes/${name}/run`, { values })).run;
  const succeeded = await start('Invoices', { supplier: 'Acme', password: 'never-shown' });
  const failed = await start('Payroll');
  const neverStarted = await start('NoProgram');
  for (const run of [succeeded, failed, neverStarted]) await ended(server, run.id);
  return { succeeded, failed, neverStarted, live: await start('Endless') };
}

/** Polls until a run has ended; each request takes the server some time, so this does not spin. */
export async function ended(server: TestServer, id: string): Promise<Run> {
  for (;;) {
    const { run } = await server.console<{ run: Run }>('GET', `/api/runs/${id}`);
    if (run.status === 'ended') return run;
  }
}
