import { VisuallyHidden } from '@mantine/core';
import { Glyph } from '../ui/glyph.tsx';
import type { OptionProps, useOptionList } from '../ui/use-option-list.ts';
import { useWords } from '../words/words.tsx';
import type { Choice } from './choices.ts';
import classes from './quick-run.module.css';
import type { ChoiceGroup } from './use-choices.ts';

interface ChoiceListProps {
  readonly groups: readonly ChoiceGroup[];
  readonly options: ReturnType<typeof useOptionList>;
}

/** The search results, by group. */
export function ChoiceList({ groups, options }: ChoiceListProps) {
  const { w } = useWords();
  return (
    <div {...options.listProps} aria-label={w.quickRun.title} className={classes.list}>
      {groups.map(({ label, choices, first }) => (
        <div key={label} role="group" aria-label={label}>
          <div aria-hidden="true" className={classes.group}>
            {label}
          </div>
          {choices.map((choice, place) => (
            <Option
              key={choice.target.kind === 'process' ? choice.target.name : choice.target.id}
              choice={choice}
              option={options.optionProps(first + place)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A name ends with … where values are asked for, as in the tray. */
function Option({ choice, option }: { readonly choice: Choice; readonly option: OptionProps }) {
  const { w } = useWords();
  const { name, detail, icon, asks } = choice;
  return (
    <div {...option}>
      <Glyph name={icon} />
      <span className={classes.name}>{asks ? `${name}…` : name}</span>
      {detail === '' ? null : (
        <span className={classes.detail} title={detail}>
          {' '}
          {detail}
        </span>
      )}
      {asks ? <VisuallyHidden> {w.quickRun.asks}</VisuallyHidden> : null}
    </div>
  );
}
