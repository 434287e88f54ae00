import type { Words } from '../en/index.ts';
import { app } from './app.ts';
import { clients } from './clients.ts';
import { conditions } from './conditions.ts';
import { fields } from './fields.ts';
import { intervals } from './intervals.ts';
import { messages } from './messages.ts';
import { overview } from './overview.ts';
import { parameters } from './parameters.ts';
import { quickRun } from './quick-run.ts';
import { runs } from './runs.ts';
import { scheduleForm } from './schedule-form.ts';
import { schedules } from './schedules.ts';
import { settings } from './settings.ts';
import { states } from './states.ts';
import { timeline } from './timeline.ts';
import { triggers } from './triggers.ts';
import { workerChoice } from './worker-choice.ts';

/** All texts of the page in Turkish. The type ensures that no key of the English catalogue is missing. */
export const tr: Words = {
  app,
  clients,
  conditions,
  fields,
  intervals,
  messages,
  overview,
  parameters,
  quickRun,
  runs,
  scheduleForm,
  schedules,
  settings,
  states,
  timeline,
  triggers,
  workerChoice,
};
