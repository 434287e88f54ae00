import { useSession } from '../../api/queries.ts';
import { fleetWords } from '../../words/fleet-words.ts';
import { useWords } from '../../words/words.tsx';
import { NumberSetting, SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';
import { useChange } from '../use-change.ts';

/** How much of logs and files the other computers get, and for how long. */
export function Sharing() {
  const { w, language } = useWords();
  const words = fleetWords[language].sharing;
  const change = useChange();
  const sharing = useSession().data?.settings.sharing;
  if (sharing === undefined) return null;
  return (
    <SettingGroup title={w.settings.data.sharing}>
      <div className={classes.hint}>{words.hint}</div>
      <div className={classes.numbers}>
        <NumberSetting
          label={words.megabytes}
          value={sharing.megabytes}
          min={0}
          max={10_000}
          onSave={(megabytes) => void change({ sharing: { ...sharing, megabytes } })}
        />
        <NumberSetting
          label={words.days}
          value={sharing.days}
          min={1}
          max={36_500}
          onSave={(days) => void change({ sharing: { ...sharing, days } })}
        />
      </div>
    </SettingGroup>
  );
}
