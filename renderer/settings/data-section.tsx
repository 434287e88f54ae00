import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { SessionAnswer } from '../../contract/console.ts';
import { call } from '../api/client.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useSearchState } from '../ui/hash-location.ts';
import { saveText } from '../ui/save-text.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { Backups } from './backups.tsx';
import { ImportPanel } from './import-panel.tsx';
import { SettingGroup, NumberSetting } from './parts.tsx';
import classes from './settings.module.css';
import { StorageUse } from './storage-use.tsx';
import { useChange } from './use-change.ts';

/** Retention, storage folder, export, import and backups. */
export function DataSection({ session }: { readonly session: SessionAnswer }) {
  const words = useWords().w.settings.data;
  // Who comes to import something sees that first.
  const [isImport] = useState(useSearchState()[0].has('import'));
  const importing = (
    <SettingGroup title={words.import}>
      <ImportPanel />
    </SettingGroup>
  );
  return (
    <>
      {isImport ? importing : null}
      <Keeping settings={session.settings} />
      <DataFolder home={session.home} />
      <Backups />
      <Export />
      {isImport ? null : importing}
    </>
  );
}

function Keeping({ settings }: Pick<SessionAnswer, 'settings'>) {
  const words = useWords().w.settings.data;
  const change = useChange();
  const { retention, maxLogMegabytes, keepFreeMegabytes } = settings;
  return (
    <SettingGroup title={words.keep}>
      <StorageUse />
      <div className={classes.numbers}>
        <NumberSetting
          label={words.days}
          value={retention.days}
          min={1}
          max={36_500}
          onSave={(days) => void change({ retention: { ...retention, days } })}
        />
        <NumberSetting
          label={words.runs}
          value={retention.runs}
          min={100}
          max={100_000_000}
          onSave={(runs) => void change({ retention: { ...retention, runs } })}
        />
        <NumberSetting
          label={words.auditDays}
          value={retention.auditDays}
          min={1}
          max={36_500}
          onSave={(auditDays) => void change({ retention: { ...retention, auditDays } })}
        />
        <NumberSetting
          label={words.maxLog}
          value={maxLogMegabytes}
          min={1}
          max={10_000}
          onSave={(megabytes) => void change({ maxLogMegabytes: megabytes })}
        />
        <NumberSetting
          label={words.keepFree}
          value={keepFreeMegabytes}
          min={0}
          max={1_000_000}
          onSave={(megabytes) => void change({ keepFreeMegabytes: megabytes })}
        />
      </div>
    </SettingGroup>
  );
}

function DataFolder({ home }: Pick<SessionAnswer, 'home'>) {
  const { w, notDone } = useWords();
  const words = w.settings.data;
  const toast = useToast();
  const openFolder = () =>
    window.desktop?.call('show-data-folder').catch((error: unknown) => toast(notDone(words.openFolder, error)));
  return (
    <SettingGroup title={words.where}>
      <div>
        <div className={classes.label}>{words.home}</div>
        <div className={classes.identity}>
          <code>{home}</code>
          <CopyButton text={home} label={`${w.app.actions.copy}: ${words.home}`} />
          {window.desktop === undefined ? null : (
            <Button size="compact-sm" variant="default" onClick={() => void openFolder()}>
              {words.openFolder}
            </Button>
          )}
        </div>
      </div>
    </SettingGroup>
  );
}

function Export() {
  const { w, notDone } = useWords();
  const words = w.settings.data;
  const toast = useToast();
  async function save(): Promise<void> {
    try {
      const set = await call('exportAll');
      const day = set.exportedAt.slice(0, 10);
      saveText(`rota-${day}.json`, `${JSON.stringify(set, null, 2)}\n`, 'application/json');
    } catch (error) {
      toast(notDone(words.export, error));
    }
  }
  return (
    <SettingGroup title={words.exportTitle}>
      <p className={classes.lead}>{words.exportHint}</p>
      <div>
        <Button size="xs" variant="default" leftSection={<IconDownload size="0.9375rem" />} onClick={() => void save()}>
          {words.export}
        </Button>
      </div>
    </SettingGroup>
  );
}
