import { useState } from 'react';
import { Autocomplete, Button, FileButton, Input, PasswordInput, Radio, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import {
  vaultImportKinds,
  type VaultGroup,
  type VaultImportAnswer,
  type VaultImportKind,
} from '../../../contract/vault.ts';
import { call, CallError } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { toBase64 } from '../../api/text-file.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { StatusWord } from '../../ui/status-word.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { vaultWords } from '../../words/vault-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import table from '../table.module.css';

interface VaultImportProps {
  readonly groups: readonly VaultGroup[];
  readonly onClose: () => void;
}

const bytesOf = async (file: File): Promise<string> => toBase64(new Uint8Array(await file.arrayBuffer()));
const kindOf = (name: string): VaultImportKind =>
  /\.kdbx$/i.test(name) ? 'keepass' : /\.(csv|tsv|txt)$/i.test(name) ? 'csv' : 'env';

/** What is chosen in the dialog, and the answer of the server. */
function useVaultImport(firstGroup: string) {
  const { language, told, sayProblem } = useWords();
  const queries = useQueryClient();
  const [kind, setKind] = useState<VaultImportKind>('env');
  const [file, setFile] = useState<File | null>(null);
  const [group, setGroup] = useState(firstGroup);
  const [password, setPassword] = useState('');
  const [keyFile, setKeyFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<VaultImportAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const forget = () => {
    setAnswer(null);
    setProblem(null);
  };

  async function send(isDryRun: boolean): Promise<void> {
    if (file === null) return;
    if (group.trim() === '') return setProblem(vaultWords[language].import.groupProblem);
    forget();
    try {
      const own =
        kind !== 'keepass' ? {} : { password, ...(keyFile === null ? {} : { keyFile: await bytesOf(keyFile) }) };
      const body = { kind, bytes: await bytesOf(file), group: group.trim(), isDryRun, ...own };
      setAnswer(await call('importVault', { body }));
      if (!isDryRun) await queries.invalidateQueries({ queryKey: keys.vault });
    } catch (error) {
      const [detail] = error instanceof CallError ? error.details : [];
      setProblem(detail?.said ? told(detail.said) : sayProblem(error));
    }
  }
  return {
    ...{ kind, file, group, setGroup, password, setPassword, keyFile, setKeyFile, answer, problem, send },
    choose: (chosen: File): void => {
      setFile(chosen);
      setKind(kindOf(chosen.name));
      forget();
    },
    chooseKind: (next: string): void => {
      setKind(vaultImportKinds.find((each) => each === next) ?? kind);
      forget();
    },
  };
}

/** Secrets of another program: what they would become first, then the import. */
export function VaultImport({ groups, onClose }: VaultImportProps) {
  const { w, language, count } = useWords();
  const words = vaultWords[language].import;
  const { isBusy, whenIdle } = useBusy();
  const form = useVaultImport(groups[0]?.name ?? '');
  const { answer, problem, file, send } = form;
  const wanted = (answer?.changes ?? []).filter(({ change }) => change === 'add' || change === 'replace').length;
  return (
    <Dialog
      title={words.title}
      isOpen
      width={720}
      onClose={onClose}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {w.app.actions.close}
          </Button>
          <Button
            variant="default"
            disabled={file === null}
            loading={isBusy}
            onClick={() => void whenIdle(() => send(true))}
          >
            {words.check}
          </Button>
          {answer?.isDryRun === true && wanted > 0 ? (
            <Button loading={isBusy} onClick={() => void whenIdle(() => send(false))}>
              {count(words.apply, wanted)}
            </Button>
          ) : null}
        </>
      }
    >
      <Stack gap="md">
        <p className={classes.lead}>{words.lead}</p>
        <ImportFields form={form} groups={groups} />
        {problem === null ? null : <Input.Error role="alert">{problem}</Input.Error>}
        {answer === null ? null : <Changes answer={answer} />}
      </Stack>
    </Dialog>
  );
}

interface ImportFieldsProps extends Pick<VaultImportProps, 'groups'> {
  readonly form: ReturnType<typeof useVaultImport>;
}

function ImportFields({ form, groups }: ImportFieldsProps) {
  const words = vaultWords[useWords().language].import;
  return (
    <>
      <Chosen text={words.file} file={form.file} onChoose={form.choose} />
      <Radio.Group label={words.kind} value={form.kind} onChange={form.chooseKind}>
        <Stack gap={8} mt={6}>
          {vaultImportKinds.map((each) => (
            <Radio key={each} value={each} label={words.kinds[each]} />
          ))}
        </Stack>
      </Radio.Group>
      <Autocomplete
        label={words.group}
        required
        data={groups.map(({ name }) => name)}
        value={form.group}
        maxLength={100}
        comboboxProps={{ withinPortal: true }}
        onChange={form.setGroup}
      />
      {form.kind !== 'keepass' ? null : (
        <>
          <PasswordInput
            label={words.password}
            value={form.password}
            autoComplete="off"
            onChange={(event) => form.setPassword(event.currentTarget.value)}
          />
          <Chosen text={words.keyFile} file={form.keyFile} onChoose={form.setKeyFile} />
        </>
      )}
    </>
  );
}

function Chosen({
  text,
  file,
  onChoose,
}: {
  readonly text: string;
  readonly file: File | null;
  readonly onChoose: (file: File) => void;
}) {
  return (
    <div className={classes.row}>
      <FileButton
        onChange={(chosen) => (chosen === null ? undefined : onChoose(chosen))}
        inputProps={{ 'aria-label': text }}
      >
        {(button) => (
          <Button {...button} size="xs" variant="default">
            {text}
          </Button>
        )}
      </FileButton>
      {file === null ? null : <span>{file.name}</span>}
    </div>
  );
}

const shapes = {
  add: { shape: 'check', tone: 'good' },
  replace: { shape: 'diamond', tone: 'warn' },
  same: { shape: 'dash', tone: 'quiet' },
  refused: { shape: 'cross', tone: 'bad' },
} as const;

function Changes({ answer }: { readonly answer: VaultImportAnswer }) {
  const { language, told } = useWords();
  const { import: words, kinds } = vaultWords[language];
  if (answer.changes.length === 0) return <p role="status">{words.nothing}</p>;
  return (
    <div role="status">
      <h4 className={classes.heading}>{answer.isDryRun ? words.found : words.done}</h4>
      <div
        className={table.tableBox}
        tabIndex={0}
        role="region"
        aria-label={answer.isDryRun ? words.found : words.done}
      >
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.group}</th>
              <th scope="col">{words.columns.key}</th>
              <th scope="col">{words.columns.kind}</th>
              <th scope="col">{words.columns.change}</th>
              <th scope="col">{words.columns.note}</th>
            </tr>
          </thead>
          <tbody>
            {answer.changes.map((change) => (
              <tr key={`${change.group}/${change.key}`}>
                <td>{change.group}</td>
                <th scope="row">{change.key}</th>
                <td>{kinds[change.kind]}</td>
                <td>
                  <StatusWord {...shapes[change.change]} text={words.changes[change.change]} />
                </td>
                <td className={table.wide}>{change.said ? told(change.said) : change.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {answer.isDryRun ? null : <p className={classes.hint}>{words.after}</p>}
    </div>
  );
}
