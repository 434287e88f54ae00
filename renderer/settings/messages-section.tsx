import type { SessionAnswer } from '../../contract/console.ts';
import { useWords } from '../words/words.tsx';
import { ChannelList } from './channel-list.tsx';
import { MessagesAddress } from './messages-address.tsx';
import { MessageDeliveries } from './messages-deliveries.tsx';
import { rulesHeading } from './messages-headings.ts';
import { MessageRules } from './messages-rules.tsx';
import { SettingGroup } from './parts.tsx';
import classes from './settings.module.css';

/** Messages to people: who is told of what, the channels that carry it, and what became of each message. */
export function MessagesSection({ session }: { readonly session: SessionAnswer }) {
  const { w } = useWords();
  const { channels } = w.settings;
  const { rules, lead, deliveries } = w.messages;
  return (
    <>
      <SettingGroup title={channels.title}>
        <p className={classes.lead}>{channels.lead}</p>
        <ChannelList />
      </SettingGroup>
      <SettingGroup title={rules} headingId={rulesHeading}>
        <p className={classes.lead}>{lead}</p>
        <MessageRules />
      </SettingGroup>
      <SettingGroup title={deliveries.title}>
        <MessageDeliveries />
      </SettingGroup>
      <MessagesAddress session={session} />
    </>
  );
}
