import type { SessionAnswer } from '../../contract/console.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useWords } from '../words/words.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Licences } from './licences.tsx';
import classes from './settings.module.css';
import { ZoneFact } from './zone-fact.tsx';

/** Version and system, to quote when asking for help. */
export function AboutSection({ session }: { readonly session: SessionAnswer }) {
  const { w } = useWords();
  const words = w.settings.about;
  const { worker, settings, version, timezone, home } = session;
  const separator = worker.platform === 'win32' ? '\\' : '/';
  const diagnostics = JSON.stringify(
    {
      version,
      platform: worker.platform,
      timezone,
      zones: session.zones.stamp,
      isDesktop: session.isDesktop,
      browser: navigator.userAgent,
      settings,
    },
    null,
    2,
  );
  return (
    <>
      <dl className={classes.facts}>
        <div>
          <dt>{words.version}</dt>
          <dd>Rota {version}</dd>
        </div>
        <div>
          <dt>{words.platform}</dt>
          <dd>{worker.platform}</dd>
        </div>
        <div>
          <dt>{words.zone}</dt>
          <dd>{timezone}</dd>
        </div>
        <ZoneFact />
        <div>
          <dt>{words.logs}</dt>
          <dd>
            <code>{`${home}${separator}rota.log`}</code>
          </dd>
        </div>
        <div>
          <dt>{words.licence}</dt>
          <dd>{words.licenceText}</dd>
        </div>
      </dl>
      <Licences isDesktop={session.isDesktop} />
      <div className={classes.row}>
        <CopyButton size="xs" text={diagnostics} words={words.diagnostics} />
      </div>
      <p className={classes.lead}>{words.diagnosticsHint}</p>
      <FirstSteps isDismissed={settings.firstRunDismissed} />
    </>
  );
}
