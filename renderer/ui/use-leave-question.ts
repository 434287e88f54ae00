import { useCallback, useEffect, useRef } from 'react';
import { useConfirm, type Question } from './confirm.tsx';
import { guardLeaving } from './hash-location.ts';

/** Asks before leaving a page with unsaved changes, by link, back button or closing the tab. */
export function useLeaveQuestion(isDirty: boolean, question: Question): { readonly allowLeaving: () => void } {
  const confirm = useConfirm();
  const isAllowed = useRef(false);
  const asked = useRef(question);
  useEffect(() => {
    asked.current = question;
  });
  useEffect(() => {
    if (!isDirty) return undefined;
    const stopGuard = guardLeaving((go) => {
      if (isAllowed.current) return true;
      void confirm({ ...asked.current, isDangerous: true }).then((isSure) => {
        if (isSure) go();
      });
      return false;
    });
    const warn = (event: BeforeUnloadEvent) => {
      if (!isAllowed.current) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      stopGuard();
      removeEventListener('beforeunload', warn);
    };
  }, [isDirty, confirm]);
  const allowLeaving = useCallback(() => {
    isAllowed.current = true;
  }, []);
  return { allowLeaving };
}
