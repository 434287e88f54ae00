import { useState } from 'react';
import { Button } from '@mantine/core';
import { Segmented } from '../../ui/segmented.tsx';
import { formPartWords } from '../../words/form-part-words.ts';
import { useWords } from '../../words/words.tsx';
import { expressionOf, firstPreset, presetOf, presetTabs, type PresetTab } from './cron-presets.ts';
import { CronText } from './cron-text.tsx';
import classes from './form.module.css';
import cronClasses from './cron.module.css';
import { PresetFields } from './preset-fields.tsx';

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
  const { w, language } = useWords();
  const words = w.scheduleForm.cron;
  const further = formPartWords[language].cron;
  const [isShown, setShown] = useState(false);
  const [wantsExpression, setWantsExpression] = useState(false);
  const preset = wantsExpression ? null : presetOf(expression);
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
      <div id="quartz-text" className={cronClasses.expressionText} hidden={!hasText}>
        {hasText ? <CronText expression={expression} problem={problem} onChange={write} /> : null}
      </div>
    </div>
  );
}
