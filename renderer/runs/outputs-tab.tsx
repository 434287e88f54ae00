import { Anchor, Button } from '@mantine/core';
import { streams } from '../../contract/api.ts';
import type { RunDetail } from '../../contract/run.ts';
import { stepOf } from '../../contract/step-pictures.ts';
import { fillPath } from '../api/client.ts';
import { useIsRunComing } from '../api/queries.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useToast } from '../ui/toast.tsx';
import { bytesIn } from '../words/bytes.ts';
import { useWords } from '../words/words.tsx';
import { StepStrip } from './step-strip.tsx';
import { shownValue } from './values-tab.tsx';
import classes from './run-page.module.css';

const pictures = /\.(png|jpe?g|gif|webp)$/i;

/** Pictures of steps have a place of their own. */
const isFile = ({ name }: { readonly name: string }): boolean => stepOf(name) === null;

/** The results of a run: values by name, and files. */
export function OutputsTab({ run }: { readonly run: RunDetail }) {
  const { w, say } = useWords();
  const words = w.runs.outputs;
  const outputs = Object.entries(run.outputs);
  const isComing = useIsRunComing(run.id);
  const hasNone = outputs.length === 0 && run.artifacts.length === 0;
  if (hasNone)
    return <p className={classes.none}>{run.status === 'ended' && !isComing ? words.none : words.noneYet}</p>;
  return (
    <div className={classes.sheet}>
      {outputs.length === 0 ? null : (
        <table className={`${classes.table} ${classes.values}`}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.value}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {outputs.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={classes.value}>{shownValue(value)}</td>
                <td className={classes.right}>
                  <CopyButton text={shownValue(value)} label={say(words.copyOf, { name })} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <StepStrip run={run} />
      {run.artifacts.some(isFile) ? <Files run={run} /> : null}
    </div>
  );
}

function Files({ run }: { readonly run: RunDetail }) {
  const { w, say, language, notDone } = useWords();
  const words = w.runs.outputs;
  const toast = useToast();
  const openFolder = () =>
    window.desktop?.call('show-run-folder', run.id).catch((error: unknown) => toast(notDone(words.folder, error)));
  const hrefOf = (file: string) => fillPath(streams.artifact.path, { id: run.id, file });
  return (
    <section>
      <div className={classes.filesHead}>
        <h2 className={classes.heading}>{words.files}</h2>
        {window.desktop === undefined ? null : (
          <Button size="compact-sm" variant="default" onClick={() => void openFolder()}>
            {words.folder}
          </Button>
        )}
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.file}</th>
            <th scope="col">{words.size}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {run.artifacts.filter(isFile).map(({ name, bytes }) => (
            <tr key={name}>
              <th scope="row">
                {pictures.test(name) ? (
                  <a href={hrefOf(name)} target="_blank" rel="noreferrer">
                    <img className={classes.picture} src={hrefOf(name)} alt={say(words.picture, { name })} />
                  </a>
                ) : null}
                {name}
              </th>
              <td className={classes.figures}>{bytesIn(language, bytes)}</td>
              <td className={classes.right}>
                <Anchor fz="inherit" href={hrefOf(name)} download={name} aria-label={say(words.openOf, { name })}>
                  {words.open}
                </Anchor>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
