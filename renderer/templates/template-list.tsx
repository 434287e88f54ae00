import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { Template } from '../../contract/first-steps.ts';
import type { ProcessRow } from '../../contract/console.ts';
import { useFirstSteps } from '../api/first-steps.ts';
import { useProcesses } from '../api/queries.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { unless } from '../ui/unless.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './template-list.module.css';
import { useAddTemplate } from './use-add-template.ts';

/** The processes that come with Rota to begin with: each is added by one click, and taken back by another. */
export function TemplateList() {
  const { w, language, mayNot } = useWords();
  const words = processWords[language].templates;
  const templates = useFirstSteps().data?.templates ?? [];
  const present = useProcesses().data?.processes ?? [];
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('editor');
  if (templates.length === 0) return null;
  return (
    <section className={classes.templates} aria-label={words.title}>
      <h2 className={classes.heading}>{words.title}</h2>
      <ul className={classes.list}>
        {templates.map((template) => (
          <TemplateItem
            key={template.process.name}
            template={template}
            added={present.find(({ process }) => process.script === template.process.script)}
            refusal={refusal}
          />
        ))}
      </ul>
    </section>
  );
}

interface TemplateItemProps {
  readonly template: Template;
  /** The process that was made of it. */
  readonly added: ProcessRow | undefined;
  readonly refusal: string | null;
}

function TemplateItem({ template, added, refusal }: TemplateItemProps) {
  const { w, say, language, told, readProcess } = useWords();
  const words = processWords[language].templates;
  const add = useAddTemplate();
  const {
    title = template.process.name,
    description,
    icon,
  } = readProcess({
    process: template.process,
    isBundled: true,
  } as ProcessRow).process;
  return (
    <li className={classes.item}>
      <Glyph name={icon} size={24} />
      <div className={classes.text}>
        <strong>{title}</strong>
        <span className={classes.description}>{description}</span>
        {template.missing === null ? null : <span className={classes.missing}>{told(template.missing)}</span>}
      </div>
      {added === undefined ? (
        <Button
          size="xs"
          variant="default"
          aria-label={say(words.addOf, { name: title })}
          {...unless(refusal)}
          onClick={() => void add(template.process, title)}
        >
          {words.add}
        </Button>
      ) : (
        <Button
          component={Link}
          size="xs"
          variant="light"
          href={`/schedules/new?process=${encodeURIComponent(added.process.name)}`}
          aria-label={`${w.schedules.newSchedule}: ${title}`}
        >
          {w.schedules.newSchedule}
        </Button>
      )}
    </li>
  );
}
