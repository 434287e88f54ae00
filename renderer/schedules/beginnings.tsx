import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useFirstSteps } from '../api/first-steps.ts';
import { useSession } from '../api/queries.ts';
import { TemplateList } from '../templates/template-list.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './schedules.module.css';

/** Below an empty Scheduler: a robot of one's own, what another program has scheduled, and templates. */
export function Beginnings() {
  const { language } = useWords();
  const words = processWords[language];
  const crontab = useFirstSteps().data?.crontab;
  const isWindows = useSession().data?.worker.platform === 'win32';
  const [kind, text] = isWindows
    ? ['windows-task', words.templates.importTasks]
    : ['crontab', crontab ? words.templates.importCrontab : words.templates.importCron];
  return (
    <div className={classes.beginnings}>
      <div className={classes.beginningsActions}>
        <Button component={Link} href="/processes/new" size="xs" variant="default">
          {words.add}
        </Button>
        <Button component={Link} href={`/settings/data?import=${kind}`} size="xs" variant="default">
          {text}
        </Button>
      </div>
      <TemplateList />
    </div>
  );
}
