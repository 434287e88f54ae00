import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { SkeletonRows } from '../../ui/states.tsx';
import { fleetWords } from '../../words/fleet-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import { BringAlong } from './bring-along.tsx';
import { CreateFleet } from './create-fleet.tsx';
import { JoinFleet } from './join-fleet.tsx';
import { OwnFleet } from './own-fleet.tsx';
import { Sharing } from './sharing.tsx';

/** Whether this computer is in a fleet: making one, joining one, or what it is in. */
export function FleetSection() {
  const { language, say, sayProblem } = useWords();
  const words = fleetWords[language];
  const query = useQuery({ queryKey: keys.membership, queryFn: () => call('fleet'), staleTime: 0 });
  if (query.isError) return <p className={classes.lead}>{sayProblem(query.error)}</p>;
  if (query.data === undefined) return <SkeletonRows rows={4} />;
  const { fleet, atNextStart, isByVariable } = query.data;
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      {atNextStart === null ? null : (
        <p className={classes.lead} role="status">
          {atNextStart.database === null ? words.nextOwn : say(words.nextFleet, { database: atNextStart.database })}
        </p>
      )}
      {isByVariable ? <p className={classes.lead}>{words.byVariable}</p> : null}
      {fleet === null ? null : (
        <OwnFleet fleet={fleet} mayLeave={fleet.by === 'folder' && atNextStart === null}>
          <Sharing />
          {atNextStart === null ? <BringAlong isUsed /> : null}
        </OwnFleet>
      )}
      {fleet === null && atNextStart !== null ? <BringAlong isUsed={false} /> : null}
      {fleet === null && atNextStart === null ? (
        <>
          <CreateFleet />
          <JoinFleet />
        </>
      ) : null}
    </>
  );
}
