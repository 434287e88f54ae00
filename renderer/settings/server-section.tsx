import { useState } from 'react';
import { Button, Checkbox, Radio, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { SettingGroup } from './parts.tsx';
import { PortSetting } from './port-setting.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

const local = '127.0.0.1';
const network = '0.0.0.0';

/** Address, strictness, and signed-in sessions. */
export function ServerSection({ session }: { readonly session: SessionAnswer }) {
  const { w, say, told } = useWords();
  const words = w.settings.server;
  const confirm = useConfirm();
  const change = useChange();
  const { settings } = session;
  const isNetwork = settings.host !== null && settings.host !== local && settings.host !== 'localhost';

  async function setNetwork(isWanted: boolean): Promise<void> {
    if (!isWanted) return void change({ host: null });
    const isSure = await confirm({
      title: words.networkTitle,
      text: say(words.networkText, { base: session.baseUrl }),
      confirm: words.networkConfirm,
      keep: words.networkKeep,
    });
    if (isSure) await change({ host: network });
  }
  return (
    <>
      <SettingGroup title={words.address}>
        <div>
          <div className={classes.label}>{words.base}</div>
          <div className={classes.identity}>
            <code>{session.baseUrl}</code>
            <CopyButton text={session.baseUrl} label={`${w.app.actions.copy}: ${words.base}`} />
          </div>
        </div>
        {session.certificateProblem === null ? null : (
          <p className={classes.plain} role="status">
            {told(session.certificateProblem)}
          </p>
        )}
        <PortSetting value={settings.port} />
        <Radio.Group
          label={words.host}
          value={isNetwork ? 'network' : 'local'}
          onChange={(next) => void setNetwork(next === 'network')}
        >
          <Stack gap={8} mt={6}>
            <Radio value="local" label={words.hosts.local} />
            <Radio
              value="network"
              label={words.hosts.network}
              disabled={!session.hasClients && !isNetwork}
              description={session.hasClients || isNetwork ? undefined : words.networkNeedsClient}
            />
          </Stack>
        </Radio.Group>
        {session.hasClients ? null : (
          <div>
            <Button component={Link} href="/clients?new=1" size="xs" variant="default">
              {words.createClient}
            </Button>
          </div>
        )}
        <Checkbox
          label={words.strict}
          description={words.strictHint}
          checked={settings.strict}
          onChange={(event) => void change({ strict: event.currentTarget.checked })}
        />
      </SettingGroup>
      <SignInGroup />
    </>
  );
}

function SignInGroup() {
  const { w, notDone } = useWords();
  const words = w.settings.server;
  const toast = useToast();
  const queries = useQueryClient();
  const [link, setLink] = useState<string | null>(null);
  async function makeLink(): Promise<void> {
    try {
      setLink((await call('signInLink')).url);
    } catch (error) {
      toast(notDone(words.makeLink, error));
    }
  }
  async function signOut(): Promise<void> {
    await call('signOut').catch(() => undefined);
    await queries.invalidateQueries({ queryKey: keys.session });
  }
  return (
    <SettingGroup title={words.access}>
      <div>
        <div className={classes.label}>{words.link}</div>
        <div className={classes.hint}>{words.linkHint}</div>
        {link === null ? (
          <Button size="xs" variant="default" mt={6} onClick={() => void makeLink()}>
            {words.makeLink}
          </Button>
        ) : (
          <div className={classes.identity}>
            <code>{link}</code>
            <CopyButton text={link} label={`${w.app.actions.copy}: ${words.link}`} />
          </div>
        )}
      </div>
      <div>
        <Button size="xs" variant="default" onClick={() => void signOut()}>
          {words.signOut}
        </Button>
      </div>
    </SettingGroup>
  );
}
