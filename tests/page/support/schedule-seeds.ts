import type { ScheduleRow } from '../../../contract/schedule.ts';
import type { TestServer } from '../../support/server.ts';

export interface Seeds {
  readonly example: ScheduleRow;
  readonly weekly: ScheduleRow;
  readonly failing: ScheduleRow;
}

/** A few schedules in typical states, of real processes. */
export async function seedSchedules(server: TestServer): Promise<Seeds> {
  await server.addProcess({
    name: 'InvoiceDownload',
    title: 'Invoice download',
    command: 'node',
    args: ['-e', 'process.exit(3)'],
    parameters: {
      type: 'object',
      required: ['supplier'],
      properties: {
        supplier: { type: 'string', title: 'Supplier', description: 'As it is written in the portal.' },
        password: { type: 'string', title: 'Portal password', format: 'password' },
        mode: { type: 'string', title: 'Mode', enum: ['new', 'all', 'failed'], default: 'new' },
        month: { type: 'string', title: 'Month', enum: ['January', 'February', 'March', 'April'] },
        limit: { type: 'integer', title: 'At most', minimum: 1, maximum: 500, default: 50 },
        dryRun: { type: 'boolean', title: 'Only look', default: false },
        from: { type: 'string', title: 'From', format: 'date' },
        note: { type: 'string', title: 'Note', format: 'textarea' },
        tags: { type: 'array', items: { type: 'string' }, title: 'Tags' },
        mapping: { type: 'object', title: 'Mapping' },
        folder: { type: 'string', title: 'Folder', format: 'path' },
      },
    },
  });
  const create = async (draft: Record<string, unknown>): Promise<ScheduleRow> => {
    const { row } = await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
      process: 'InvoiceDownload',
      values: { supplier: 'Acme', password: 'a secret of the tests' },
      ...draft,
    });
    return row;
  };
  const cron = (quartz: string, timezone = 'Europe/Istanbul') => ({ kind: 'cron', quartz, timezone });
  const failing = await create({ name: 'SAP close', plan: cron('0 0 18 L * ?', 'Europe/Berlin') });
  const weekly = await create({
    name: 'Invoice download',
    plan: cron('0 0 9 ? * MON-FRI'),
    isFavourite: true,
    options: {
      then: [
        {
          after: 'success',
          then: { kind: 'process', process: 'InvoiceDownload' },
          delaySeconds: 600,
          values: { supplier: '{{values.supplier}}', limit: '{{outputs.open}}' },
          alsoAfter: [failing.id],
        },
        { after: 'failure', then: { kind: 'schedule', schedule: failing.id }, values: { note: '{{run.message}}' } },
      ],
    },
  });
  const paused = await create({ name: 'Payroll export, İstanbul', plan: cron('0 0 8 ? * MON#1') });
  await server.console('POST', `/api/schedules/${paused.id}/pause`, {});
  const { run } = await server.console<{ run: { id: string } }>('POST', `/api/schedules/${failing.id}/run`, {});
  await server.console('GET', `/api/runs/${run.id}`);
  const { rows } = await server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
  const example = rows.find((row) => row.process === 'OneStepNotepadRunner');
  if (!example) throw new Error('the example schedule is missing');
  return { example, weekly, failing };
}
