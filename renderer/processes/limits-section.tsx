import { Checkbox, NumberInput } from '@mantine/core';
import type { RunLimits } from '../../contract/limits.ts';
import { processWords } from '../words/process-words.ts';
import { noLimit } from './no-limit.ts';
import { useWords } from '../words/words.tsx';
import type { SectionProps } from './basics-section.tsx';
import classes from './editor.module.css';

function withLimit(limits: RunLimits | undefined, key: keyof RunLimits, value: number | undefined) {
  const { [key]: _before, ...others } = limits ?? {};
  const next = value === undefined ? others : { ...others, [key]: value };
  return { limits: Object.keys(next).length === 0 ? undefined : next };
}

/** Time limits, parallel runs, and sizes. */
export function LimitsSection({ process, onChange }: SectionProps) {
  const { language } = useWords();
  const words = processWords[language].limits;
  const number = (value: string | number) => (typeof value === 'number' ? value : undefined);
  return (
    <>
      <div className={classes.pair}>
        <NumberInput
          label={words.timeout}
          description={words.timeoutHint}
          min={1}
          max={31_536_000}
          value={process.timeoutSeconds ?? ''}
          onChange={(next) => onChange({ timeoutSeconds: number(next) })}
        />
        <NumberInput
          label={words.grace}
          description={words.graceHint}
          min={0}
          max={3600}
          value={process.graceSeconds}
          onChange={(next) => onChange({ graceSeconds: number(next) ?? 10 })}
        />
        <NumberInput
          label={words.atOnce}
          min={1}
          max={noLimit}
          value={process.usesDesktop ? 1 : process.maxConcurrent >= noLimit ? '' : process.maxConcurrent}
          placeholder={processWords[language].noLimit}
          disabled={process.usesDesktop}
          onChange={(next) => onChange({ maxConcurrent: number(next) ?? noLimit })}
        />
        <NumberInput
          label={words.maxLog}
          placeholder={words.maxLogHint}
          min={1}
          max={10_000}
          value={process.maxLogMegabytes ?? ''}
          onChange={(next) => onChange({ maxLogMegabytes: number(next) })}
        />
        <NumberInput
          label={words.memory}
          description={words.usageHint}
          placeholder={words.noUseLimit}
          min={16}
          max={16_777_216}
          allowDecimal={false}
          value={process.limits?.memoryMb ?? ''}
          onChange={(next) => onChange(withLimit(process.limits, 'memoryMb', number(next)))}
        />
        <NumberInput
          label={words.processor}
          description={words.usageHint}
          placeholder={words.noUseLimit}
          min={1}
          max={31_536_000}
          value={process.limits?.cpuSeconds ?? ''}
          onChange={(next) => onChange(withLimit(process.limits, 'cpuSeconds', number(next)))}
        />
      </div>
      <Checkbox
        label={words.desktop}
        description={words.desktopHint}
        checked={process.usesDesktop}
        onChange={(event) => onChange({ usesDesktop: event.currentTarget.checked })}
      />
      {process.usesDesktop ? (
        <NumberInput
          label={words.idle}
          description={words.idleHint}
          min={1}
          max={1440}
          value={process.idleMinutes ?? ''}
          onChange={(next) => onChange({ idleMinutes: number(next) })}
        />
      ) : null}
    </>
  );
}
