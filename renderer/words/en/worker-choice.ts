/** Workers and groups where other screens name them. */
export const workerChoice = {
  label: 'Worker',
  all: 'All workers',
  any: 'Any worker',
  anyHint: 'Any worker that can run it',
  here: '{name} (this computer)',
  workers: 'Workers',
  groups: 'Groups',
  none: 'No worker and no group has this name.',
  unknown: '“{name}” is no worker and no group.',
  unknownClose: '“{name}” is no worker and no group. Did you mean {names}?',
  waitsFor: 'for {name}',
  on: 'on {name}',
};
