import { useEffect } from 'react';
import { thousands } from '../charts/format.ts';
import type { Studies, StudyId, StudyRequest } from '../engine/studies/study.ts';
import type { MetricLog } from '../state/metric-log.ts';
import { useController, useSession } from '../state/react.tsx';

/** A study of the update in sight, or the words that stand where it will be. */
export type Reading<Id extends StudyId> =
  | { readonly iteration: number; readonly study: NonNullable<Studies[Id]>; readonly why: null }
  | { readonly iteration: number | null; readonly study: null; readonly why: string };

/**
 * Asks for a study of every update in sight, as long as the panel is shown. The newest answer is read when it is drawn;
 * `of` is what a Figure draws again for.
 */
export function useStudy<Id extends StudyId>(owner: string, id: Id, settings?: StudyRequest['settings']) {
  const controller = useController();
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const written = JSON.stringify(settings);
  useEffect(() => {
    const asked = written === undefined ? undefined : (JSON.parse(written) as StudyRequest['settings']);
    return controller.want(owner, { studies: [{ id, ...(asked && { settings: asked }) }] });
  }, [controller, owner, id, written]);
  return {
    of: (log: MetricLog) => log.studyAt(lookingBackAt),
    read: (): Reading<Id> => readStudy(controller.log, lookingBackAt, id),
  };
}

function readStudy<Id extends StudyId>(log: MetricLog, lookingBackAt: number | null, id: Id): Reading<Id> {
  const view = log.studyAt(lookingBackAt);
  const iteration = view?.iteration ?? lookingBackAt;
  const study = view?.studies[id];
  if (view && study) return { iteration: view.iteration, study: study as NonNullable<Studies[Id]>, why: null };
  if (view && study === null)
    return { iteration, study: null, why: 'This update had no gradient to follow, or θ is a single number.' };
  if (lookingBackAt === null) return { iteration, study: null, why: 'Press play: the first update lands here.' };
  if (!view)
    return { iteration, study: null, why: `The update of iteration ${thousands(lookingBackAt)} is looked up …` };
  return {
    iteration,
    study: null,
    why: `The update of iteration ${thousands(lookingBackAt)} is no longer kept: it cannot be shown.`,
  };
}
