import { Button, Radio, Stack } from '@mantine/core';
import { useSession } from '../api/queries.ts';
import { useWords } from '../words/words.tsx';
import { ImportChanges } from './import-changes.tsx';
import { CrontabFields, EncodingField } from './import-choices.tsx';
import { DocumentText, FileChoice } from './import-document.tsx';
import { ImportProgress } from './import-progress.tsx';
import classes from './settings.module.css';
import { kinds, useImport } from './use-import.ts';

/** Imports a document: first a preview of the changes, then the import itself. */
export function ImportPanel() {
  const { w, count } = useWords();
  const words = w.settings.data;
  const given = useImport();
  const { kind, chooseKind, text, file, encoding, choices, choose, answer, problem, isBusy, going } = given;
  const { open, give, send } = given;
  const changes = answer?.changes ?? [];
  const wanted = changes.filter(({ change }) => change === 'add' || change === 'replace').length;
  return (
    <>
      <p className={classes.lead}>{words.importHint}</p>
      <Radio.Group label={words.kind} value={kind} onChange={chooseKind}>
        <Stack gap={8} mt={6}>
          {kinds.map((each) => (
            <Radio key={each} value={each} label={words.kinds[each]} />
          ))}
        </Stack>
      </Radio.Group>
      {kind === 'rota' ? null : <AssumedZone />}
      <FileChoice file={file} onChoose={(chosen) => void open(chosen)} />
      {file === null ? null : <EncodingField value={encoding} onChange={(next) => void open(file, next)} />}
      {kind !== 'crontab' ? null : (
        <CrontabFields value={choices} questions={answer?.questions ?? []} onChange={choose} />
      )}
      <DocumentText text={text} problem={problem} onChange={(next) => give(next, null)} />
      <div className={classes.row}>
        <Button
          size="xs"
          variant="default"
          disabled={text.trim() === ''}
          loading={isBusy}
          onClick={() => void send(true)}
        >
          {words.check}
        </Button>
        {answer?.isDryRun && wanted > 0 ? (
          <Button size="xs" loading={isBusy} onClick={() => void send(false)}>
            {count(words.apply, wanted)}
          </Button>
        ) : null}
      </div>
      {isBusy ? <ImportProgress of={going.progress} signs={text.length} /> : null}
      {answer === null || isBusy ? null : <ImportChanges answer={answer} />}
    </>
  );
}

/** Crontabs, units and tasks mostly name no zone. */
function AssumedZone() {
  const { w, say } = useWords();
  const zone = useSession().data?.timezone;
  return zone === undefined ? null : <p className={classes.hint}>{say(w.settings.data.importZone, { zone })}</p>;
}
