import { AggregatorRegistry } from 'prom-client';
import { scheduleStates } from '../../../contract/schedule.ts';
import { workerStates } from '../../../contract/worker.ts';
import type { Distribution, Figures, ProcessFigures } from '../../engine/shared/figures.ts';

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly value: number;
  readonly labels: Labels;
  /** Where it differs from the name of its metric (`…_bucket`). */
  readonly metricName?: string;
}

/** A metric as prom-client hands it from one process to another; its registry makes text of it. */
interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly aggregator: 'sum';
  readonly values: readonly Sample[];
}

/** Figures in the text format of Prometheus, with the content type that it insists on. */
export async function prometheusText(
  figures: Figures,
): Promise<{ readonly text: string; readonly contentType: string }> {
  const registry = AggregatorRegistry.aggregate([[...aboutRota(figures), ...aboutRuns(figures)]]);
  return { text: await registry.metrics(), contentType: registry.contentType };
}

const gauge = (name: string, help: string, values: readonly Sample[]): Metric => ({
  ...{ name, help, values },
  type: 'gauge',
  aggregator: 'sum',
});
const one = (value: number | boolean): readonly Sample[] => [{ value: Number(value), labels: {} }];
/** One sample for each state, 1 for the present one. */
const stateOf = (states: readonly string[], now: string): readonly Sample[] =>
  states.map((state) => ({ value: Number(state === now), labels: { state } }));

const desktopStates = ['ready', 'locked', 'asleep', 'disconnected'] as const;

function aboutRota({ worker, schedules, startedAt }: Figures): Metric[] {
  const { version, platform } = worker;
  return [
    gauge('rota_build_info', 'Always 1; the version of Rota and what it runs on', [
      { value: 1, labels: { version, node: process.versions.node, platform } },
    ]),
    gauge('rota_start_time_seconds', 'When this Rota was started, in seconds since 1970', one(startedAt / 1000)),
    gauge('rota_worker_state', '1 for the state that the worker is in', stateOf(workerStates, worker.state)),
    gauge(
      'rota_worker_desktop',
      '1 for the state of the desktop that robots need',
      stateOf(desktopStates, worker.desktop),
    ),
    gauge('rota_disk_has_room', '1 while the disk has room for runs; without it they wait', one(worker.hasRoom)),
    gauge(
      'rota_schedules',
      'Schedules by state',
      scheduleStates.map((state) => ({ value: schedules[state], labels: { state } })),
    ),
    gauge('rota_runs_queued', 'Runs that wait for their turn or for their next attempt', one(worker.queued)),
    gauge('rota_runs_queued_for_desktop', 'Of these, runs that need the desktop', one(worker.queuedForDesktop)),
    gauge('rota_runs_running', 'Runs whose program is active', one(worker.running)),
    gauge('rota_runs_limit', 'How many runs may be active at once', one(worker.runsAtOnce)),
  ];
}

function aboutRuns({ processes }: Figures): Metric[] {
  return [
    {
      name: 'rota_runs_total',
      help: 'Runs that are over, by process and outcome, since this Rota was started',
      type: 'counter',
      aggregator: 'sum',
      values: processes.flatMap(({ process, outcomes }) =>
        [...outcomes].map(([outcome, value]) => ({ value, labels: { process, outcome } })),
      ),
    },
    histogram('rota_run_duration_seconds', 'How long runs took, with all their attempts', processes, 'durations'),
    histogram('rota_run_lateness_seconds', 'How long after they were due runs began', processes, 'lateness'),
  ];
}

function histogram(
  name: string,
  help: string,
  processes: readonly ProcessFigures[],
  what: 'durations' | 'lateness',
): Metric {
  const values = processes.flatMap(({ process, [what]: seen }) => samplesOf(name, { process }, seen));
  return { name, help, type: 'histogram', aggregator: 'sum', values };
}

function samplesOf(name: string, labels: Labels, { bounds, counts, count, sum }: Distribution): Sample[] {
  let below = 0;
  const buckets = bounds.map((bound, at): Sample => {
    below += counts[at] ?? 0;
    return { value: below, labels: { le: String(bound), ...labels }, metricName: `${name}_bucket` };
  });
  return [
    ...buckets,
    { value: count, labels: { le: '+Inf', ...labels }, metricName: `${name}_bucket` },
    { value: sum, labels, metricName: `${name}_sum` },
    { value: count, labels, metricName: `${name}_count` },
  ];
}
