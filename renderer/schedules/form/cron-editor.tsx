import { useRef, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { explainError, readQuartz, tolerateQuartz, unixWords } from '../../../contract/quartz/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { formPartWords } from '../../words/form-part-words.ts';
import { useWords } from '../../words/words.tsx';
import { FieldLegend } from './field-legend.tsx';
import { expressionOf, firstPreset, presetOf, presetTabs, type PresetTab } from './cron-presets.ts';
import { PresetFields } from './preset-fields.tsx';
import classes from './form.module.css';

export interface CronEditorProps {
  readonly expression: string;
  readonly problem: string | undefined;
  readonly onChange: (expression: string) => void;
  /** A working day of the month is wanted, which no expression says: 1 = the first, -1 = the last. */
  readonly onWorkingDay: (nth: number, time: string) => void;
}

/**
 * The Quartz expression is the single source of truth: the presets write it and follow it. Its text is shown where it is asked for, and
 * where no preset says it.
 */
export function CronEditor({ expression, problem, onChange, onWorkingDay }: CronEditorProps) {
  const { w, say, language } = useWords();
  const words = w.scheduleForm.cron;
  const further = formPartWords[language].cron;
  const [isShown, setShown] = useState(false);
  const [wantsExpression, setWantsExpression] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [isLegendOpen, setIsLegendOpen] = useState(false);
  const preset = wantsExpression ? null : presetOf(expression);
  const parsed = readQuartz(expression);
  const tolerated = parsed.ok ? null : tolerateQuartz(expression);
  const word = unixWords[expression.trim().toLowerCase()];
  const mended = word ?? (tolerated?.ok ? tolerated.expression : null);
  const isUnix = word !== undefined || tolerated?.warnings.some(({ code }) => code === 'UNIX_CRON') === true;
  const [before, after] = (isUnix ? words.unix : words.mended).split('{expression}');
  // The tolerant parser's message says more than "a field is missing".
  const errors = tolerated?.ok === false ? tolerated.errors : [];
  const firstError = errors.length === 0 ? undefined : errors.map((error) => explainError(error, language)).join('\n');

  const hasText = preset === null || isShown || problem !== undefined;

  function choose(tab: PresetTab): void {
    setWantsExpression(tab === 'expression');
    setShown(tab === 'expression');
    if (tab === 'expression' || tab === presetOf(expression)?.tab) return;
    const known = presetOf(expression);
    onChange(expressionOf(firstPreset(tab, known && 'time' in known ? known.time : '09:00')));
  }
  // What is typed may match a preset: the field stays all the same.
  function write(text: string): void {
    setShown(true);
    onChange(text);
  }
  return (
    <div className={classes.cron}>
      <Segmented
        label={words.tabs.label}
        value={preset?.tab ?? 'expression'}
        onChange={choose}
        options={presetTabs.map((tab) => ({ value: tab, label: words.tabs[tab] }))}
      />
      {preset ? (
        <>
          <PresetFields preset={preset} onChange={(next) => onChange(expressionOf(next))} onWorkingDay={onWorkingDay} />
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={hasText}
            aria-controls="quartz-text"
            onClick={() => setShown(!hasText)}
          >
            {hasText ? further.hide : further.show}
          </Button>
        </>
      ) : null}
      <div id="quartz-text" className={classes.expressionText} hidden={!hasText}>
        {hasText ? (
          <>
            <TextInput
              ref={field}
              id="quartz"
              className={classes.expression ?? ''}
              label={words.label}
              description={words.hint}
              value={expression}
              onChange={(event) => write(event.currentTarget.value)}
              error={mended === null ? (firstError ?? problem) : undefined}
              spellCheck={false}
              autoComplete="off"
              required
              rightSection={
                <IconButton label={words.legend} onClick={() => setIsLegendOpen(true)}>
                  <IconHelp size="1.0625rem" />
                </IconButton>
              }
            />
            {mended !== null ? (
              <p className={classes.offer} role="status">
                <span>
                  {before}
                  <code>{mended}</code>
                  {after}
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    write(mended);
                    field.current?.focus();
                  }}
                  aria-label={say('{a}: {b}', { a: words.useIt, b: mended })}
                >
                  {words.useIt}
                </Button>
              </p>
            ) : null}
          </>
        ) : null}
      </div>
      <FieldLegend isOpen={isLegendOpen} onClose={() => setIsLegendOpen(false)} />
    </div>
  );
}
