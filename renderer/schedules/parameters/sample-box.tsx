import { useRef, type ReactNode } from 'react';
import { Group, Radio, VisuallyHidden } from '@mantine/core';
import { sampleText, sampleUrl, type SampleLanguage, type SampleRequest } from '../../../contract/samples.ts';
import { CodeBox } from '../../ui/code-box.tsx';
import type { CodeLanguage } from '../../ui/code-colours.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useKeptChoice } from '../../ui/kept-choices.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words.tsx';
import classes from './parameters.module.css';

const tabs = ['json', 'curl', 'powershell', 'python', 'javascript', 'csharp'] as const;
type Tab = (typeof tabs)[number];

const colours: Readonly<Record<SampleLanguage, CodeLanguage>> = {
  json: 'json',
  curl: 'bash',
  cmd: 'dos',
  powershell: 'powershell',
  python: 'python',
  javascript: 'javascript',
  csharp: 'csharp',
};

const place = 'rota-sample';

export interface SampleBoxProps {
  readonly request: SampleRequest;
  readonly isOwn: boolean;
  readonly onOwn: (isOwn: boolean) => void;
  /** Shown next to the copy buttons. */
  readonly children: ReactNode;
}

/** The call in one of several languages; the last choice is remembered. */
export function SampleBox({ request, isOwn, onOwn, children }: SampleBoxProps) {
  const { w, say } = useWords();
  const words = w.parameters;
  const [kept, keep] = useKeptChoice(place);
  const language = languageOf(kept);
  const code = useRef<HTMLPreElement>(null);
  const address = useRef<HTMLElement>(null);
  const tab: Tab = language === 'cmd' ? 'curl' : language;
  const text = sampleText(language, request);
  const url = sampleUrl(request);

  return (
    <section className={classes.sample} aria-labelledby="sample-title">
      <div className={classes.sampleHead}>
        <h3 id="sample-title" className={classes.title}>
          {words.sample}
        </h3>
        <Segmented
          label={words.language}
          value={tab}
          onChange={keep}
          options={tabs.map((each) => ({ value: each, label: words.languages[each] }))}
        />
      </div>
      <div className={classes.sampleHead}>
        <Radio.Group
          label={<VisuallyHidden>{words.values.label}</VisuallyHidden>}
          labelProps={{ pos: 'absolute', h: 0 }}
          value={isOwn ? 'own' : 'blank'}
          onChange={(kind) => onOwn(kind === 'own')}
        >
          <Group gap="md">
            <Radio value="own" label={words.values.own} />
            <Radio value="blank" label={words.values.blank} />
          </Group>
        </Radio.Group>
        {tab === 'curl' ? (
          <Segmented
            label={words.shell.label}
            value={language === 'cmd' ? 'cmd' : 'sh'}
            onChange={(shell) => keep(shell === 'cmd' ? 'cmd' : 'curl')}
            options={[
              { value: 'sh', label: words.shell.sh },
              { value: 'cmd', label: words.shell.cmd },
            ]}
          />
        ) : null}
      </div>
      <p className={classes.url}>
        <strong>POST</strong> <code ref={address}>{url}</code>
      </p>
      <CodeBox ref={code} label={words.sample} language={colours[language]} text={text} />
      <p className={classes.note}>{language === 'json' ? words.credentialsJson : words.credentials}</p>
      {language === 'powershell' ? <p className={classes.note}>{words.savedScript}</p> : null}
      {url.startsWith('https:') ? <p className={classes.note}>{words.certificate}</p> : null}
      <div className={classes.sampleFoot}>
        <CopyButton
          text={text}
          source={code}
          words={language === 'json' ? words.copyJson : say(words.copySample, { language: words.languages[language] })}
        />
        <CopyButton text={url} source={address} words={words.copyUrl} />
        {children}
      </div>
    </section>
  );
}

function languageOf(chosen: string | null): SampleLanguage {
  return chosen !== null && Object.hasOwn(colours, chosen) ? (chosen as SampleLanguage) : 'json';
}
