import { useWords } from '../words/words.tsx';
import { ChannelList } from './channel-list.tsx';
import { SettingGroup } from './parts.tsx';
import classes from './settings.module.css';

/** Messages to people: the channels that carry them. */
export function MessagesSection() {
  const { w } = useWords();
  const words = w.settings.channels;
  return (
    <SettingGroup title={words.title}>
      <p className={classes.lead}>{words.lead}</p>
      <ChannelList />
    </SettingGroup>
  );
}
