import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import qrcode from 'qrcode-generator';
import type { CodesBegun } from '../../../contract/sign-in-ways.ts';
import { call } from '../../api/client.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { signInWaysWords } from '../../words/sign-in-ways-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import { OneLineDialog } from './one-line-dialog.tsx';

export interface CodesSetUpProps {
  readonly begun: CodesBegun;
  readonly onEnabled: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** First the picture to scan and a code that proves it; then the recovery codes, which are shown once. */
export function CodesSetUp({ begun, onEnabled, onClose }: CodesSetUpProps) {
  const [recovery, setRecovery] = useState<readonly string[] | null>(null);
  if (recovery !== null) return <RecoveryCodes recovery={recovery} onClose={onClose} />;
  return (
    <Scan
      begun={begun}
      onClose={onClose}
      onConfirmed={(codes) => {
        setRecovery(codes);
        void onEnabled();
      }}
    />
  );
}

interface ScanProps extends Pick<CodesSetUpProps, 'begun' | 'onClose'> {
  readonly onConfirmed: (recovery: readonly string[]) => void;
}

function Scan({ begun: { secret, uri }, onClose, onConfirmed }: ScanProps) {
  const { language } = useWords();
  const words = signInWaysWords[language].codes;
  async function confirm(code: string): Promise<null> {
    onConfirmed((await call('confirmCodes', { body: { code } })).recovery);
    return null;
  }
  return (
    <OneLineDialog
      heading={words.beginTitle}
      label={words.confirm}
      isCode
      act={words.enable}
      onDo={confirm}
      onClose={onClose}
      // The recovery codes take its place.
      onDone={() => undefined}
    >
      <p className={classes.plain}>{words.scan}</p>
      <QrPicture text={uri} label={words.picture} />
      <div className={classes.identity}>
        <span className={classes.hint}>{words.key}</span> <code>{inFours(secret)}</code>
        <CopyButton text={secret} label={words.copyKey} isBare />
      </div>
    </OneLineDialog>
  );
}

const inFours = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ');

/** Black on white in every theme: that is what scanners read. */
function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, squares } = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    const at = Array.from({ length: count * count }, (_, index) => [Math.floor(index / count), index % count] as const);
    const dark = at.filter(([row, column]) => code.isDark(row, column));
    return { size: count, squares: dark.map(([row, column]) => `M${column} ${row}h1v1h-1z`).join('') };
  }, [text]);
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={squares} fill="#000" />
    </svg>
  );
}

function RecoveryCodes({ recovery, onClose }: { readonly recovery: readonly string[]; readonly onClose: () => void }) {
  const { language } = useWords();
  const words = signInWaysWords[language].codes;
  const text = `${recovery.join('\n')}\n`;
  return (
    <Dialog
      title={words.recoveryTitle}
      isOpen
      isHeld
      onClose={onClose}
      footer={
        <>
          <CopyButton size="sm" text={text} words={words.copyAll} />
          <Button
            variant="default"
            component="a"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download={words.fileName}
          >
            {words.download}
          </Button>
          <Button onClick={onClose}>{words.kept}</Button>
        </>
      }
    >
      <p className={classes.plain}>{words.recoveryLead}</p>
      <ul className={classes.codes} aria-label={words.recoveryList}>
        {recovery.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Dialog>
  );
}
