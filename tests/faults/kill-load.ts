import { scheduleOptions, type ScheduleRow } from '../../contract/schedule.ts';
import { testClient, type TestServer } from '../support/server.ts';

/** Eight callers that start runs, some with a retry, some very long, until the server is gone. Only answered starts count. */
export async function startLoad(
  url: string,
  made: { user: string; password: string },
  acknowledged: Set<string>,
): Promise<void> {
  const client = testClient(url, made);
  const caller = async (number: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const isLong = number === 0 && count < 2;
      const body = { name: isLong ? 'Long' : 'Quick', retryCount: (count + number) % 2 };
      acknowledged.add(await client.start(body));
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, (_, number) => caller(number)));
}

/** Plans that are due each second, whether Rota is alive or not; returns their ids. */
export function startPlans(server: TestServer): Promise<string[]> {
  return Promise.all(
    (['once', 'all', 'skip'] as const).map(async (misfire) => {
      const { row } = await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
        name: `each second, ${misfire}`,
        process: 'Quick',
        plan: { kind: 'cron', quartz: '* * * * * ?', timezone: 'UTC' },
        options: scheduleOptions.parse({ misfire, overlap: misfire === 'all' ? 'allow' : 'queue' }),
      });
      return row.id;
    }),
  );
}
