import { useRef, useState } from 'react';
import { CallError } from '../../api/client.ts';
import { useProcesses, useSchedule, useSession } from '../../api/queries.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/words.tsx';
import { sampleBody, sampleUrl, type SampleRequest } from '../../../contract/samples.ts';
import { CreateClient } from './create-client.tsx';
import { SampleBox } from './sample-box.tsx';
import { TryIt, type TryHandle } from './try-it.tsx';
import classes from './parameters.module.css';

const noParameters = { type: 'object', properties: {} } as const;

/** All that a developer needs to call this from a program: a working sample, a button that starts it, IDs to copy. */
export function ParametersDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { w, sayProblem } = useWords();
  const words = w.parameters;
  const session = useSession().data;
  const schedule = useSchedule(id);
  const processes = useProcesses().data?.processes ?? [];
  const row = schedule.data?.row;
  const process = processes.find((each) => each.process.name === row?.process)?.process;
  const hasOwn = Object.keys(row?.values ?? {}).length > 0;
  const [wantsOwn, setWantsOwn] = useState<boolean | null>(null);
  const isOwn = wantsOwn ?? hasOwn;
  const [isHeld, setIsHeld] = useState(false);
  const tryIt = useRef<TryHandle>(null);
  const request: SampleRequest | null =
    row && session
      ? {
          baseUrl: session.baseUrl,
          process: row.process,
          parameters: process?.parameters ?? noParameters,
          values: isOwn ? row.values : null,
          worker: row.worker ?? session.worker.id,
        }
      : null;
  return (
    <Dialog
      title={words.title}
      isOpen
      isHeld={isHeld}
      onClose={onClose}
      onConfirm={() => tryIt.current?.go()}
      width={720}
    >
      {row && session && request ? (
        <div className={classes.dialog}>
          <h3 className={classes.name}>{row.name}</h3>
          <SampleBox request={request} isOwn={isOwn} onOwn={setWantsOwn}>
            <TryIt
              // Another body is another request: secrets typed for one are not sent with the other.
              key={String(isOwn)}
              ref={tryIt}
              url={sampleUrl(request)}
              body={sampleBody(request)}
              parameters={request.parameters}
            />
          </SampleBox>
          <CreateClient process={row.process} hasClients={session.hasClients} onHold={setIsHeld} />
          <dl className={classes.ids}>
            <IdLine label={words.workerId} value={request.worker ?? session.worker.id} copy={words.copyWorker} />
            <IdLine label={words.processId} value={row.process} copy={words.copyProcess} />
            <IdLine label={words.scheduleId} value={row.id} copy={words.copySchedule} />
          </dl>
        </div>
      ) : schedule.isError ? (
        <p>
          {schedule.error instanceof CallError && schedule.error.status === 404
            ? words.gone
            : sayProblem(schedule.error)}
        </p>
      ) : null}
    </Dialog>
  );
}

interface IdLineProps {
  readonly label: string;
  readonly value: string;
  readonly copy: string;
}

function IdLine({ label, value, copy }: IdLineProps) {
  const code = useRef<HTMLElement>(null);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code ref={code}>{value}</code>
        <CopyButton text={value} label={copy} source={code} />
      </dd>
    </div>
  );
}
