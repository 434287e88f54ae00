import { app, dialog } from 'electron';
import { nameInLink, type LaunchArguments } from './arguments.ts';
import { runByName } from './run-by-name.ts';
import type { Engine } from './server-face.ts';
import { fill, type Words } from './words/words.ts';

/** Answers what a start, a second start or a link asked for: a run by its name, or the window. */
export function createAnswers(deps: {
  readonly engine: Engine;
  readonly words: () => Words;
  readonly open: (hash: string | null) => void;
  readonly openQuickRun: (query: string) => void;
  readonly onProblem: (error: unknown) => void;
}): (asked: LaunchArguments) => void {
  const { engine, words, open, openQuickRun, onProblem } = deps;
  async function confirm(name: string): Promise<boolean> {
    const { linkTitle, linkDetail, linkRun, linkLeave } = words();
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: fill(linkTitle, { name }),
      detail: linkDetail,
      buttons: [linkLeave, linkRun],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return response === 1;
  }

  function onMissing(name: string): void {
    dialog.showErrorBox(fill(words().notFoundTitle, { name }), words().notFoundDetail);
  }

  return ({ link, runName, isHidden }) => {
    const name = link === null ? runName : nameInLink(link);
    if (name !== null) {
      const request = { name, isFromLink: link !== null };
      runByName(engine, request, { confirm, openQuickRun, onMissing }).catch(onProblem);
    } else if (!isHidden) {
      app.focus();
      open(null);
    }
  };
}
