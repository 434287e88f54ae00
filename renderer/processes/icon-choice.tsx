import { useId } from 'react';
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

/** A choice of icons: native radio buttons, so that the arrow keys work; the name of the chosen one is next to the label. */
export function IconChoice({ value, onChange }: IconChoiceProps) {
  const { language } = useWords();
  const { icon: label, iconHint } = processWords[language].basics;
  const id = useId();
  const nameOf = (icon: ProcessIcon | undefined) => iconNames[language][icon ?? 'none'];
  return (
    <div role="radiogroup" aria-labelledby={id} aria-describedby={`${id}-hint`}>
      <div className={classes.head}>
        <span id={id} className={classes.label}>
          {label}
        </span>
        <span className={classes.chosen} aria-hidden="true">
          {nameOf(value)}
        </span>
      </div>
      <p id={`${id}-hint`} className={classes.hint}>
        {iconHint}
      </p>
      <div className={classes.choices}>
        {[undefined, ...processIcons].map((icon) => (
          <label key={icon ?? 'none'} className={classes.choice} title={nameOf(icon)}>
            <input
              type="radio"
              name={id}
              className={classes.input}
              aria-label={nameOf(icon)}
              checked={icon === value}
              onChange={() => onChange(icon)}
            />
            <span className={classes.picture}>
              <Glyph name={icon} size={20} />
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}
