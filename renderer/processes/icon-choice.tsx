import { useId, useState } from 'react';
import { Button, Popover } from '@mantine/core';
import { processIcons, type ProcessIcon } from '../../contract/process.ts';
import { Glyph } from '../ui/glyph.tsx';
import { iconNames } from '../words/icon-names.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './icon-choice.module.css';

export interface IconChoiceProps {
  readonly value: ProcessIcon | undefined;
  readonly onChange: (icon: ProcessIcon | undefined) => void;
}

/** The chosen icon; its button opens all of them: native radio buttons, so that the arrow keys work. */
export function IconChoice({ value, onChange }: IconChoiceProps) {
  const { language } = useWords();
  const { icon: label, iconHint } = processWords[language].basics;
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const nameOf = (icon: ProcessIcon | undefined) => iconNames[language][icon ?? 'none'];
  return (
    <div>
      <div className={classes.head}>
        <span id={id} className={classes.label}>
          {label}
        </span>
      </div>
      <p id={`${id}-hint`} className={classes.hint}>
        {iconHint}
      </p>
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <Button
            size="xs"
            variant="default"
            leftSection={<Glyph name={value} size={18} />}
            aria-label={`${label}: ${nameOf(value)}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {nameOf(value)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-labelledby={id}>
          <div role="radiogroup" aria-labelledby={id} aria-describedby={`${id}-hint`} className={classes.choices}>
            {[undefined, ...processIcons].map((icon) => (
              <label key={icon ?? 'none'} className={classes.choice} title={nameOf(icon)}>
                <input
                  type="radio"
                  name={id}
                  className={classes.input}
                  aria-label={nameOf(icon)}
                  checked={icon === value}
                  data-autofocus={icon === value || undefined}
                  onChange={() => onChange(icon)}
                />
                <span className={classes.picture}>
                  <Glyph name={icon} size={20} />
                </span>
              </label>
            ))}
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
